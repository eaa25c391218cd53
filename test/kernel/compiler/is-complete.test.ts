import assert from "node:assert/strict";
import { test } from "node:test";
import { isComplete } from "../../../dist/kernel/compiler/is-complete";

test("a console runs what is whole, refuses what no further line mends, and waits for the rest", () => {
  const expected = {
    complete: ["", "1", "await 1", "// c", "/re/g", "'a'", "`a\n`", "\n\n"],
    invalid: ["}{", "'abc", '"abc', "let a = 'b;", "/re", "f('a", "\\", "🙂", "\0"],
    incomplete: [
      "f(",
      "`abc",
      "/* x",
      "a.\n",
      "if (1)",
      "a ? b :",
      "'abc\\",
      "class A {",
      "(".repeat(50),
      "f(`a",
      "await",
      "await {",
    ],
  };
  for (const [status, texts] of Object.entries(expected))
    for (const text of texts)
      assert.equal(isComplete(text).status, status, JSON.stringify(text).slice(0, 40));
});

test("the next line is set in as the last one is, and further behind an open bracket", () => {
  for (const [text, indent] of [
    ["f(", "  "],
    ["  a.", "  "],
    ["if (1) {\n  g([", "    "],
  ])
    assert.deepEqual(isComplete(text), { status: "incomplete", indent });
});
