import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
import { inTemporaryFolder } from "../../dist/files/temporary-folder";
import { makeTemporaryFolder, removeLeftovers, temporaryName } from "../../dist/files/temporary-names";
import { writeAtomic } from "../../dist/files/write-atomic";

const parent = mkdtempSync(path.join(tmpdir(), "temporary-"));
after(() => rmSync(parent, { recursive: true }));

function folderOf(name: string): string {
  const folder = path.join(parent, name);
  mkdirSync(folder);
  return folder;
}

/** A process in the middle of writing a file, with a folder for some work beside it. */
const writing = `
  const { writeAtomic } = require(${JSON.stringify(inCheckout("dist/files/write-atomic.js"))});
  const { makeTemporaryFolder } = require(${JSON.stringify(inCheckout("dist/files/temporary-names.js"))});
  const folder = process.argv[1];
  makeTemporaryFolder("work", folder);
  writeAtomic(folder + "/text", (function* () {
    yield Buffer.from("half");
    process.stdout.write("writing");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  })());`;

test("what a killed process has left is removed by the next that writes there; what a living one needs is not", async () => {
  const folder = folderOf("killed");
  const child = spawn(process.execPath, ["-e", writing, folder], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  assert.equal(readdirSync(folder).length, 2);
  removeLeftovers(folder);
  assert.equal(readdirSync(folder).length, 2, "its process lives");
  child.kill("SIGKILL");
  await once(child, "exit");
  const next = spawn(process.execPath, ["-e", `require(${JSON.stringify(inCheckout("dist/files/write-atomic.js"))}).writeAtomic(process.argv[1] + "/other", "whole")`, folder]); // prettier-ignore
  await once(next, "exit");
  assert.deepEqual(readdirSync(folder), ["other"]);
});

test("a number that another process has got since, and another machine's, are told apart", () => {
  const folder = folderOf("told-apart");
  const [, pid, start, machine] = /w2v-(\d+)-(\w+)-(\w+)-/.exec(temporaryName()) ?? [];
  const file = (name: string): string => {
    writeFileSync(path.join(folder, name), "");
    return name;
  };
  const mine = file(`.w2v-${pid}-${start}-${machine}-000000`);
  const reused = file(`.w2v-${pid}-${Number(start) - 1}-${machine}-000000`);
  const elsewhere = file(".w2v-1-1-00000000-000000");
  const forgotten = file(".w2v-1-1-00000000-000001");
  const days = (Date.now() - 2 * 86_400_000) / 1000;
  utimesSync(path.join(folder, forgotten), days, days);
  const own = ["a.w2v-1", "text.4711.tmp", ".w2v-notes", "w2v-1-1-00000000-000000"].map(file);
  removeLeftovers(folder);
  const gone = process.platform === "linux" ? [reused, forgotten] : [forgotten];
  assert.deepEqual(readdirSync(folder).sort(), [mine, reused, elsewhere, ...own].filter((name) => !gone.includes(name)).sort()); // prettier-ignore
});

test("a folder for some work is gone after it, also after an error, and a file is written beside its own name", async () => {
  const folder = folderOf("ends");
  await inTemporaryFolder(folder, "work", async (made) => writeFileSync(path.join(made, "file"), ""));
  const fail = inTemporaryFolder(folder, "work", async () => Promise.reject(new Error("wrong")));
  await assert.rejects(fail, /^Error: wrong$/);
  const long = "x".repeat(255); // the longest name that there is
  writeAtomic(path.join(folder, long), "text");
  assert.deepEqual(readdirSync(folder), [long]);
});

test("a folder for temporary files that is not there is named with its variable", () => {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = path.join(parent, "none");
  try {
    const message = `a folder for temporary files is required, got TMPDIR=${process.env.TMPDIR}: ${process.env.TMPDIR} is not there; check the name`; // prettier-ignore
    assert.throws(() => makeTemporaryFolder("work"), { message });
    assert.ok(!existsSync(process.env.TMPDIR));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});
