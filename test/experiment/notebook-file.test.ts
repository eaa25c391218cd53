import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readChapter } from "../../dist/experiment/chapter/chapter";
import { parseGrid } from "../../dist/experiment/grid/grid";
import { planRuns } from "../../dist/experiment/grid/plan";
import { checkout, inCheckout, venvPython } from "../../dist/files/checkout";
import { below } from "../../dist/random/random";
import { Xoshiro128 } from "../../dist/random/xoshiro";

const folder = mkdtempSync(path.join(tmpdir(), "notebooks-"));
after(() => rmSync(folder, { recursive: true }));

const file = path.join(folder, "damaged.ipynb");
const text = inCheckout("README.md");
const whole = readFileSync(inCheckout("notebooks/07-training.ipynb"), "utf8");

type Json = Record<string, unknown>;

/** A notebook of one code cell, changed. */
function changed(change: (notebook: Json, cell: Json) => void): string {
  const cell: Json = {
    cell_type: "code",
    id: "a",
    metadata: {},
    source: "1",
    outputs: [],
    execution_count: null,
  };
  const kernelspec = { name: "tslab", language: "typescript", display_name: "TypeScript" };
  const notebook: Json = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells: [cell] };
  change(notebook, cell);
  return JSON.stringify(notebook);
}

test("a notebook that is none is refused with what is wrong, and where", () => {
  const refused: [string | Buffer, string][] = [
    ["", "JSON, got an empty file"],
    ["# Title\n", 'JSON, got a mistake in line 1, column 1: "# Title"'],
    ['{\n "cells": [\n  {,\n', 'JSON, got a mistake in line 3, column 4: ","'],
    ['{\n "cells": [', "JSON, got an end in line 2, column 12"],
    ["[]", "a notebook, got []"],
    ["3", "a notebook, got 3"],
    ["null", "a notebook, got null"],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), "a text in UTF-8, got other bytes"],
    [changed((notebook) => (notebook.nbformat = 3)), "a notebook of nbformat 4, which JupyterLab saves, got nbformat 3"],
    ["{}", "a notebook of nbformat 4, which JupyterLab saves, got nbformat nothing"],
    [changed((notebook) => delete notebook.cells), "a list of cells, got nothing"],
    [changed((notebook) => (notebook.cells = { 0: 1 })), 'a list of cells, got {"0":1}'],
    [changed((notebook) => (notebook.cells = [])), "a code cell, got none"],
    [changed((notebook) => (notebook.cells = [null])), "an object in cell 1, got null"],
    [changed((_, cell) => delete cell.source), "source that is a text or a list of lines in cell 1, got nothing"],
    [changed((_, cell) => (cell.source = [1])), "source that is a text or a list of lines in cell 1, got [1]"],
    [changed((_, cell) => (cell.cell_type = "Code")), 'cell_type code, markdown or raw in cell 1, got "Code"'],
    [changed((_, cell) => delete cell.metadata), "metadata in cell 1, got nothing"],
    [changed((_, cell) => (cell.metadata = { tags: "parameters" })), 'tags that are a list of words in cell 1, got "parameters"'],
    [changed((notebook) => delete notebook.metadata), "metadata, got nothing"],
    [changed((notebook) => (notebook.metadata = {})), "metadata.kernelspec with the name of a kernel, such as tslab, got nothing"],
  ]; // prettier-ignore
  for (const [content, message] of refused) {
    writeFileSync(file, content);
    assert.throws(() => readChapter(file, ""), {
      name: "RangeError",
      message: `${file} requires ${message}`,
    });
  }
  const inFolder = path.join(folder, "folder.ipynb");
  mkdirSync(inFolder);
  assert.throws(() => readChapter(inFolder, ""), {
    message: `${inFolder} requires a notebook, got a folder`,
  });
  for (const name of ["none.ipynb", path.join(folder, "none.ipynb"), path.join(file, "x")])
    assert.throws(() => readChapter(name, ""), { message: `experiment requires a chapter or the path of a notebook, got ${name}, which is not a notebook` }); // prettier-ignore
});

test("an older notebook, without names of cells and with outputs, is read", () => {
  writeFileSync(
    file,
    "\uFEFF" +
      changed((notebook, cell) => {
        notebook.nbformat_minor = 2;
        delete cell.id;
        cell.outputs = [{ output_type: "damaged" }];
        notebook.signature = "x";
      }),
  );
  const { cells } = JSON.parse(readChapter(file, "").text) as { cells: Json[] };
  assert.deepEqual(cells, [
    { cell_type: "code", id: "cell-1", metadata: {}, source: "1", execution_count: null, outputs: [] },
  ]);
});

test("each of 300 damaged chapters is refused in one line, or is one that nbformat accepts", async () => {
  const random = new Xoshiro128(11);
  const accepted: string[] = [];
  for (let i = 0; i < 300; i++) {
    writeFileSync(file, i % 3 === 0 ? damagedBytes(random) : damagedValue(random));
    try {
      const chapter = readChapter(file, "");
      accepted.push(chapter.text);
      await planRuns(chapter, parseGrid(chapter, { set: [`corpus=${text}`] }), checkout, { say: () => {} });
    } catch (error) {
      const { name, message } = error as Error;
      assert.match(name, /^(RangeError|Error)$/, (error as Error).stack);
      assert.match(message, /^\S.* requires? .+, got .*$/, message);
      assert.doesNotMatch(message, /JSON at|Cannot|is not a function|E[A-Z]{4,}/);
    }
  }
  assert.ok(accepted.length > 50 && accepted.length < 290, `${accepted.length}`);
  const program = `
import json, sys, nbformat
for text in json.load(sys.stdin):
    nbformat.validate(nbformat.reads(text, as_version=4))`;
  const { status, stderr } = spawnSync(venvPython, ["-W", "error", "-c", program], {
    input: JSON.stringify(accepted),
    encoding: "utf8",
  });
  assert.deepEqual([status, stderr], [0, ""]);
});

/** The chapter cut, or with some of its bytes changed. */
function damagedBytes(random: Xoshiro128): Buffer {
  const bytes = Buffer.from(whole);
  if (below(random, 3) === 0) return bytes.subarray(0, below(random, bytes.length));
  for (let k = 0; k <= below(random, 3); k++) bytes[below(random, bytes.length)] = below(random, 256);
  return bytes;
}

/** The chapter with another value in one place, or without the value. */
function damagedValue(random: Xoshiro128): string {
  const notebook = JSON.parse(whole) as Json;
  let at: Json = notebook;
  for (;;) {
    const names = Object.keys(at);
    const name = names[below(random, names.length)];
    const inside = at[name];
    if (typeof inside === "object" && inside !== null && Object.keys(inside).length > 0 && below(random, 4) > 0) {
      at = inside as Json;
      continue;
    } // prettier-ignore
    const values = [undefined, null, 0, -1.5, "", "x,y", "code", [], [1], [["a"]], {}, { a: 1 }, true, "\0"];
    at[name] = values[below(random, values.length)];
    return JSON.stringify(notebook);
  }
}
