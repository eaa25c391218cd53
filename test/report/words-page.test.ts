import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { fromRows } from "../../dist/model/matrix";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { wordsPage } from "../../dist/report/words-page";
import { nearestWords } from "../../dist/vectors/neighbours";
import { violations } from "./opened-page";
import { makePages, skip } from "./pages";
import { payloads } from "./payloads";

const draw = standardNormal(new Xoshiro128(4));
const words = ["water", "tea", "rain", ...payloads, ...Array.from({ length: 50 }, (_, w) => `word${w}`)];
const named = { words, vectors: fromRows(words.map(() => Array.from({ length: 6 }, draw))) };
const hostileName = "<img src=x onerror=alert(1)>.txt";

const pages = makePages((folder) => {
  fs.writeFileSync(path.join(folder, "words.html"), wordsPage(hostileName, named, ["tea"]));
});

test(
  "the page of a file has the neighbours of the word that was asked for, and finds others",
  { skip },
  async () => {
    const { page, trouble } = await pages.open("words");
    const region = (within: Page): Locator => within.getByRole("region", { name: "Explore" });
    const search = region(page).getByRole("searchbox", { name: "Find a word" });
    const neighbours = (): Promise<string[]> =>
      region(page).getByRole("list", { name: "Neighbours", exact: true }).getByRole("button").allInnerTexts();
    assert.equal(await search.getAttribute("placeholder"), "tea");
    const [, row] = await region(page).getByRole("row").allInnerTexts();
    assert.ok(row.startsWith("tea") && row.includes(nearestWords(named, ["tea"], 1)[0][0]), row);
    await search.fill("water");
    await search.press("Enter");
    assert.deepEqual(await neighbours(), nearestWords(named, ["water"], 10)[0]);
    assert.equal(await page.title(), hostileName);
    assert.equal(await page.locator("img, iframe, [onerror], [onload]").count(), 0);
    assert.deepEqual(trouble, []);
  },
);

test("axe-core finds nothing in it, and nothing is wider than the window", { skip }, async () => {
  const { page } = await pages.open("words");
  for (const width of [390, 1400]) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await violations(page), [], `${width} px`);
    assert.ok((await page.evaluate<number>("document.documentElement.scrollWidth")) <= width, `${width} px`);
  }
});
