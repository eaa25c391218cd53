import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { derivation } from "../../dist/derivation/derivation";
import { fromRows } from "../../dist/model/matrix";
import { explorer } from "../../dist/notebook/explorer";
import { trainHere } from "../../dist/notebook/train-here";
import { yourTurn } from "../../dist/notebook/your-turn";
import { checkPage } from "../../dist/report/check-page";
import { withDefaults } from "../../dist/settings/settings";
import { nearestWords } from "../../dist/vectors/neighbours";
import { code, markdown, shown } from "./notebook";
import { exportCells, makePages, skip } from "./pages";

/* The parts of pages by their fixed names, driven by keys alone from the page's top, and by the mouse alone but for what is typed. */

const declarations = "o in Vocab; \\hat{y}: vector n, positive; J := -\\log(\\hat{y}_o)";
const begun = String.raw`J &= \log \hat{y}_o`;
const settings = withDefaults({ iterations: 200, batch: 10, negatives: 3 });
const own = { name: "sst", sha256: "", sentences: [["not", "passed", "on"]] };
const words = ["water", "watch", ...Array.from({ length: 60 }, (_, w) => `word${w}`)];
const vectors = fromRows(words.map((_, w) => [Math.cos(w * w), Math.sin(3 * w), Math.sin(w * w)]));
const nearest = nearestWords({ words, vectors }, ["water"], 10)[0];

const pages = makePages((folder) => {
  const turn = yourTurn(derivation(declarations)(Object.assign([begun], { raw: [begun] })));
  const parts = [turn, trainHere(settings, own), explorer({ run: { words, vectors } }, { ask: ["water"] })];
  const cells = parts.map((part, i) => code(`part-${i}`, "", [shown(part)]));
  exportCells(folder, "alive", [markdown("title", "# Alive\n\n## Parts"), ...cells]);
  fs.writeFileSync(path.join(folder, "check.html"), checkPage());
});

const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
const derivationBox = (page: Page): Locator =>
  region(page, "Your turn").getByRole("textbox", { name: "Your derivation" });
const verdicts = (page: Page): Locator => page.getByRole("status", { name: "Verdicts" });
const train = (page: Page): Locator =>
  region(page, "Train in this page").getByRole("button", { name: "Train", exact: true });
const finder = (page: Page): Locator =>
  region(page, "Explore").getByRole("searchbox", { name: "Find a word" });
const neighbours = (page: Page): Locator =>
  region(page, "Explore").getByRole("list", { name: "Neighbours", exact: true }).getByRole("button");
const homework = (page: Page): Locator => page.getByRole("textbox", { name: "Your homework" });

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  assert.fail(`Tab does not reach ${String(wanted)}`);
}

/** Clicks in the middle of something, wherever that is. */
async function clickOn(page: Page, wanted: Locator): Promise<void> {
  await wanted.scrollIntoViewIfNeeded();
  const box = await wanted.boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

const ways = { "by keys alone": tabTo, "by the mouse": clickOn };

for (const [how, reach] of Object.entries(ways))
  for (const width of [390, 800, 1400])
    test(
      `${how}, at ${width} px, a derivation is judged, a run trained, a word found`,
      { skip },
      async () => {
        const { page, trouble } = await pages.open("alive", { viewport: { width, height: 900 } });
        const press = async (button: Locator): Promise<void> => {
          await reach(page, button);
          if (reach === tabTo) await page.keyboard.press("Enter");
        };
        await reach(page, derivationBox(page));
        await page.keyboard.press("Control+A");
        await page.keyboard.type(String.raw`J &= -\log \hat{y}_o`);
        await verdicts(page).filter({ hasText: "1 line: 1 right" }).waitFor();
        await press(train(page));
        const status = region(page, "Train in this page").getByRole("status");
        await status.filter({ hasText: /^\d+\.\d+ nats is the running loss after 200 of 200/ }).waitFor();
        await reach(page, finder(page));
        await page.keyboard.type("water");
        assert.deepEqual(await neighbours(page).allInnerTexts(), nearest);
        await press(neighbours(page).first());
        assert.equal(await finder(page).inputValue(), nearest[0]);
        assert.deepEqual(trouble, []);
      },
    );

for (const [how, reach] of Object.entries(ways))
  for (const width of [390, 800, 1400])
    test(`${how}, at ${width} px, homework is judged and confirmed`, { skip }, async () => {
      const { page, trouble } = await pages.open("check", { viewport: { width, height: 900 } });
      await reach(page, homework(page));
      await page.keyboard.type("$$x + x = 2 x$$");
      await verdicts(page).filter({ hasText: "1 right" }).waitFor();
      const confirm = page.getByRole("button", { name: /^Confirm/ }).first();
      await reach(page, confirm);
      if (reach === tabTo) await page.keyboard.press("Enter");
      await page.waitForTimeout(100);
      assert.match(await homework(page).inputValue(), /^%% x: /m);
      assert.deepEqual(trouble, []);
    });
