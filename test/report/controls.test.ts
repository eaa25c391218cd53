import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { installTemplate, nbconvert } from "./exported";
import { code, hostile, notebook, rich } from "./notebook";

const live = "application/vnd.word2vec.live+json";

/** What a cell printed of a control: a view of its model, and how it began. */
const view = (id: string, more: object = {}): object => ({
  "application/vnd.jupyter.widget-view+json": { version_major: 2, version_minor: 0, model_id: id },
  "text/html": `<p>${id} as it began</p>`,
  "text/plain": `${id} as it began`,
  ...more,
});

/** As JupyterLab saves them with a notebook. */
const states = {
  rate: { description: "step size", value: 0.75 },
  whole: { description: "draws", value: 3 },
  loss: { description: "loss", _options_labels: ["softmax", hostile], index: 1 },
  yes: { description: "sure", value: true },
  name: { description: "", value: "word2vec" },
  go: { description: "Go" },
  box: { children: ["IPY_MODEL_rate", "IPY_MODEL_loss", "IPY_MODEL_go"] },
};

let folder: string;
let html: string;

before(async () => {
  await installTemplate();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "controls-"));
  const names = ["rate", "whole", "loss", "yes", "name", "go", "box", "unknown"];
  const cells = names.map((name) => code(name, "", [rich(view(name) as never)]));
  const playground = view("box", { [live]: { kind: "playground", data: { name: "repeats" } } });
  const saved = notebook([...cells, code("playground", "", [rich(playground as never)])]);
  const models = Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { state }]));
  const widgets = {
    "application/vnd.jupyter.widget-state+json": { version_major: 2, version_minor: 0, state: models },
  };
  Object.assign(saved.metadata, { widgets });
  fs.writeFileSync(path.join(folder, "controls.ipynb"), JSON.stringify(saved));
  nbconvert(["--to", "html", "controls.ipynb"], folder);
  html = fs.readFileSync(path.join(folder, "controls.html"), "utf8");
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

test("a page shows controls as their reader left them", () => {
  const has = (text: string): void => assert.ok(html.includes(text), `${text} is missing`);
  for (const line of ["step size: 0.75", "draws: 3", "sure: true", "word2vec"]) has(`<p>${line}</p>`);
  has("<p>loss: &lt;img src=x onerror=alert(1)&gt;</p>");
  has("<p>step size: 0.75</p><p>loss: ");
});

test("what has no value, or none that was saved, is shown as it began", () => {
  for (const name of ["go", "unknown"]) assert.ok(html.includes(`<p>${name} as it began</p>`), name);
  for (const name of ["rate", "loss"]) assert.ok(!html.includes(`<p>${name} as it began</p>`), name);
});

test("a playground's page goes on from where it was left", () => {
  const data = /<div data-live="playground"><script type="application\/json">([^<]*)<\/script>/.exec(html);
  assert.deepEqual(JSON.parse(data?.[1] ?? "null"), { name: "repeats", left: [0.75, 1] });
});
