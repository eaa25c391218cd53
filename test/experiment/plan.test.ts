import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readChapter, type Chapter } from "../../dist/experiment/chapter";
import { codeVersion } from "../../dist/experiment/code-version";
import { planRuns } from "../../dist/experiment/plan";
import { LightChapter } from "./light-chapter";

const light = new LightChapter();
const root = path.join(__dirname, "../..");
const checkout = mkdtempSync(path.join(tmpdir(), "version-"));
after(() => {
  light.remove();
  rmSync(checkout, { recursive: true });
});

const chapter = readChapter(light.chapter, "");
const keysOf = async (of: Chapter, ...grid: Record<string, string | number>[]): Promise<string[]> => {
  const planned = await planRuns(of, grid, root, { say: () => {} });
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
  const [run] = await planRuns(chapter, [{ dimensions: 4 }], root, { say: () => {} });
  assert.deepEqual(run.parameters, { dimensions: 4 });
  assert.deepEqual(run.injected, { dimensions: 4, corpus: light.text });
  assert.deepEqual([run.settings.dimensions, run.settings.iterations, run.settings.window], [4, 50, 5]);
  const hash = createHash("sha256").update(readFileSync(light.text)).digest("hex");
  assert.equal(run.version.sha256, hash);
});

test("a corpus that is not there is refused while planning", async () => {
  await assert.rejects(keysOf(chapter, { corpus: "/nowhere" }), /got "\/nowhere", which is no file/);
});

test("the version of the code covers what a chapter imports, through every file, and nothing else", () => {
  const folder = path.join(checkout, "dist");
  mkdirSync(path.join(folder, "deep"), { recursive: true });
  writeFileSync(path.join(folder, "a.js"), 'require("./deep/b"); require("node:fs");');
  writeFileSync(path.join(folder, "deep/b.js"), 'require("../a");');
  writeFileSync(path.join(folder, "c.js"), "");
  const importing = {
    ...chapter,
    folder: path.join(checkout, "notebooks"),
    code: ['import { x } from "../dist/a";'],
  };
  const before = codeVersion(importing, checkout);
  assert.deepEqual(before.files, ["dist/a.js", "dist/deep/b.js"]);
  appendFileSync(path.join(folder, "c.js"), "1");
  assert.deepEqual(codeVersion(importing, checkout), before);
  appendFileSync(path.join(folder, "deep/b.js"), "1");
  assert.notEqual(codeVersion(importing, checkout).code, before.code);
});

test("chapter 07 depends on the code that trains", () => {
  const { files } = codeVersion(readChapter("7", path.join(root, "notebooks")), root);
  for (const file of ["model/run", "model/negative-sampling", "random/xoshiro", "corpus/windows"])
    assert.ok(files.includes(`dist/${file}.js`), file);
});
