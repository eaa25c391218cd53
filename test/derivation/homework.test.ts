import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { deriveCommand } from "../../dist/cli/derive";
import { inCheckout } from "../../dist/files/checkout";

test("the example of the homework manual prints what the manual says", async (t) => {
  const manual = fs.readFileSync(inCheckout("src/derivation/homework.md"), "utf8");
  const [, homework, said] = /```latex\n([^]*?)```[^]*?```\n([^]*?)```/.exec(manual) ?? [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "homework-"));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  fs.writeFileSync(path.join(folder, "homework.tex"), homework);
  let printed = "";
  const stdout = { write: (text: string) => (printed += text) };
  assert.equal(await deriveCommand(["homework.tex"], { stdout, folder }), 1);
  assert.equal(printed, said);
});
