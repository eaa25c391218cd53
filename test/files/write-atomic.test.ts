import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
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

test("writeAtomic writes the target of a link, also of one that leads to no file yet, and keeps mode and owner", () => {
  const [file, link, second, dangling] = ["f", "l1", "l2", "d"].map((name) => path.join(folder, name));
  writeFileSync(file, "old");
  chmodSync(file, 0o640);
  symlinkSync("f", link);
  symlinkSync("l1", second);
  symlinkSync("new", dangling);
  writeAtomic(second, "new");
  assert.equal(readFileSync(file, "utf8"), "new");
  assert.equal(statSync(file).mode & 0o7777, 0o640);
  assert.ok(lstatSync(link).isSymbolicLink() && lstatSync(second).isSymbolicLink());
  writeAtomic(dangling, "made");
  assert.equal(readFileSync(path.join(folder, "new"), "utf8"), "made");
  if (process.getuid?.() === 0) {
    chownSync(file, 1234, 1234);
    writeAtomic(file, "again");
    assert.deepEqual([statSync(file).uid, statSync(file).gid], [1234, 1234]);
  }
  symlinkSync("loop", path.join(folder, "loop"));
  assert.throws(() => writeAtomic(path.join(folder, "loop"), ""), { code: "ELOOP" });
  assert.throws(() => writeAtomic(folder, ""), { code: "EISDIR" });
});

test("writeAtomic writes into a pipe and into a device, and leaves them what they are", async (t) => {
  const pipe = path.join(folder, "pipe");
  if (spawnSync("mkfifo", [pipe]).status !== 0) return t.skip("this system has no mkfifo");
  const copy = path.join(folder, "copy"); // a file: this process cannot read while it writes
  const cat = spawn("sh", ["-c", 'exec cat "$0" >"$1"', pipe, copy]);
  const large = Buffer.alloc(300_000, "x"); // more than a pipe holds
  writeAtomic(pipe, large);
  await once(cat, "close");
  assert.ok(readFileSync(copy).equals(large));
  assert.ok(lstatSync(pipe).isFIFO());
  writeAtomic("/dev/null", large);
  assert.ok(lstatSync("/dev/null").isCharacterDevice());
});

test("writeAtomic takes names that have no room for an ending", () => {
  const long = path.join(folder, "é".repeat(127));
  writeAtomic(long, "long");
  assert.equal(readFileSync(long, "utf8"), "long");
});

test("writeAtomic refuses a file of another user, and one that may not be written", (t) => {
  if (process.getuid?.() !== 0) return t.skip("only root can make files of other users");
  const open = mkdtempSync(path.join(tmpdir(), "write-atomic-"));
  t.after(() => rmSync(open, { recursive: true }));
  chmodSync(open, 0o777);
  for (const [name, mode] of [
    ["other", 0o666],
    ["closed", 0o644],
  ] as const) {
    // prettier-ignore
    writeFileSync(path.join(open, name), "root's");
    chmodSync(path.join(open, name), mode);
  }
  const program = `process.setgid(65534); process.setuid(65534);
    const { writeAtomic } = require(process.argv[1]);
    for (const name of ["other", "closed", "own"]) {
      try { writeAtomic(process.argv[2] + "/" + name, "nobody's"); console.log("written"); } catch (error) { console.log(error.code); }
    }`;
  const module = path.join(open, "files"); // where another user can read it
  cpSync(inCheckout("dist/files"), module, { recursive: true });
  const args = ["-e", program, path.join(module, "write-atomic.js"), open];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(stdout, "EPERM\nEACCES\nwritten\n");
  assert.equal(readFileSync(path.join(open, "other"), "utf8"), "root's");
});
