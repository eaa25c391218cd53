import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { cannotDrive, cells, drive, printed, published, type Answer } from "../drive";

const steps = {
  ...cells({
    declare:
      "const kept: number = 41;\nfunction fail(): never {\n  interface Unused {}\n  throw new RangeError('too big');\n}",
  }),
  thrown: { cells: [{ code: "// one\n\nfail();" }, { code: "'second'" }, { code: "'third'" }] },
  ...cells({
    afterThrown: "kept + 1",
    library: "import { fromRows, row } from '../dist/model/matrix';\nrow(fromRows([[1, 2]]), 5);",
    types: "const text: string = kept;",
    typesAgain: "const text: string = kept;",
    imports: "import { row as rowOf } from '../dist/model/matrix';\nconst many: number = rowOf;",
    importsAgain: "import { row as rowOf } from '../dist/model/matrix';\nconst many: number = rowOf;",
    syntax: "const = 3",
    text: "throw 'just text'",
    fields: "throw Object.assign(new Error('has fields'), { code: 5 })",
    noFile: "import { readFileSync } from 'node:fs';\nreadFileSync('/no such file');",
    cause: "await Promise.reject(new Error('outer', { cause: new TypeError('inner') }))",
  }),
  expected: { cells: [{ code: "fail()", stop_on_error: false }, { code: "'runs'" }, { code: "'runs too'" }] },
} as const;

describe("a cell that fails", { skip: cannotDrive }, () => {
  let answers: Record<string, Answer[]>;
  before(async () => {
    answers = await drive("mended", JSON.parse(JSON.stringify(steps)));
  });
  const only = (name: keyof typeof steps): Answer => answers[name][0];
  const trace = (answer: Answer): string => String((answer.reply.traceback as string[]).join("\n"));

  test("an exception has name, message and a traceback in lines of cells, alike in error and reply", () => {
    const { reply } = only("thrown");
    assert.equal(reply.status, "error");
    assert.equal(reply.ename, "RangeError");
    assert.equal(reply.evalue, "too big");
    assert.deepEqual(reply.traceback, [
      "RangeError: too big",
      "    at fail (cell [1], line 4)",
      "    at cell [2], line 3",
    ]);
    const { ename, evalue, traceback } = reply;
    assert.deepEqual(published(only("thrown"), "error"), [{ ename, evalue, traceback }]);
    assert.equal(published(only("thrown"), "stream").length, 0);
  });

  test("an exception in the library names its TypeScript file and line, without the machine's folders", () => {
    assert.match(trace(only("library")), /at row \(src\/model\/matrix\.ts:\d+:\d+\)\n.*cell \[4\], line 2$/);
    assert.doesNotMatch(trace(only("library")), /\/tslab\/|node:|dist\//);
  });

  test("a type error is an error with place and pointer", () => {
    const { reply } = only("types");
    assert.equal(reply.ename, "CompileError");
    assert.match(String(reply.evalue), /^cell \[5\], line 1, column 7: Type 'number' is not assignable/);
    assert.match(trace(only("types")), /\n {4}const text: string = kept;\n {4} {6}\^{4}$/);
  });

  test("a cell with a type error says the same when it is run again", () => {
    assert.equal(trace(only("typesAgain")), trace(only("types")).replaceAll("[5]", "[6]"));
    assert.match(String(only("imports").reply.evalue), /line 2, column 7: Type '.*' is not assignable/);
    assert.equal(trace(only("importsAgain")), trace(only("imports")).replaceAll("[7]", "[8]"));
  });

  test("code that cannot be parsed is an error, too", () => {
    assert.equal(only("syntax").reply.ename, "CompileError");
  });

  test("a thrown value that is no Error is shown, and a cause is told", () => {
    assert.equal(only("text").reply.evalue, "'just text'");
    assert.match(trace(only("cause")), /^Error: outer[\s\S]*\[cause\]: TypeError: inner/);
  });

  test("an error's own fields stand in braces, and no line of Node's source above it", () => {
    const fields = ["Error: has fields", "    at cell [11], line 1 {", "  code: 5", "}"];
    assert.deepEqual(only("fields").reply.traceback, fields);
    assert.match(trace(only("noFile")), /^Error: ENOENT: [\s\S]* {4}at cell \[12\], line 2 \{\n {2}errno: /);
  });

  test("cells queued behind an error are aborted, each with a reply after the error's", () => {
    const [failed, ...queued] = answers.thrown;
    for (const answer of queued) {
      assert.deepEqual(answer.reply, { status: "aborted" });
      assert.ok(answer.order > failed.order);
      assert.deepEqual(
        answer.parts.map(([type]) => type),
        ["status", "status"],
      );
    }
  });

  test("the next cell after an error runs at once, and counts on from the last that ran", () => {
    assert.equal(printed(only("afterThrown")), "42\n");
    assert.equal(only("afterThrown").reply.execution_count, 3);
  });

  test("cells behind an expected error run, each with its own count", () => {
    const [failed, second, third] = answers.expected;
    assert.equal(failed.reply.status, "error");
    assert.deepEqual([printed(second), printed(third)], ["runs\n", "runs too\n"]);
    const first = Number(failed.reply.execution_count);
    assert.deepEqual([second.reply.execution_count, third.reply.execution_count], [first + 1, first + 2]);
  });
});
