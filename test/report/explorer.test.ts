import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { fromRows } from "../../dist/model/matrix";
import { explorer } from "../../dist/notebook/explorer";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import type { Film } from "../../dist/training/film";
import { nearestWords } from "../../dist/vectors/neighbours";
import { code, markdown, shown } from "./notebook";
import { requireFits, type Opened } from "./opened-page";
import { exportCells, makePages, skip } from "./pages";
import { payloads } from "./payloads";

const draw = standardNormal(new Xoshiro128(3));
const plain = ["water", "watch", "tea", "rain", "man", "woman", "king", "queen"];
const words = [...plain, ...payloads, ...Array.from({ length: 200 }, (_, w) => `word${w}`)];
const model = (): { words: string[]; counts: number[]; vectors: ReturnType<typeof fromRows> } => ({
  words,
  counts: words.map((_, w) => 2000 - w),
  vectors: fromRows(words.map(() => Array.from({ length: 8 }, draw))),
});
const models = { "step size 0.3": model(), "step size 10": model() };
/** The training of a model: from a point to its vectors, in three pictures. */
const film = ({ vectors }: ReturnType<typeof model>): Film => ({
  unit: "iterations",
  moments: [0, 500, 1000],
  words,
  pictures: [0, 0.5, 1].map((share) => Float32Array.from(vectors.data, (value) => share * value)),
});
const filmed = { ...models["step size 0.3"], film: film(models["step size 0.3"]) };

const pages = makePages((folder) => {
  const groups = { people: ["man", "woman", "king", "queen"], wet: ["water", "tea", "rain"] };
  const value = explorer(
    { ...models, "step size 0.3": filmed },
    { ask: ["water", "<none>", "king"], groups },
  );
  const cells = [
    markdown("title", "# 08\n\n## Explore"),
    code("explore", "show(explorer(models))", [shown(value)]),
  ];
  exportCells(folder, "words", cells);
});

const open = (options?: BrowserContextOptions): Promise<Opened> => pages.open("words", options);
const region = (page: Page): Locator => page.getByRole("region", { name: "Explore" });
const search = (page: Page): Locator => region(page).getByRole("searchbox", { name: "Find a word" });
const neighbours = (page: Page): Promise<string[]> =>
  region(page).getByRole("list", { name: "Neighbours", exact: true }).getByRole("button").allInnerTexts();
const expected = (word: string): string[] => nearestWords(models["step size 0.3"], [word], 10)[0];

test("without JavaScript a table has the neighbours of some words in each model", { skip }, async () => {
  const { page } = await open({ javaScriptEnabled: false });
  const rows = await region(page).getByRole("row").allInnerTexts();
  assert.equal(rows.length, 3);
  assert.match(rows[0], /word\s+step size 0.3\s+step size 10/);
  assert.ok(rows[1].includes(nearestWords(models["step size 10"], ["water"], 1)[0][0]));
});

test(
  "by the keyboard alone: a word is found by typing, and its neighbours lead on and back",
  { skip },
  async () => {
    const { page, trouble } = await open();
    await search(page).focus();
    await page.keyboard.type("wat");
    const found = region(page).getByRole("group", { name: "Words" }).getByRole("button");
    assert.deepEqual(await found.allInnerTexts(), ["water", "watch"]);
    await page.keyboard.type("er");
    assert.deepEqual(await neighbours(page), expected("water"));
    await page.keyboard.press("Enter");
    const next = expected("water")[0];
    await region(page).getByRole("button", { name: next, exact: true }).press("Enter");
    assert.equal(await search(page).inputValue(), next);
    assert.deepEqual(await neighbours(page), expected(next));
    assert.equal(await page.evaluate("document.activeElement.textContent"), expected(next)[0]);
    await region(page).getByRole("button", { name: "Back" }).press("Enter");
    assert.deepEqual(await neighbours(page), expected("water"));
    await search(page).fill("wqter");
    await search(page).press("Enter");
    await region(page).getByText("did you mean water?").waitFor();
    assert.deepEqual(trouble, []);
  },
);

test("by pointer: difference, analogy, two models, and both maps, drawn and clicked", { skip }, async () => {
  const { page, trouble } = await open();
  await region(page).locator("summary", { hasText: "difference" }).click();
  for (const [field, word] of [
    ["First", "man"],
    ["Second", "king"],
  ])
    await region(page).getByLabel(field).fill(word);
  await region(page).getByRole("button", { name: "Show" }).click();
  await region(page).getByText("Nearest to king − man", { exact: true }).waitFor();
  await region(page)
    .getByText(/The cosine of king and man is [−0]/)
    .waitFor();
  await region(page).getByLabel("Third").fill("woman");
  await region(page).getByRole("button", { name: "Show" }).click();
  await region(page).getByText("Nearest to king − man + woman", { exact: true }).waitFor();
  await search(page).fill("tea");
  await region(page).getByLabel("Beside it").selectOption("step size 10");
  await region(page).getByText("Nearest to tea, step size 10", { exact: true }).waitFor();
  await region(page).locator("summary", { hasText: /^Map$/ }).click();
  for (const [kind, says] of [
    ["two principal axes (SVD)", "The two directions"],
    ["UMAP", "UMAP with"],
  ]) {
    await region(page).getByRole("combobox", { name: "Map" }).selectOption(kind);
    await region(page).getByRole("button", { name: "Draw the map" }).click();
    const status = region(page).getByRole("status", { name: "Map" });
    await status.filter({ hasText: new RegExp(`^${says}`) }).waitFor({ timeout: 120_000 });
  }
  const maps = region(page).getByRole("img");
  assert.equal(await maps.count(), 2);
  await page.waitForFunction(`[...document.querySelectorAll("canvas")].every((canvas) =>
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0))`);
  const box = await maps.first().boundingBox();
  assert.ok(box);
  for (let tries = 0; tries < 400 && (await search(page).inputValue()) === "tea"; tries++)
    await maps.first().click({
      position: {
        x: (box.width * (1 + (tries % 20))) / 21,
        y: (box.height * (1 + Math.floor(tries / 20))) / 21,
      },
    });
  assert.notEqual(await search(page).inputValue(), "tea", "a click on the map chooses a word");
  await region(page).getByRole("combobox", { name: "Colour" }).selectOption("my own list");
  await region(page)
    .getByRole("textbox", { name: /My words/ })
    .fill("drinks: tea milk\nrain");
  await region(page).getByText("drinks (1 of 2 words)").waitFor();
  assert.deepEqual(trouble, []);
});

test(
  "by the keyboard: the film of a training is played, stopped, and moved from picture to picture",
  { skip },
  async () => {
    const { page, trouble } = await open();
    await region(page).locator("summary", { hasText: /^Map$/ }).press("Enter");
    const kind = region(page).getByRole("combobox", { name: "Map" });
    await kind.selectOption("film of the training");
    await region(page).getByLabel("Beside it").selectOption("step size 10"); // of which no film was taken
    await region(page).getByRole("button", { name: "Draw the map" }).press("Enter");
    await region(page)
      .getByText(/^3 pictures of the \d+ most frequent words/)
      .waitFor();
    const player = region(page).getByRole("group", { name: "Film of the training" });
    const bar = player.getByRole("slider", { name: "Moment of the training" });
    const moment = (): Promise<string | null> => bar.getAttribute("aria-valuetext");
    const high = (): Promise<number> =>
      page.evaluate<number>(`new Promise((drawn) => requestAnimationFrame(() => {
    const canvas = document.querySelector("canvas"), { width, height } = canvas;
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    const pixels = copy.getImageData(0, 0, width, height).data;
    let [top, bottom] = [height, 0];
    for (let i = 3; i < pixels.length; i += 4)
      if (pixels[i] > 0) [top, bottom] = [Math.min(top, (i >> 2) / width), Math.max(bottom, (i >> 2) / width)];
    drawn((bottom - top) / height);
  }))`);
    assert.equal(await moment(), "after 1,000 iterations");
    assert.ok((await high()) > 0.5);
    await bar.press("Home");
    assert.equal(await moment(), "after 0 iterations");
    assert.ok((await high()) < 0.3, "all words begin at one point");
    await bar.press("ArrowRight");
    assert.equal(await moment(), "after 500 iterations");
    await player.getByRole("button", { name: "Play" }).press("Enter");
    await player.getByText("after 1,000 iterations").waitFor();
    await player.getByRole("button", { name: "Play" }).press("Enter"); // from the beginning, again
    await player.getByText("after 0 iterations").waitFor();
    await player.getByRole("button", { name: "Pause" }).press("Enter");
    await player.getByRole("button", { name: "Play" }).waitFor();
    await kind.selectOption("two principal axes (SVD)");
    await region(page).getByRole("button", { name: "Draw the map" }).press("Enter");
    await region(page).getByText("The two directions").waitFor();
    assert.equal(await player.isVisible(), false);
    assert.deepEqual(trouble, []);
  },
);

test("hostile words, in the vectors, typed and listed, stay text", { skip }, async () => {
  const { page, trouble } = await open();
  for (const payload of payloads.filter((each) => each.trim() !== "")) {
    await search(page).fill(payload);
    await search(page).press("Enter");
    await region(page).locator(".words button, .neighbours button").first().waitFor({ timeout: 5000 });
  }
  const active =
    "script:not([type]), img, iframe, svg, object, a[href], form, [onload], [onerror], [onclick]";
  assert.equal(await region(page).locator(active).count(), 0);
  assert.deepEqual(trouble, []);
});

test(
  "axe-core finds nothing, and nothing is wider than the window, in both themes and widths",
  { skip },
  async () => {
    const { page } = await open();
    await search(page).fill("water");
    for (const summary of await region(page).locator("summary").all()) await summary.click();
    await region(page).getByRole("button", { name: "Draw the map" }).click();
    await region(page).getByText("The two directions").waitFor({ timeout: 60_000 });
    await requireFits(page, [390, 800, 1400]);
  },
);
