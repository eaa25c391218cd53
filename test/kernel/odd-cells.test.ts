import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { cannotDrive, cells, drive, printed, published, type Answer } from "./drive";

const language = cells({
  meta: "[import.meta.dirname === __dirname, import.meta.filename === __filename, import.meta.url.endsWith('/cell.ts')]",
  resolve: "['fs', './none.ts', 'https://a/b'].map((name) => import.meta.resolve(name).split('/').at(-1))",
  attributes: `import data from "../package.json" with { type: "json" };
    const later = await import("../package.json", { with: { type: "json" } });
    [data.name, later.default.license]`,
  using: `using held = { [Symbol.dispose]: () => console.log("let go") };
    await using heldLater = { [Symbol.asyncDispose]: async () => console.log("let go first") };
    console.log("held");`,
  decorators: `const twice = (_: undefined, context: ClassFieldDecoratorContext) => (n: number) => 2 * n + String(context.name).length;
    const noted = (made: new () => Decorated, context: ClassDecoratorContext): void => console.log(context.kind, context.name);
    @noted class Decorated { @twice n = 4; accessor m = 1; static #hidden = 7; static shown = Decorated.#hidden; }`,
  decorated: "[new Decorated().n, new Decorated().m, Decorated.shown]",
  flag: "/[\\p{L}--[a-z]]/v.test('É')",
  globals: `declare global { interface Array<T> { second(): T } }
    Array.prototype.second = function () { return this[1]; };
    undefined`,
  globalsLater: "[3, 4].second()",
  hashbang: "#!/usr/bin/env node\n6 * 7",
  hashbangLine: "#!node\nthrow new Error('in line 2')",
  awaitObject: "await { then(done: (n: number) => void) { done(5); } }",
  awaitNothing: "const nothing = await",
  defaultClass: "export default class { static { console.log(this.name); } }",
  defaultFunction: "export default function () {}",
});

const output = cells({
  groups: `console.group("outer"); console.log("two\\nlines"); console.group(); console.warn("deep");
    console.groupEnd(); console.groupEnd(); console.log("none"); console.group("left open");`,
  afterGroup: "console.log('at the margin')",
  colours: "console.log('\\x1b[31mred\\x1b[39m'); console.log('%s is %d%%', 'x', 5, { a: 1 })",
  bytes: `process.stdout.write(Buffer.from([0xe2, 0x82])); process.stderr.write(Buffer.from([0xc3]));
    process.stdout.write(Buffer.from([0xac])); process.stderr.write(Buffer.from([0xa9]));
    process.stdout.write("c3bc", "hex"); void 0`,
  long: "console.log('x'.repeat(3_000_000))",
  children: `import { spawn, spawnSync } from "node:child_process";
    console.log("first");
    spawnSync("sh", ["-c", "echo second; echo third >&2"], { stdio: "inherit" });
    const child = spawn("sh", ["-c", "printf '\\\\342\\\\202'; sleep 0.1; printf '\\\\254'"], { stdio: "inherit" });
    await new Promise((done) => child.on("exit", done)); void 0`,
});

const writes = `fs.writeSync(1, "out\\n"); fs.writeSync(2, "err\\n");
  spawnSync("sh", ["-c", "echo command; echo failed >&2"], { stdio: "inherit" }).status`;
const results = cells({
  imports: 'import fs from "node:fs"; import { spawnSync } from "node:child_process"; void 0',
  ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`result${i}`, writes])),
});

const broken = cells({
  listeners: "process.removeAllListeners(); 0",
  text: "JSON.stringify = JSON.parse = () => { throw 1; }; Date.prototype.toISOString = Date.now = () => { throw 1; }; 1",
  arrays: `for (const name of ["map", "push", "join", "filter", "slice", "splice", "flatMap", Symbol.iterator])
      Object.defineProperty(Array.prototype, name, { value: null });
    2`,
  collections:
    "Map.prototype.get = Map.prototype.set = Set.prototype.has = Map.prototype.delete = null as never; 3",
  strings:
    "String.prototype.split = String.prototype.replace = RegExp.prototype.exec = RegExp.prototype.test = null as never; 4",
  promises:
    "Promise.prototype.then = Promise.prototype.finally = Promise.resolve = Promise.race = null as never; 5",
  timers: "globalThis.setTimeout = globalThis.setImmediate = globalThis.clearTimeout = null as never; 6",
  globalsGone:
    "globalThis.process = globalThis.Buffer = null as never; Object.keys = Object.entries = null as never; 7",
  prints: "for (let i = 0; i < 300; i++) console.log(i)",
  awaits: "await 8",
  throws: "throw new Error('nine')",
  types: "globalThis.Error = globalThis.Map = globalThis.Promise = globalThis.Array = null as never; 10",
  stopped: "console.log('on'); await null; for (;;);",
});

/** Cells after which the kernel's code in their process still has to work. */
const late =
  "setTimeout(() => { throw new Error('late'); }, 5); await new Promise((next) => setTimeout(next, 50)); kept";
const hostile = cells({
  keep: "let kept = 'kept';",
  thrownLater: `setTimeout(() => { throw { [Symbol.for("nodejs.util.inspect.custom")]() { throw 1; } }; }, 5);
    await new Promise((next) => setTimeout(next, 50)); kept`,
  noConsole: `console.error = null as never; process.stderr.write = null as never; ${late}`,
  noTraces: `Error.prepareStackTrace = () => { throw 1; }; ${late}`,
  named: "throw new RangeError('has a name')",
  noProcess: `Error.prepareStackTrace = (problem) => String(problem);
    process.on = process.listeners = process.listenerCount = null as never; kept`,
  stillThere: late,
});

const steps = {
  ...language,
  ...output,
  ...results,
  ...broken,
  stopped: { cells: [{ code: "console.log('on'); await null; for (;;);" }], stop_at: "on" },
  ...cells({ kept: "data.name + Decorated.shown" }),
};

test(
  "values that cannot be shown, and cells without console or process, leave their variables",
  { skip: cannotDrive },
  async () => {
    const answers = await drive("mended", hostile);
    for (const name of ["thrownLater", "noConsole", "noTraces", "noProcess", "stillThere"] as const)
      assert.equal(printed(answers[name][0]), "kept\n", name);
    const told = published(answers.noTraces[0], "stream").map(({ text }) => text);
    assert.deepEqual(told, ["Error: late\n"]);
    const { ename, evalue } = answers.named[0].reply;
    assert.deepEqual([ename, evalue], ["RangeError", "has a name"]);
  },
);

describe("odd cells", { skip: cannotDrive }, () => {
  let answers: Record<keyof typeof steps, Answer[]>;
  before(async () => {
    answers = await drive("mended", steps);
  });
  const text = (name: keyof typeof steps): string => printed(answers[name][0]);
  const errors = (name: keyof typeof steps): string =>
    published(answers[name][0], "stream")
      .filter(({ name }) => name === "stderr")
      .map(({ text }) => text)
      .join("");

  test("import.meta names the notebook's folder, and addresses of modules", () => {
    assert.equal(text("meta"), "[ true, true, true ]\n");
    assert.equal(text("resolve"), "[ 'node:fs', 'none.ts', 'b' ]\n");
  });

  test("JSON can be imported with its attribute, at once and later", () => {
    assert.equal(text("attributes"), "[ 'word2vec-notebooks', 'MIT' ]\n");
  });

  test("what is used is let go when its cell ends, in the order that JavaScript gives", () => {
    assert.equal(text("using"), "held\nlet go first\nlet go\n");
  });

  test("standard decorators, accessors and private names work, also from later cells", () => {
    assert.equal(text("decorators"), "class Decorated\n");
    assert.equal(text("decorated"), "[ 9, 1, 7 ]\n");
    assert.equal(text("flag"), "true\n");
  });

  test("a cell that adds to global types is known to later cells, though it declares no name", () => {
    assert.equal(text("globalsLater"), "4\n");
  });

  test("a first line that says who runs the cell is none of its code", () => {
    assert.equal(text("hashbang"), "42\n");
    assert.deepEqual(answers.hashbangLine[0].reply.traceback, [
      "Error: in line 2",
      "    at cell [11], line 2",
    ]);
  });

  test("await is no name outside all functions: an object may follow, and something must", () => {
    assert.equal(text("awaitObject"), "5\n");
    assert.match(String(answers.awaitNothing[0].reply.evalue), /column 22: Expression expected/);
  });

  test("a default export needs no name", () => {
    assert.equal(text("defaultClass"), "default\n");
    assert.equal(answers.defaultFunction[0].reply.status, "ok");
  });

  test("the last value of a cell comes after all that its commands wrote", () => {
    for (const [name, [{ parts }]] of Object.entries(answers)) {
      if (!name.startsWith("result")) continue;
      const told = parts.map(([kind]) => kind).filter((kind) => kind !== "status");
      assert.equal(told.at(-1), "execute_result", name);
      assert.equal(text(name as keyof typeof steps), "out\ncommand\n0\n", name);
    }
  });

  test("groups indent every line of their cell only", () => {
    assert.equal(text("groups"), "outer\n  two\n  lines\nnone\nleft open\n");
    assert.equal(errors("groups"), "    deep\n");
    assert.equal(text("afterGroup"), "at the margin\n");
  });

  test("colours, formats, bytes of parts of characters and long lines arrive as they were written", () => {
    assert.equal(text("colours"), "\x1b[31mred\x1b[39m\nx is 5% { a: 1 }\n");
    assert.deepEqual([text("bytes"), errors("bytes")], ["€ü", "é"]);
    assert.equal(text("long"), `${"x".repeat(3_000_000)}\n`);
  });

  test("what commands print is shown under the cell that runs them, before it ends", () => {
    assert.deepEqual([text("children"), errors("children")], ["first\nsecond\n€", "third\n"]);
  });

  test("a cell that breaks built-in objects is answered, and those after it", () => {
    const values = Object.keys(broken).map((name) => text(name as keyof typeof broken));
    const lines = Array.from({ length: 300 }, (_, i) => `${i}\n`).join("");
    assert.deepEqual(values, [
      ..."01234567".split("").map((n) => `${n}\n`),
      lines,
      "8\n",
      "",
      "10\n",
      "on\n",
    ]);
    assert.equal(answers.throws[0].reply.evalue, "nine");
    assert.equal(answers.stopped[0].reply.ename, "Interrupted");
    assert.equal(text("kept"), "word2vec-notebooks7\n");
  });
});

const ends = {
  ...cells({
    before: "let lost = 5, alsoLost = 6;",
    killed: "process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})",
    gone: "lost",
    goesOn: "let lost = 'new'; setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50); lost",
    afterwards: "await new Promise((next) => setTimeout(next, 500))",
    later: "1 + 1",
    closed: "import { closeSync } from 'node:fs'; closeSync(3); await new Promise(() => {})",
    last: "'still there'",
  }),
};

test(
  "a cells' process that ends is told with what is lost, and the kernel goes on",
  { skip: cannotDrive },
  async () => {
    const { killed, gone, goesOn, afterwards, later, closed, last } = await drive("mended", ends);
    assert.equal(killed[0].reply.ename, "ProcessEnded");
    const lost = "the process of the cells ended (SIGKILL); the variables are lost: ";
    assert.equal(killed[0].reply.evalue, `${lost}lost, alsoLost`);
    assert.match(String(gone[0].reply.evalue), /Cannot find name 'lost'/);
    assert.equal(printed(goesOn[0]), "new\n");
    assert.ok(JSON.stringify([goesOn, afterwards]).includes(`${lost}lost`));
    assert.equal(printed(later[0]), "2\n");
    assert.equal(closed[0].reply.ename, "ProcessEnded");
    assert.equal(printed(last[0]), "still there\n");
  },
);
