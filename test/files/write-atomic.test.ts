import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { writeAtomic } from "../../dist/files/write-atomic";

const folder = mkdtempSync(path.join(tmpdir(), "write-atomic-"));
after(() => rmSync(folder, { recursive: true }));

test("writeAtomic replaces a file, and leaves nothing beside it", () => {
  const file = path.join(folder, "file");
  for (const text of ["first", "second, with é", ""]) {
    writeAtomic(file, text);
    assert.equal(readFileSync(file, "utf8"), text);
  }
  writeAtomic(file, Uint8Array.of(0, 255));
  assert.deepEqual([...readFileSync(file)], [0, 255]);
  assert.deepEqual(readdirSync(folder), ["file"]);
});

test("writeAtomic fails where it may not write, and leaves nothing", () => {
  const taken = path.join(folder, "taken");
  mkdirSync(path.join(taken, "inside"), { recursive: true });
  assert.throws(() => writeAtomic(taken, "text")); // a folder is in the way
  assert.throws(() => writeAtomic(path.join(folder, "missing", "file"), "text"), { code: "ENOENT" });
  assert.ok(readdirSync(folder).every((name) => !name.endsWith(".tmp")));
});

test("writeAtomic keeps the former file when the disk is full", (t) => {
  const small = path.join(folder, "small");
  mkdirSync(small);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "none", small]);
  if (mounted.status !== 0) return t.skip("this user may not mount a small file system");
  try {
    const file = path.join(small, "file");
    writeAtomic(file, "what was there");
    assert.throws(() => writeAtomic(file, Buffer.alloc(1_000_000)), { code: "ENOSPC" });
    assert.equal(readFileSync(file, "utf8"), "what was there");
    assert.deepEqual(readdirSync(small), ["file"]);
  } finally {
    spawnSync("umount", [small]);
  }
});
