import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cannotDrive, cells, drive, printed, published, type Answer } from "./drive";

/** Cells that stock tslab runs as they should be run. */
const right = cells({
  first: "const a = 1; let b = 'two'; [a, b]",
  redeclared: "let a = 'changed type'; a.length",
  earlier: "b = b + '!'; b",
  functions:
    "function twice(n: number) { return 2 * n; }\nclass Point { constructor(readonly x: number) {} }\ntwice(new Point(4).x)",
  functionAgain: "function twice(n: number) { return 'now ' + n; }\ntwice(1)",
  later: "new Point(3)",
  awaited: "const later = await Promise.resolve(6); later * 7",
  imported:
    "import path, { join } from 'node:path'; import * as os from 'node:os';\n[join('a', 'b'), path.sep, typeof os.cpus]",
  importKept: "join('c', 'd')",
  library: "import { zeros } from '../dist/model/matrix'; zeros(1, 2)",
  dynamic: "(await import('node:url')).pathToFileURL('/x').href",
  nothing: "undefined",
  statements: "if (a) b = 'seen'",
  streams: "console.log('out %d', 1); console.error('err'); console.table([{ x: 1 }])",
  display:
    "import { display } from 'tslab'; display.html('<i>x</i>'); display.markdown('*y*'); display.png(Buffer.from([1, 2]))",
  types: "type Pair = [number, number]; interface Named { name: string }\nconst pair: Pair = [1, 2]; pair",
  typesKept: "const named: Named = { name: 'n' }; named as Named",
  destructured: "const { p, q: [r] } = { p: 1, q: [2] }; ({ p, r })",
  generator: "await null; for await (const n of (async function* () { yield 1; yield 2; })()) console.log(n)",
  empty: "",
  comment: "// nothing else",
});

/** What a client shows: text, displayed data, status. */
function shown(answers: Answer[]): unknown {
  const [answer] = answers;
  const streams = published(answer, "stream").filter(({ name }) => name === "stderr");
  const stderr = streams.map(({ text }) => text).join("");
  const data = published(answer, "display_data").map((content) => content.data);
  return {
    stdout: printed(answer),
    stderr,
    data,
    status: answers[0].reply.status,
    count: answers[0].reply.execution_count,
  };
}

describe("what stock tslab does right", { skip: cannotDrive }, () => {
  test("every such cell shows the same under the mended kernel", async () => {
    const stock = await drive("stock", right);
    const mended = await drive("mended", right);
    for (const name of Object.keys(right) as (keyof typeof right)[]) {
      assert.equal(stock[name][0].reply.status, "ok", `${name}: ${JSON.stringify(stock[name])}`);
      assert.deepEqual(shown(mended[name]), shown(stock[name]), name);
    }
  });
});
