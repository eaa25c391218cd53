import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { compareResults } from "../../dist/experiment/again/compare-files";
import { hashBytes } from "../../dist/files/sha256";
import { findDamage, writeHashes } from "../../dist/runs/file-hashes";
import { readLossCurve } from "../../dist/runs/loss-curve-file";
import { hashBeforePacking, packRun } from "../../dist/runs/pack-run";
import { readStoredRun, vectorsFile } from "../../dist/runs/stored-run";
import { readVectors } from "../../dist/vectors/read-vectors";
import { readSomeVectors } from "../../dist/vectors/some-vectors";
import { writeRunFolder } from "./run-folder";

const notebook = '{\n "cells": [\n  1,\n  "é"\n ]\n}';

/** The folder of a finished run, with its hashes. */
function finishedRun(t: { after(fn: () => void): void }): string {
  const runs = mkdtempSync(path.join(tmpdir(), "pack-"));
  t.after(() => rmSync(runs, { recursive: true }));
  const files = { "notebook.ipynb": notebook, "report.html": "<p>", "experiment.json": JSON.stringify({ format: 1, status: "done", notebook: "07-training", key: "a".repeat(64), started: "2026-11-25T19:00:00.000Z", seconds: 1, parameters: {} }) }; // prettier-ignore
  const folder = writeRunFolder(runs, "20261125T190000Z-aaaaaaaa", { files });
  writeHashes(folder);
  return folder;
}

test("a packed run is read as before, to 32 bits, and says what its vectors were", async (t) => {
  const folder = finishedRun(t);
  const before = readStoredRun(folder);
  const curve = readLossCurve(folder);
  const text = readFileSync(path.join(folder, "vectors.txt"));
  const exact = await readVectors(path.join(folder, "vectors.txt"), "float64");
  assert.equal(await packRun(folder), true);
  assert.deepEqual(readStoredRun(folder), before);
  assert.deepEqual(readLossCurve(folder), curve);
  const packed = await readVectors(vectorsFile({ folder }), "float64");
  assert.deepEqual(packed.words, exact.words);
  assert.deepEqual(packed.vectors.data, exact.vectors.data.map(Math.fround));
  const some = readSomeVectors(vectorsFile({ folder }), 1, [exact.words[2]]);
  assert.deepEqual(some.words, [exact.words[0], exact.words[2]]);
  assert.equal(hashBeforePacking(folder), hashBytes(text));
  assert.equal(findDamage(folder), undefined);
  for (const gone of ["vectors.txt", "loss.csv", "notebook.ipynb", "report.html"])
    assert.ok(!existsSync(path.join(folder, gone)), gone);
  assert.equal(await packRun(folder), false);
});

test("packing goes on where it was interrupted, and refuses a run with other bytes than its own", async (t) => {
  const folder = finishedRun(t);
  writeFileSync(path.join(folder, "loss.csv.gz"), gzipSync("iteration,running_loss\n").subarray(0, 9)); // cut
  assert.equal(await packRun(folder), true);
  assert.equal(findDamage(folder), undefined);
  assert.ok(readLossCurve(folder).loss.length > 0);
  writeFileSync(path.join(folder, "vectors.txt"), "left by a command that was killed before it removed it");
  assert.equal(await packRun(folder), true);
  assert.equal(findDamage(folder), undefined);

  const other = finishedRun(t);
  writeFileSync(path.join(other, "loss.csv"), "iteration,running_loss\n10,1\n");
  await assert.rejects(packRun(other), /loss\.csv has other bytes/);
  assert.ok(!readdirSync(other).some((name) => name.endsWith(".gz")));
});

test("a packed run made again has the same bits, or says that it has not", async (t) => {
  const [folder, again] = [finishedRun(t), finishedRun(t)];
  await packRun(folder);
  const compared = (): (string | undefined)[] => compareResults(folder, again).map(({ differs }) => differs);
  assert.deepEqual(compared(), [undefined, undefined]);
  const file = path.join(again, "vectors.txt");
  const last = (text: string): string => text.replace(/\n$/, "00000000000000001\n"); // less than 32 bits hold
  writeFileSync(file, last(readFileSync(file, "utf8")));
  assert.match(compared()[0] ?? "", /^its SHA-256, which was [0-9a-f]{12}, and is [0-9a-f]{12} now$/);
});

test("a packed file that was cut is named", async (t) => {
  const folder = finishedRun(t);
  await packRun(folder);
  for (const name of ["loss.csv.gz", "vectors.bin.gz"]) {
    const file = path.join(folder, name);
    writeFileSync(file, readFileSync(file).subarray(0, -12));
  }
  assert.throws(() => readLossCurve(folder), /loss\.csv\.gz requires a whole file that gzip has packed/);
  assert.throws(() => readSomeVectors(vectorsFile({ folder }), 1), /vectors\.bin\.gz requires a whole file/);
  assert.match(findDamage(folder) ?? "", /has other bytes than files\.sha256 says/);
});
