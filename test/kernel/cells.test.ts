import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { cannotDrive, cells, drive, printed, published, type Answer } from "./drive";

const compilers =
  "Object.keys(require.cache).filter((file) => /typescript|semver/.test(file) && require.cache[file]!.children.length + Object.keys(require.cache[file]!.exports).length > 1)";

const steps = {
  ...cells({
    compilersBefore: compilers,
    declare:
      "const kept: number = 41;\nfunction fail(): never {\n  interface Unused {}\n  throw new RangeError('too big');\n}",
  }),
  ...cells({
    rich: "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>1</b>', 'text/plain': '1' }) })",
    richLater: "({ [Symbol.for('Jupyter.display')]: async () => ({ 'text/plain': 'later' }) })",
    richFails: "({ [Symbol.for('Jupyter.display')]: () => { throw new Error('cannot show') } })",
    forAwait: "for await (const n of [Promise.resolve(7)]) console.log(n)",
    awaitBracket: "await (Promise.resolve({ n: 5 })).then(({ n }) => n)",
    shorthand: "let kept2 = 1; ({ kept, fail })",
    shorthandAssigned: "({ kept2 = 5 } = {} as { kept2?: number }); kept2",
    many: "for (let i = 0; i < 5_000; i++) console.log(i)",
    displays: `import { display } from "tslab"; display.html("<i>x</i>"); ${compilers}`,
    callback: "await new Promise<void>((done) => process.stdout.write('written\\n', () => done()))",
  }),
  silent: { cells: [{ code: "kept", silent: true, store_history: false }] },
  history: { request: "history_request", content: { hist_access_type: "search", pattern: "let kept2*" } },
  ...cells({
    deep: "1" + "+1".repeat(5_000),
    brackets: "[".repeat(3_000) + "]".repeat(3_000),
    afterDeep: "6 * 7",
  }),
  comms: { request: "comm_info_request" },
  kernelInfo: { request: "kernel_info_request" },
  unfinished: { request: "is_complete_request", content: { code: "for (const i of [1]) {" } },
  finished: { request: "is_complete_request", content: { code: "kept + 1" } },
  inspect: {
    request: "inspect_request",
    content: { code: "import { row } from '../dist/model/matrix';\nrow", cursor_pos: 46 },
  },
  inspectInCall: {
    request: "inspect_request",
    content: { code: "import { row } from '../dist/model/matrix';\nrow(Math.max(1), [2", cursor_pos: 63 },
  },
  complete: {
    request: "complete_request",
    content: { code: "import { fromRows } from '../dist/model/matrix';\nfromRo", cursor_pos: 55 },
  },
  interrupt: { request: "interrupt_request", channel: "control" },
} as const;

describe("cells and requests", { skip: cannotDrive }, () => {
  let answers: Record<string, Answer[]>;
  before(async () => {
    answers = await drive("mended", JSON.parse(JSON.stringify(steps)));
  });
  const only = (name: keyof typeof steps): Answer => answers[name][0];

  test("a value that says how it is shown becomes the result of its cell, also by a promise", () => {
    const { data, execution_count } = published(only("rich"), "execute_result")[0];
    assert.deepEqual(data, { "text/html": "<b>1</b>", "text/plain": "1" });
    assert.equal(execution_count, only("rich").reply.execution_count);
    assert.deepEqual(published(only("richLater"), "execute_result")[0].data, { "text/plain": "later" });
    assert.equal(only("richFails").reply.evalue, "cannot show");
  });

  test("a cell may begin with await and a bracket, or hold no await but that of a loop", () => {
    assert.equal(printed(only("forAwait")), "7\n");
    assert.equal(printed(only("awaitBracket")), "5\n");
  });

  test("the short form of a property finds names of earlier cells", () => {
    assert.equal(printed(only("shorthand")), "{ kept: 41, fail: [Function: fail] }\n");
    assert.equal(printed(only("shorthandAssigned")), "5\n");
  });

  test("the process of the cells loads no compiler, of tslab neither, and displays", () => {
    assert.equal(printed(only("compilersBefore")), "[]\n");
    assert.equal(printed(only("displays")), "[]\n");
    assert.deepEqual(published(only("displays"), "display_data")[0].data, { "text/html": "<i>x</i>" });
  });

  test("5000 lines all arrive in order, and a callback of write is called", () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => `${i}\n`).join("");
    assert.equal(printed(only("many")), lines);
    assert.equal(printed(only("callback")), "written\n");
  });

  test("a silent request neither counts nor is announced", () => {
    assert.equal(only("silent").reply.execution_count, only("callback").reply.execution_count);
    assert.deepEqual(published(only("silent"), "execute_input"), []);
  });

  test("every request has its own kind of reply", () => {
    const { history } = only("history").reply as { history: unknown[] };
    assert.deepEqual(history, [[1, 8, "let kept2 = 1; ({ kept, fail })"]]);
    assert.deepEqual(
      [only("comms").reply_type, only("comms").reply],
      ["comm_info_reply", { status: "ok", comms: {} }],
    );
    assert.equal(only("kernelInfo").reply.status, "ok");
    assert.deepEqual(only("unfinished").reply, { status: "incomplete", indent: "  " });
    assert.deepEqual(only("finished").reply, { status: "complete" });
    assert.equal(only("interrupt").reply_type, "interrupt_reply");
  });

  test("a cell that nests deeply is answered, and those after it", () => {
    assert.equal(printed(only("deep")), "5001\n");
    assert.ok(only("brackets").reply.status);
    assert.equal(printed(only("afterDeep")), "42\n");
  });

  test("completion and documentation know the project's own functions", () => {
    assert.deepEqual(only("complete").reply.matches, ["fromRows"]);
    const { "text/plain": documentation } = only("inspect").reply.data as Record<string, string>;
    assert.match(documentation, /function row<.*r: number\): Numbers/s);
    assert.match(documentation, /Row r as a view: writing to it writes to the matrix\./);
    const { "text/plain": inCall } = only("inspectInCall").reply.data as Record<string, string>;
    assert.match(inCall, /row<.*r: number\).*Row r as a view: writing to it writes to the matrix\./s);
  });
});
