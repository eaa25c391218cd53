import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { Locks } from "../../dist/experiment/grid/locks";
import { inCheckout } from "../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "locks-"));
const opened: Locks[] = [];
after(() => {
  opened.forEach((locks) => locks.close());
  rmSync(folder, { recursive: true });
});
const open = (): Locks => {
  const locks = new Locks(folder);
  opened.push(locks);
  return locks;
};
const key = (text: string): string => createHash("sha256").update(text).digest("hex");

test("a key is locked by one at a time; other keys are free", async () => {
  const [one, other] = [open(), open()];
  assert.deepEqual(await Promise.all([one.lock(key("a")), one.lock(key("b"))]), [true, true]);
  assert.deepEqual(await Promise.all([other.lock(key("a")), other.lock(key("c"))]), [false, true]);
  one.unlock(key("a"));
  await one.lock(key("d")); // the line before has been read
  assert.equal(await other.lock(key("a")), true);
  assert.equal(await one.lock(key("a")), false);
});

test("kill -9 gives the locks back", async () => {
  const holder = `
    const { Locks } = require(${JSON.stringify(inCheckout("dist/experiment/grid/locks.js"))});
    new Locks(${JSON.stringify(folder)}).lock(${JSON.stringify(key("killed"))}).then(console.log);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["-e", holder], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data: Buffer) => resolve(data.toString()));
    child.once("close", () => reject(new Error("the holder requires the lock, got none")));
  });
  assert.equal(line, "true\n");
  const locks = open();
  assert.equal(await locks.lock(key("killed")), false);
  child.kill("SIGKILL");
  for (let waited = 0; !(await locks.lock(key("killed"))); waited += 50) {
    assert.ok(waited < 10_000, "the lock of a killed process is still taken");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
