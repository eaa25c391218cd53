import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { cannotDrive, cells, drive, printed, published, type Answer } from "./drive";

const wait = (milliseconds: number): string =>
  `await new Promise((next) => setTimeout(next, ${milliseconds}));`;
const megabytes = 20;

const steps = {
  ...cells({
    hostile: "throw new Proxy(new Error('p'), { get() { throw 1; } })",
    nothing: "throw undefined",
    circular: "const ring: { ring?: object } = {}; ring.ring = ring; ring",
    values: "[10n ** 20n, new Map([['a', new Set([1])]]), new Float32Array(2), Symbol('s')]",
    getter: "({ get x() { throw new Error('looked at'); } })",
    custom: "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no text'); } })",
    big: "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 10n }) })",
    picture: "({ [Symbol.for('Jupyter.display')]: () => ({ 'image/png': Uint8Array.of(1, 2) }) })",
    errorAsValue: "new Error('only a value')",
    emoji: "const größe = '🙂 é'; console.log(größe)",
    lines: "const a = 1;\r\n\r\nthrow new Error('in line 3');",
    stdin: "import { readFileSync } from 'node:fs'; readFileSync(0).length",
    exit: "process.exit(3)",
    worker: `
      import { Worker } from "node:worker_threads";
      const worker = new Worker("console.log('from a worker')", { eval: true });
      await new Promise<void>((done) => worker.on("exit", () => done()));`,
    late: `
      setTimeout(() => console.log("printed later"), 100);
      setTimeout(() => { throw new Error("thrown later"); }, 100);
      void (async () => { ${wait(100)} throw new Error("rejected later"); })();`,
    meanwhile: `${wait(400)} "other cell"`,
    print: `const line = "x".repeat(2 ** 10 - 1); for (let i = 0; i < ${megabytes} * 2 ** 10; i++) console.log(line);`,
    memory: "process.memoryUsage().rss < 600 * 2 ** 20",
    frame: "import { DataFrame } from 'danfojs-node';\nnew DataFrame([{ 'a & b': '<script>', n: 1 }])",
  }),
  unknown: { request: "unheard_of_request", quiet: 1 },
  broken: { request: "complete_request", content: { code: null, cursor_pos: -1 } },
  afterEmoji: { request: "complete_request", content: { code: "'🙂🙂'; console.lo", cursor_pos: 16 } },
  ...cells({ alive: "'alive'" }),
  restart: { request: "shutdown_request", content: { restart: true }, channel: "control" },
} as const;

describe("whatever a cell does, it is answered and the kernel stays", { skip: cannotDrive }, () => {
  let answers: Record<string, Answer[]>;
  before(async () => {
    answers = await drive("mended", JSON.parse(JSON.stringify(steps)));
  });
  const only = (name: keyof typeof steps): Answer => answers[name][0];
  const errors = (name: keyof typeof steps): string =>
    published(only(name), "stream")
      .filter(({ name }) => name === "stderr")
      .map(({ text }) => text)
      .join("");

  test("anything may be thrown", () => {
    assert.equal(only("hostile").reply.evalue, "a value that throws when it is shown");
    assert.equal(only("nothing").reply.evalue, "undefined");
  });

  test("values of every kind are printed, and one that cannot be shown is an error", () => {
    assert.equal(printed(only("circular")), "<ref *1> { ring: [Circular *1] }\n");
    assert.match(
      printed(only("values")),
      /100000000000000000000n,\s+Map\(1\)[\s\S]*Float32Array\(2\) \[ 0, 0 \]/,
    );
    assert.equal(printed(only("getter")), "{ x: [Getter] }\n");
    assert.equal(only("custom").reply.evalue, "no text");
    assert.match(String(only("big").reply.evalue), /BigInt/);
  });

  test("bytes of a picture are shown as the protocol wants them, in base64", () => {
    assert.deepEqual(published(only("picture"), "execute_result")[0].data, { "image/png": "AQI=" });
  });

  test("an error that is printed names lines of cells, too", () => {
    assert.equal(printed(only("errorAsValue")), "Error: only a value\n    at cell [9], line 1\n");
  });

  test("text beyond ASCII and lines that end in CRLF are as they were written", () => {
    assert.equal(printed(only("emoji")), "🙂 é\n");
    assert.deepEqual(only("lines").reply.traceback, ["Error: in line 3", "    at cell [11], line 3"]);
  });

  test("stdin is empty, and process.exit is an error of the cell", () => {
    assert.equal(printed(only("stdin")), "0\n");
    assert.equal(only("exit").reply.ename, "ProcessExit");
  });

  test("what a worker prints is shown", () => {
    assert.equal(printed(only("worker")), "from a worker\n");
  });

  test("what happens after a cell is shown under that cell, though another runs", () => {
    assert.equal(printed(only("late")), "printed later\n");
    assert.match(errors("late"), /Error: thrown later\n {4}at .*cell \[15\], line 3/);
    assert.match(errors("late"), /Error: rejected later\n {4}at cell \[15\], line 4/);
    assert.equal(printed(only("meanwhile")), "other cell\n");
    assert.equal(errors("meanwhile"), "");
  });

  test(`${megabytes} MB of lines arrive whole in thousands of messages, not hundreds of thousands`, () => {
    const streams = published(only("print"), "stream");
    const length = streams.reduce((sum, { text }) => sum + String(text).length, 0);
    assert.equal(length, megabytes * 2 ** 20);
    assert.ok(streams.length < 5_000, `${streams.length} messages`);
    assert.equal(printed(only("memory")), "true\n");
  });

  test("a DataFrame of danfojs is a table with its text escaped", () => {
    const { data } = published(only("frame"), "execute_result")[0] as { data: Record<string, string> };
    assert.match(data["text/html"], /<th scope="col">a &amp; b<\/th>.*<td>&lt;script&gt;<\/td><td>1<\/td>/);
    assert.match(data["text/plain"], /a & b/);
  });

  test("an unknown request is ignored, one without sense has an error for a reply", () => {
    assert.equal(only("unknown").reply, null);
    assert.deepEqual(published(only("unknown"), "status").length, 2);
    assert.ok(only("broken").reply.status);
  });

  test("the cursor is counted in characters, as the protocol does", () => {
    const { matches, cursor_start, cursor_end } = only("afterEmoji").reply;
    assert.ok((matches as string[]).includes("log"));
    assert.deepEqual([cursor_start, cursor_end], [14, 16]);
  });

  test("afterwards the kernel runs cells, and answers before it ends", () => {
    assert.equal(printed(only("alive")), "alive\n");
    assert.deepEqual(only("restart").reply, { status: "ok", restart: true });
  });
});
