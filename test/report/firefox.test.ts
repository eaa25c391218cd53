import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { derivation } from "../../dist/derivation/derivation";
import { fromRows } from "../../dist/model/matrix";
import { bookText } from "../../dist/notebook/book-text";
import { explorer } from "../../dist/notebook/explorer";
import { playground } from "../../dist/notebook/playground";
import { trainHere } from "../../dist/notebook/train-here";
import { yourTurn } from "../../dist/notebook/your-turn";
import { playgrounds } from "../../dist/playgrounds/playgrounds";
import { checkPage } from "../../dist/report/check-page";
import { withDefaults } from "../../dist/settings/settings";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { nearestWords } from "../../dist/vectors/neighbours";
import { installTemplate, nbconvert } from "./exported";
import { firefoxPath, Firefox } from "./firefox";
import { code, markdown, notebook, plot, shown } from "./notebook";
import { naive } from "../derivation/declared";

const executable = firefoxPath();
const skip = executable === undefined && "no Firefox";

const begun = String.raw`\frac{\partial J}{\partial v_c} &= `;
const settings = withDefaults({ iterations: 200, batch: 10, negatives: 3 });
const words = ["water", "watch", ...Array.from({ length: 60 }, (_, w) => `word${w}`)];
const vectors = fromRows(words.map((_, w) => [Math.cos(w * w), Math.sin(3 * w), Math.sin(w * w)]));

const pictures = [0.1, 1].map((share) => Float32Array.from(vectors.data, (value) => share * value));
const film = { unit: "iterations", moments: [0, 100], words, pictures };

let folder: string;
let firefox: Firefox | undefined;

before(async () => {
  if (executable === undefined) return;
  await installTemplate();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "firefox-pages-"));
  const mine = derivation(naive)(Object.assign([begun], { raw: [begun] }));
  const own = { name: "sst", sha256: "", sentences: [["not", "passed", "on"]] };
  const outputs = {
    turn: shown(yourTurn(mine)),
    train: shown(trainHere(settings, own)),
    explore: shown(explorer({ run: { words, vectors, film } }, { ask: ["water"] })),
    play: shown(playground("sigmoid")),
    plot: plot([{ type: "scatter", x: [1, 2], y: [3, 4] }], {}, "a line"),
  };
  const cells = Object.entries(outputs).map(([id, output]) => code(id, `${id}();`, [output]));
  const file = path.join(folder, "alive.ipynb");
  fs.writeFileSync(
    file,
    JSON.stringify(notebook([markdown("title", "# Alive\n\n$x^2$\n\n## All"), ...cells])),
  );
  nbconvert(["--to", "html", "alive.ipynb"], folder);
  fs.writeFileSync(path.join(folder, "check.html"), checkPage());
  firefox = await Firefox.start(executable);
});

after(async () => {
  await firefox?.close();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
});

/** Opens a page of the folder, from the disk. */
async function open(name: string): Promise<Firefox> {
  assert.ok(firefox);
  await firefox.open(pathToFileURL(path.join(folder, name)).href);
  return firefox;
}

const turn = 'section[aria-label="Your turn"]';
const train = 'section[aria-label="Train in this page"]';
const explore = 'section[aria-label="Explore"]';
const textOf = (selector: string): string => `document.querySelector('${selector}').textContent`;

/** Presses Enter on a button, once it is not disabled. */
async function press(page: Firefox, within: string, name: string): Promise<void> {
  const named = `[...document.querySelectorAll('${within} button')].find((each) => each.textContent === ${JSON.stringify(name)})`;
  await page.until(`((button) => {
    document.querySelector("[data-pressed]")?.removeAttribute("data-pressed");
    button?.setAttribute("data-pressed", "");
    return button?.disabled === false;
  })(${named})`);
  await page.type(`${within} button[data-pressed]`, "\uE007");
}

test(
  "in Firefox a line that is typed gets its verdict, and another one when it changes",
  { skip },
  async () => {
    const page = await open("alive.html");
    const status = textOf(`${turn} [role=status][aria-label=Verdicts]`);
    await page.type(`${turn} textarea`, String.raw`\sum_w (\hat{y}_w - y_w) u_w`);
    await page.until(`/1 right/.test(${status})`);
    await page.type(`${turn} textarea`, " + u_o");
    await page.until(`/1 wrong/.test(${status})`);
  },
);

test("in Firefox a page trains to the vectors that Node ends with, to the last bit", { skip }, async () => {
  const page = await open("alive.html");
  await press(page, train, "Train");
  await page.until(`${textOf(`${train} [aria-label="Running loss"]`)}.includes("200 of 200 iterations")`);
  const run = new AssignmentRun(settings, bookText());
  while (!run.done) run.step();
  const shown = await page.evaluate<string>(`return ${textOf(`${train} [aria-label="Running loss"]`)}`);
  assert.ok(shown.startsWith(`${run.runningLoss?.toFixed(6)} nats`), shown);
  await press(page, train, "Save the vectors");
  const saved = path.join(page.downloads, "vectors.txt");
  const whole = async (): Promise<string> => {
    while (!fs.existsSync(saved) || !fs.readFileSync(saved, "utf8").endsWith("\n")) await delay(50);
    return fs.readFileSync(saved, "utf8");
  };
  const [, ...rows] = (await whole()).trimEnd().split("\n");
  const { words: trained, vectors: V } = run.vectors;
  const expected = trained.map(
    (word, w) => `${word} ${V.data.subarray(w * V.cols, (w + 1) * V.cols).join(" ")}`,
  );
  assert.deepEqual(rows, expected);
});

test("in Firefox a word is found by typing, and the map and the film are drawn", { skip }, async () => {
  const page = await open("alive.html");
  await page.type(`${explore} input[type=search]`, "water");
  const found = `[...document.querySelectorAll('${explore} ol[aria-label=Neighbours] button')].map((each) => each.textContent)`;
  const [near] = nearestWords({ words, vectors }, ["water"], 10);
  await page.until(`JSON.stringify(${found}) === ${JSON.stringify(JSON.stringify(near))}`);
  await page.evaluate(`document.querySelectorAll('${explore} summary')[1].click()`);
  for (const [kind, says] of [
    ["two principal axes (SVD)", "The two directions"],
    ["UMAP", "UMAP with"],
    ["film of the training", "2 pictures of the"],
  ]) {
    await page.evaluate(
      `const kind = document.querySelector('${explore} select[aria-label=Map]'); kind.value = arguments[0]; kind.dispatchEvent(new Event("change"))`,
      kind,
    );
    await press(page, explore, "Draw the map");
    await page.until(`${textOf(`${explore} [aria-label=Map][role=status]`)}.startsWith("${says}")`);
    await page.until(`(() => { const canvas = document.querySelector("canvas");
      return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0); })()`);
  }
  await press(page, `${explore} .play`, "Play");
  await page.until(`${textOf(`${explore} .moment`)} === "after 0 iterations"`);
  await page.until(`${textOf(`${explore} .moment`)} === "after 100 iterations"`);
});

test("in Firefox a slider moves its playground, and plots are drawn", { skip }, async () => {
  const page = await open("alive.html");
  const { controls, view } = playgrounds.sigmoid;
  await page.type(
    ".playground input[type=range], section[aria-label^=Playground] input[type=range]",
    "\uE014",
  ); // →
  await page.until(
    `document.body.textContent.includes(${JSON.stringify(view([controls[0].start + controls[0].step], 640).says)})`,
  );
  await page.until(`document.documentElement.dataset.plots === "drawn"`);
  await page.until(`document.querySelectorAll(".plot .main-svg").length > 0`);
});

test("in Firefox check.html judges what is typed", { skip }, async () => {
  const page = await open("check.html");
  await page.type("textarea", "%% x: scalar\n$$x + x = 2 x$$\n$$x + x = 3 x$$");
  await page.until(`/1 right, 1 wrong/.test(${textOf("[role=status][aria-label=Verdicts]")})`);
});

test("in Firefox no page complained or broke its policy", { skip }, async () => {
  assert.ok(firefox);
  const inferred = "Inferring the accent property"; // of a hat over a letter: as Temml writes it, and drawn alike
  const complaints = await firefox.complaints();
  assert.deepEqual(complaints.filter((each) => !each.startsWith(inferred)), []); // prettier-ignore
});
