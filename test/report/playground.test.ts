import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { playground } from "../../dist/notebook/playground";
import { playgrounds, type PlaygroundName } from "../../dist/playgrounds/playgrounds";
import { code, markdown, shown } from "./notebook";
import { requireFits, type Opened } from "./opened-page";
import { exportCells, makePages, skip } from "./pages";

const names = Object.keys(playgrounds) as PlaygroundName[];

const pages = makePages((folder) => {
  const cells = names.map((name) => code(name, "", [shown(playground(name))]));
  exportCells(folder, "play", [markdown("title", "# Play"), ...cells]);
});

const open = (options?: BrowserContextOptions): Promise<Opened> => pages.open("play", options);
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
    const html = pages.text("play");
    assert.doesNotMatch(/<meta content="(default-src [^"]*)"/.exec(html)?.[1] ?? "worker", /worker|wasm/);
  },
);

test("axe-core finds nothing wrong, light and dark, at three widths", { skip }, async () => {
  const { page } = await open();
  await requireFits(page, [390, 800, 1400]);
});
