import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { playground } from "../../dist/notebook/playground";
import { playgrounds, type PlaygroundName } from "../../dist/playgrounds/playgrounds";
import { launchChromium } from "../../dist/report/chromium";
import { chromiumPath } from "../browser/chromium";
import { installTemplate, nbconvert } from "./exported";
import { code, markdown, notebook, shown } from "./notebook";
import { openOffline, requireFits, type Opened } from "./opened-page";

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium";
const names = Object.keys(playgrounds) as PlaygroundName[];

let folder: string;
let browser: Browser | undefined;

before(async () => {
  await installTemplate();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  const cells = names.map((name) => code(name, "", [shown(playground(name))]));
  fs.writeFileSync(
    path.join(folder, "play.ipynb"),
    JSON.stringify(notebook([markdown("title", "# Play"), ...cells])),
  );
  nbconvert(["--to", "html", "play.ipynb"], folder);
  if (executablePath !== undefined) browser = await launchChromium(executablePath);
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const open = (options?: BrowserContextOptions): Promise<Opened> => openOffline(browser, path.join(folder, "play.html"), options); // prettier-ignore
const region = (page: Page, name: PlaygroundName): Locator => page.getByRole("region", { name: `Playground: ${playgrounds[name].title}` }); // prettier-ignore

test(
  "every playground is moved by the keyboard, goes back, and says what Node says for the same values",
  { skip },
  async () => {
    const { page, trouble } = await open();
    for (const name of names) {
      const { controls, view } = playgrounds[name];
      const starts = controls.map(({ start }) => start);
      const says = region(page, name).locator(".says");
      assert.equal(await says.innerText(), view(starts, 640).says);
      for (const [i, { label, step, most }] of controls.entries()) {
        await region(page, name).getByRole("slider", { name: label, exact: true }).press("ArrowRight");
        starts[i] = Math.min(most, Number((starts[i] + step).toFixed(10)));
      }
      await says.filter({ hasText: view(starts, 640).says }).waitFor();
      await region(page, name).getByRole("button", { name: "As it began" }).press("Enter");
      await says.filter({ hasText: view(controls.map(({ start }) => start), 640).says }).waitFor(); // prettier-ignore
    }
    assert.deepEqual(trouble, []);
  },
);

test("by pointer: a slider that is dragged to its end moves the picture", { skip }, async () => {
  const { page, trouble } = await open();
  const slider = region(page, "sigmoid").getByRole("slider");
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 20, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await region(page, "sigmoid").getByText("At x = 8.0").waitFor();
  assert.equal(await slider.getAttribute("aria-valuetext"), "8");
  assert.deepEqual(trouble, []);
});

test(
  "without JavaScript each has its pictures and its sentence; no worker and no WebAssembly is admitted",
  { skip },
  async () => {
    const { page } = await open({ javaScriptEnabled: false });
    for (const name of names) {
      const { controls, view } = playgrounds[name];
      const { says, pictures } = view(controls.map(({ start }) => start), 640); // prettier-ignore
      assert.ok((await region(page, name).innerText()).includes(says));
      const images = region(page, name).getByRole("img");
      assert.equal(await images.count(), pictures.length);
      assert.ok(await images.first().evaluate((image: { naturalWidth: number }) => image.naturalWidth > 0));
    }
    const html = fs.readFileSync(path.join(folder, "play.html"), "utf8");
    assert.doesNotMatch(/<meta content="(default-src [^"]*)"/.exec(html)?.[1] ?? "worker", /worker|wasm/);
  },
);

test("axe-core finds nothing wrong, light and dark, at three widths", { skip }, async () => {
  const { page } = await open();
  await requireFits(page, [390, 800, 1400]);
});
