import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { readParts } from "../../dist/notebook/write-up";

function writeUp(t: TestContext): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "write-up-"));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, "write-up.tex");
  fs.writeFileSync(file, "Title\n(a)\none\n(b)\ntwo (a)\n(c)\nthree\n");
  return file;
}

test("a part is what stands between its letter and the next one, and several parts follow each other", (t) => {
  const file = writeUp(t);
  assert.equal(readParts(file, "a"), "\none\n");
  assert.equal(readParts(file, "bc"), "\ntwo (a)\n\nthree\n");
});

test("a part that the text does not have is refused by its letter", (t) => {
  assert.throws(
    () => readParts(writeUp(t), "ad"),
    /readParts requires a part \(d\) of .*write-up\.tex, got none/,
  );
});
