import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { readTextFile } from "../../dist/corpus/read/text-file";
import { readQuestionFile } from "../../dist/evaluation/question-file";
import { explainError } from "../../dist/files/explain-error";
import { readVectors } from "../../dist/vectors/read-vectors";

/** Its size is 0, and to read its first bytes fails, as on a disk that fails. */
const failing = "/proc/self/mem";

test("a disk that fails while a file is read is told with the file's name", async (t) => {
  if (!existsSync(failing)) return t.skip("a file that fails is known on Linux only");
  for (const read of [readTextFile, readQuestionFile, readVectors])
    await assert.rejects(read(failing), (error) => {
      assert.match(explainError(error), /^\/proc\/self\/mem cannot be read or written, because its disk/);
      return true;
    });
});
