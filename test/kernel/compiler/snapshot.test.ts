import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { megabytes, settings } from "../../../dist/kernel/compiler/snapshot";

// Node ends at once with a setting of V8 that it does not know, and versions differ in these.
test("this Node takes the settings of the compiler's process", () => {
  const deep = settings(megabytes.memory).filter((setting) => !setting.startsWith("--stack-size"));
  const { status, stderr } = spawnSync(process.execPath, [...deep, "-e", ""], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
});
