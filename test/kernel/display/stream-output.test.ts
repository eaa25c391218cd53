import assert from "node:assert/strict";
import { test } from "node:test";
import { StreamOutput } from "../../../dist/kernel/display/stream-output";

test("the first writes leave at once, many after them in few messages, and all of the text in order", () => {
  const sent: [string, string][] = [];
  const output = new StreamOutput((name, text) => sent.push([name, text]));
  output.write("stdout", "first\n");
  assert.deepEqual(sent, [["stdout", "first\n"]]);
  for (let i = 0; i < 5000; i++) output.write("stdout", `${i}\n`);
  output.flush();
  assert.ok(sent.length < 1000, `5000 writes became ${sent.length} messages`);
  const expected = `first\n${Array.from({ length: 5000 }, (_, i) => `${i}\n`).join("")}`;
  assert.equal(sent.map(([, text]) => text).join(""), expected);
});

test("text of one stream leaves before that of the other", () => {
  const sent: string[] = [];
  const output = new StreamOutput((name, text) => sent.push(`${name}: ${text}`));
  output.write("stdout", "a");
  output.write("stderr", "b");
  output.write("stdout", "c");
  output.flush();
  assert.deepEqual(sent, ["stdout: a", "stderr: b", "stdout: c"]);
});
