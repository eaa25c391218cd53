import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { withLock } from "../../dist/files/locks";
import { inCheckout } from "../../dist/files/checkout";
import { testFolder } from "../training/fast/small-text";

const folder = testFolder("locks");

test("a folder in which another process works is refused; when that is killed, it is free", async () => {
  const program = `require(${JSON.stringify(inCheckout("dist/files/locks.js"))})
    .withLock("work requires a folder", ${JSON.stringify(folder)}, () => new Promise(() => { console.log("works"); setInterval(() => {}, 1e9); }))`;
  const other = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(other.stdout, "data");
  const refused = new RegExp(
    `^Error: work requires a folder .*no other process writes to, got ${folder}, where process ${other.pid} works`,
  );
  await assert.rejects(
    withLock("work requires a folder", folder, () => Promise.resolve()),
    refused,
  );
  other.kill("SIGKILL");
  await once(other, "close");
  assert.equal(await withLock("work requires a folder", folder, () => Promise.resolve(3)), 3);
  assert.deepEqual(readdirSync(folder), []);
});

test("a claim of an ended process, or of a later one with its number, counts for nothing; one of another machine counts", async () => {
  for (const claim of [`${hostname()}~${2 ** 22 + 1}~1`, `${hostname()}~${process.pid}~1`]) {
    writeFileSync(path.join(folder, `.in-use~${claim}`), "");
    assert.equal(await withLock("work requires a folder", folder, () => Promise.resolve(4)), 4);
  }
  writeFileSync(path.join(folder, ".in-use~elsewhere~1~1"), "");
  await assert.rejects(
    withLock("work requires a folder", folder, () => Promise.resolve()),
    /process 1 on elsewhere works; .*if it is gone, remove .*\.in-use~elsewhere~1~1/,
  );
});
