import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readChapter, type Chapter } from "../../dist/experiment/chapter/chapter";
import { codeVersion } from "../../dist/experiment/chapter/code-version";
import { settingValue } from "../../dist/settings/settings";
import { planRuns } from "../../dist/experiment/grid/plan";
import { LightChapter } from "./light-chapter";
import { checkout } from "../../dist/files/checkout";

const light = new LightChapter();
const copy = mkdtempSync(path.join(tmpdir(), "version-"));
after(() => {
  light.remove();
  rmSync(copy, { recursive: true });
});

const chapter = readChapter(light.chapter, "");
const keysOf = async (of: Chapter, ...grid: Record<string, string | number>[]): Promise<string[]> => {
  const planned = await planRuns(of, grid, checkout, { say: () => {} });
  return planned.map(({ key }) => key);
};

test("a run's key depends on each setting, and a parameter set to its preset changes nothing", async () => {
  const [preset, same, other, seed] = [{}, { dimensions: 3 }, { dimensions: 4 }, { seed: 2 }];
  const keys = await keysOf(chapter, preset, other, seed, { note: "x" });
  assert.equal(new Set(keys).size, 4);
  assert.deepEqual(await keysOf(chapter, same), [keys[0]]);
  assert.deepEqual(await keysOf(chapter, preset, same), [keys[0]], "one run, asked for twice");
});

test("a run's key depends on the chapter's code and on the text, not on where the text is", async () => {
  const [key] = await keysOf(chapter, {});
  assert.notDeepEqual(await keysOf({ ...chapter, code: [...chapter.code, "1"] }, {}), [key]);
  const copy = path.join(light.folder, "copy");
  writeFileSync(copy, readFileSync(light.text));
  assert.deepEqual(await keysOf(chapter, { corpus: copy }), [key]);
  appendFileSync(copy, "one more\n");
  assert.notDeepEqual(await keysOf(chapter, { corpus: copy }), [key]);
});

test("a plan says all settings of a run, and names the corpus so that it means the same in every folder", async () => {
  const [run] = await planRuns(chapter, [{ dimensions: 4 }], checkout, { say: () => {} });
  assert.deepEqual(run.parameters, { dimensions: 4 });
  assert.deepEqual(run.injected, { dimensions: 4, corpus: light.text });
  const names = ["dimensions", "iterations", "window"] as const;
  assert.deepEqual(names.map((name) => settingValue(run.settings, name)), [4, 50, 5]); // prettier-ignore
  const hash = createHash("sha256").update(readFileSync(light.text)).digest("hex");
  assert.equal(run.version.sha256, hash);
});

test("a corpus that is not there is refused while planning", async () => {
  await assert.rejects(keysOf(chapter, { corpus: "/nowhere" }), /got "\/nowhere", which is no file/);
});

test("the version of the code covers what a chapter imports, through every file, and nothing else", () => {
  const folder = path.join(copy, "dist");
  mkdirSync(path.join(folder, "deep"), { recursive: true });
  writeFileSync(path.join(folder, "a.js"), 'require("./deep/b"); require("node:fs");');
  writeFileSync(path.join(folder, "deep/b.js"), 'require("../a");');
  writeFileSync(path.join(folder, "c.js"), "");
  const importing = {
    ...chapter,
    folder: path.join(copy, "notebooks"),
    code: ['import { x } from "../dist/a";'],
  };
  const before = codeVersion(importing, copy);
  assert.deepEqual(before.files, ["dist/a.js", "dist/deep/b.js"]);
  appendFileSync(path.join(folder, "c.js"), "1");
  assert.deepEqual(codeVersion(importing, copy), before);
  appendFileSync(path.join(folder, "deep/b.js"), "1");
  assert.notEqual(codeVersion(importing, copy).code, before.code);
});

test("chapter 07 depends on the code that trains", () => {
  const { files } = codeVersion(readChapter("7", path.join(checkout, "notebooks")), checkout);
  for (const file of [
    "training/assignment/run",
    "model/negative-sampling",
    "random/xoshiro",
    "corpus/windows",
  ])
    assert.ok(files.includes(`dist/${file}.js`), file);
});
