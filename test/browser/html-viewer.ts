import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { FrameLocator, Locator } from "playwright-core";
import { derivation } from "../../dist/derivation/derivation";
import { bookText } from "../../dist/notebook/book-text";
import { trainHere } from "../../dist/notebook/train-here";
import { yourTurn } from "../../dist/notebook/your-turn";
import { withDefaults } from "../../dist/settings/settings";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { installTemplate } from "../report/exported";
import { code, markdown, shown } from "../report/notebook";
import { exportCells } from "../report/pages";
import { openPage, session, skip } from "./session";
import { naive } from "../derivation/declared";

/* Exported pages in JupyterLab's own viewer of HTML: a frame of another origin, which may make no worker. */

const settings = withDefaults({ iterations: 300, batch: 10, negatives: 3 });
const own = { name: "sst", sha256: "", sentences: [["not", "passed", "on"]] };

/** Exports pages into the folder that the file browser shows, once. */
let made: Promise<void> | undefined;
async function makePages(): Promise<void> {
  await installTemplate();
  const folder = path.join(session.lab.root, "notebooks");
  const begun = String.raw`J &= \log \hat{y}_o`;
  const turn = yourTurn(derivation(naive)(Object.assign([begun], { raw: [begun] })));
  const cells = { turn: shown(turn), train: shown(trainHere(settings, own)) };
  for (const [name, output] of Object.entries(cells)) {
    exportCells(folder, name, [markdown("title", `# A page to ${name}`), code(name, "", [output])]);
    fs.rmSync(path.join(folder, `${name}.ipynb`));
  }
}

/** Opens a page from the file browser, and lets its scripts run as a person does. */
async function open(name: string): Promise<FrameLocator> {
  await (made ??= makePages());
  await openPage();
  const { page } = session;
  await page.locator(".jp-DirListing-item", { hasText: new RegExp(`^${name}\\.html`) }).dblclick();
  const frame = page.frameLocator(".jp-HTMLViewer iframe");
  await frame.locator("noscript small", { hasText: "press Trust HTML above" }).first().waitFor();
  await page.getByRole("button", { name: "Trust HTML" }).click();
  return frame;
}

const region = (frame: FrameLocator, name: string): Locator => frame.getByRole("region", { name });

test("Your turn is judged in a page that JupyterLab's viewer shows", { skip }, async () => {
  const frame = await open("turn");
  const turn = region(frame, "Your turn");
  const verdicts = turn.getByRole("status", { name: "Verdicts" });
  await turn.getByRole("textbox", { name: "Your derivation" }).fill(String.raw`J &= -\log \hat{y}_o`);
  await verdicts.filter({ hasText: "1 line: 1 right" }).waitFor();
});

test("a page that JupyterLab's viewer shows trains to the loss that Node ends with", { skip }, async () => {
  const frame = await open("train");
  const train = region(frame, "Train in this page");
  await train.getByRole("button", { name: "Train", exact: true }).press("Enter");
  const status = train.getByRole("status");
  await status.filter({ hasText: "300 of 300 iterations" }).waitFor();
  const run = new AssignmentRun(settings, bookText());
  while (!run.done) run.step();
  assert.ok((await status.innerText()).startsWith(`${run.runningLoss?.toFixed(6)} nats`));
});
