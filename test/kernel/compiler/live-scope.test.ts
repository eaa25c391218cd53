import assert from "node:assert/strict";
import { describe, test } from "node:test";
import vm from "node:vm";
import ts from "typescript";
import { Scope } from "../../../dist/kernel/cells/scope";
import { importsOf, type Origins } from "../../../dist/kernel/compiler/cell-code";
import { TypeChecker } from "../../../dist/kernel/compiler/type-checker";
import { inCheckout } from "../../../dist/files/checkout";
import { below } from "../../../dist/random/random";
import { Xoshiro128 } from "../../../dist/random/xoshiro";

const checker = new TypeChecker(inCheckout("test"));
let serial = 0;

/** Cells of one notebook, compiled and run one after the other; `log` is theirs. */
class Notebook {
  private readonly scope = new Scope();
  private readonly origins: Origins = {};
  readonly log: unknown[] = [];

  /** Runs a cell. @returns the value of its last expression */
  async run(source: string): Promise<unknown> {
    const file = `cell·${++serial}.ts`;
    const { errors, cell } = checker.compile(source, this.origins);
    if (!cell) throw new TypeError(errors.map(({ message }) => message).join("\n"));
    const names = cell.declared.map(({ name }) => name);
    checker.add({ [file]: source + importsOf(this.origins, new Set(names)) + cell.exports });
    for (const { name, variable } of cell.declared) this.origins[name] = { file, variable };
    const kernel = {
      box: (name: string) => this.scope.box(name),
      until: (value: unknown) => value,
      each: (values: unknown) => values,
      exported: (module: Record<string, unknown>, name: string) => (name === "*" ? module : module[name]),
    };
    const context = { ...global, log: this.log };
    const code = vm.runInThisContext(`(log) => ${cell.code}`) as (
      log: unknown[],
    ) => (...args: unknown[]) => unknown;
    const result = (await code(context.log)(kernel, require)) as { value: unknown } | undefined;
    return result?.value;
  }
}

/** What statements of one script log. */
async function logOfScript(source: string): Promise<unknown[]> {
  const { outputText } = ts.transpileModule(`async function script() {${source}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  const log: unknown[] = [];
  await (
    vm.runInThisContext(`(log) => { "use strict"; ${outputText}; return script(); }`) as (
      log: unknown[],
    ) => unknown
  )(log);
  return log;
}

type Draw = (n: number) => number;

/** Statements that declare names from `id` on, and statements that use and change them later. */
const kinds: ((id: string, draw: Draw) => { first: string; then: string[] })[] = [
  (id, draw) => ({
    first: `let ${id} = ${draw(9)}; function get${id}() { return ${id}; } const arrow${id} = () => ${id} * 2;`,
    then: [
      `${id} = ${draw(9)};`,
      `${id} += ${draw(9)};`,
      `${id}++;`,
      `--${id};`,
      `${id} **= 2;`,
      `log.push(get${id}(), arrow${id}(), ${id});`,
    ],
  }),
  (id, draw) => ({
    first: `let ${id} = ${draw(9)}, other${id} = ${draw(9)}; const sum${id} = () => ${id} + other${id};`,
    then: [
      `[${id}, other${id}] = [other${id}, ${id}];`,
      `({ ${id}, other${id} = 7 } = { ${id}: ${draw(9)} } as { ${id}: number; other${id}?: number });`,
      `for (${id} = 0; ${id} < ${draw(5)}; ${id}++) other${id} += ${id};`,
      `for (const ${id} of [1, 2]) other${id} += ${id};`,
      `log.push(sum${id}(), { ${id}, other${id} });`,
    ],
  }),
  (id, draw) => ({
    first: `class Box${id} { static made = 0; value = ${draw(9)}; constructor() { Box${id}.made++; } copy() { return new Box${id}(); } }\nlet ${id} = new Box${id}();`,
    then: [
      `${id} = ${id}.copy();`,
      `${id}.value += ${draw(9)};`,
      `log.push(Box${id}.made, ${id}.value, Box${id}.name, ${id} instanceof Box${id});`,
    ],
  }),
  (id, draw) => ({
    first: `for (var ${id} = 0, step${id} = ${1 + draw(3)}; ${id} < 6; ${id} += step${id}) log.push(${id});`,
    then: [
      `${id} -= step${id};`,
      `step${id} = ${id};`,
      `{ let ${id} = 99; log.push(${id}); }`,
      `log.push(${id}, step${id});`,
    ],
  }),
  (id, draw) => ({
    first: `const { a: a${id}, ...rest${id} } = { a: ${draw(9)}, b: ${draw(9)}, c: [1, 2] }; let [${id} = ${draw(9)}, , ...tail${id}] = [undefined, 2, 3, ${draw(9)}] as (number | undefined)[];`,
    then: [
      `tail${id} = [${id}, ...tail${id}];`,
      `${id} ??= 4;`,
      `[${id}] = rest${id}.c;`,
      `log.push(a${id}, { ...rest${id} }, ${id}, tail${id}.length);`,
    ],
  }),
  (id, draw) => ({
    first: `function even${id}(n: number): boolean { return n === 0 || odd${id}(n - 1); }\nfunction odd${id}(n: number): boolean { return n !== 0 && even${id}(n - 1); }\nlet ${id} = ${draw(9)};`,
    then: [
      `${id} = ${id} + 1;`,
      `log.push(even${id}(${id}), odd${id}.name, typeof even${id});`,
      `((${id}: number) => log.push(${id}))(${draw(9)});`,
    ],
  }),
  (id, draw) => ({
    first: `const made${id}: (() => number)[] = []; let ${id} = ${draw(9)}; for (let i = 0; i < 3; i++) made${id}.push(() => ${id} + i);`,
    then: [
      `${id} = ${draw(99)};`,
      `made${id}.push(function () { return -${id}; });`,
      `log.push(made${id}.map((each) => each()));`,
    ],
  }),
  (id, draw) => ({
    first: `let ${id} = "${draw(99)}"; const ${id}Of = (s: string) => \`\${s}\${${id}}\`; const tag${id} = (parts: TemplateStringsArray, n: string) => parts.join(n);`,
    then: [
      `${id} += "!";`,
      `log.push(${id}Of(${id}), ${id}Of.name);`,
      `log.push(tag${id}\`<\${${id}}>\`);`,
      `${id} = [...${id}].reverse().join("");`,
    ],
  }),
  (id, draw) => ({
    first: `enum E${id} { A = ${draw(9)}, B } namespace N${id} { export let n = ${draw(9)}; export const twice = () => 2 * n; }\nlet ${id}: E${id} = E${id}.A;`,
    then: [
      `${id} = E${id}.B;`,
      `N${id}.n += ${id};`,
      `log.push(E${id}[${id}], N${id}.twice(), ${id} === E${id}.B);`,
    ],
  }),
  (id, draw) => ({
    first: `async function later${id}(n: number) { await null; ${id} += n; return ${id}; }\nlet ${id} = ${draw(9)};`,
    then: [
      `await later${id}(${draw(9)});`,
      `void later${id}(1); ${id} *= 2; await null; await null;`,
      `log.push(await later${id}(0));`,
    ],
  }),
  (id, draw) => ({
    first: `function* count${id}() { for (;;) yield ${id}++; }\nlet ${id} = ${draw(9)}; const it${id} = count${id}();`,
    then: [
      `it${id}.next();`,
      `${id} -= ${draw(3)};`,
      `log.push(it${id}.next().value, ${id});`,
      `for (const n of count${id}()) { if (n > 20) break; }`,
    ],
  }),
];

/** A pair of cells whose names begin with `prefix`. */
function generatePair(prefix: string, draw: Draw): { first: string; then: string } {
  const chosen = Array.from({ length: 1 + draw(3) }, (_, i) =>
    kinds[draw(kinds.length)](`${prefix}v${i}`, draw),
  );
  const later = Array.from({ length: 3 + draw(6) }, () => {
    const { then } = chosen[draw(chosen.length)];
    return then[draw(then.length)];
  });
  const logs = chosen.map(({ then }) => then.find((line) => line.startsWith("log.push")) ?? "");
  return { first: chosen.map(({ first }) => first).join("\n"), then: [...later, ...logs].join("\n") };
}

/** Pairs; most of the time goes into the type checker. */
const total = Number(process.env.CELL_PAIRS ?? 300);

test(`${total} pairs of cells do what the same statements do in one script`, async () => {
  const random = new Xoshiro128(15);
  const draw: Draw = (n) => below(random, n);
  const together = 15; // pairs in one pair of cells: most of the time goes into the number of cells
  for (let done = 0; done < total; done += together) {
    const pairs = Array.from({ length: together }, (_, i) => generatePair(`p${i}`, draw));
    const first = pairs.map((pair) => pair.first).join("\n");
    const then = pairs.map((pair) => pair.then).join("\n");
    const notebook = new Notebook();
    await notebook.run(`declare const log: unknown[];\n${first}`);
    await notebook.run(then);
    assert.deepEqual(notebook.log, await logOfScript(`${first}\n${then}`), `${first}\n----\n${then}`);
  }
});

describe("names of cells", () => {
  const last = async (...cells: string[]): Promise<unknown> => {
    const notebook = new Notebook();
    let value: unknown;
    for (const cell of cells) value = await notebook.run(cell);
    return value;
  };

  test("a later assignment is seen by functions, classes and callbacks of earlier cells", async () => {
    assert.equal(await last("let cr = 1; function getCr() { return cr }", "cr = 5; getCr()"), 5);
    assert.equal(
      await last("let n = 1; class A { get n() { return n } } const a = new A()", "n += 4", "a.n"),
      5,
    );
    assert.equal(
      await last(
        "function f() { return g() } function g() { return 'old' }",
        "function g() { return 'new' }",
        "f()",
      ),
      "new",
    );
  });

  test("a name may be declared again with another type, and functions that have its name read the new value", async () => {
    assert.equal(await last("let x = 1; const read = () => x", "let x = 'text'; x.length", "read()"), "text");
    await assert.rejects(
      last("let x = 1", "let x = 'text'", "x.toFixed()"),
      /Property 'toFixed' does not exist on type 'string'/,
    );
  });

  test("exported names, patterns, var of a block and import aliases are names like others", async () => {
    assert.equal(
      await last("export const ex = 5; export function twice() { return 2 * ex }", "twice() + ex"),
      15,
    );
    assert.equal(await last("if (true) { var inner = 3 }", "inner!"), 3);
    assert.equal(await last("import { join as j } from 'node:path'", "j('a', 'b')"), "a/b");
    assert.equal(await last("import fs = require('node:fs')", "typeof fs.readFileSync"), "function");
  });

  test("constants of earlier cells cannot be assigned, variables can", async () => {
    await assert.rejects(last("const c = 1", "c = 2"), /Cannot assign to 'c' because it is a constant/);
    assert.equal(await last("let c = 1", "c = 2; c"), 2);
    await assert.rejects(last("let c = 1", "c = 'text'"), /Type 'string' is not assignable to type 'number'/);
  });

  test("a variable without a type may get any value in later cells", async () => {
    assert.deepEqual(await last("let open, none = null", "open = 'z'; none = { a: 1 }", "[open, none]"), [
      "z",
      { a: 1 },
    ]);
  });

  test("a name without a value cannot be read", async () => {
    const notebook = new Notebook();
    await assert.rejects(notebook.run("throw new RangeError('before'); let x = 1"), /before/);
    await assert.rejects(notebook.run("x"), /Cannot access 'x' before initialization/);
  });

  test("what a cell declares is named as JavaScript names it, and called without the scope for this", async () => {
    assert.equal(
      await last("const f = function () { return typeof this }", "f.name + f()").catch(String),
      "TypeError: 'this' implicitly has type 'any' because it does not have a type annotation.",
    );
    assert.equal(
      await last(
        "const f = () => 1, C = class {}; let { g = () => 2 } = {} as { g?: () => number }",
        "[f.name, C.name, g.name].join()",
      ),
      "f,C,g",
    );
    assert.equal(await last("function self(this: unknown) { return this }", "self()"), undefined);
    for (const nameless of ["() => {}", "(async function () {}) as () => unknown", "(class {})"])
      assert.equal(((await last(nameless)) as { name: string }).name, "", nameless);
  });

  test("what TypeScript 6 and this Node know can be written", async () => {
    assert.equal(
      await last(
        "const log: string[] = [];\n{ using d = { [Symbol.dispose]() { log.push('gone') } }; log.push('here') }",
        "log.join()",
      ),
      "here,gone",
    );
    assert.equal(
      await last(
        "function twice(m: () => number, _: ClassMethodDecoratorContext) { return () => 2 * m() }\nclass A { @twice n() { return 4 } }",
        "new A().n()",
      ),
      8,
    );
    assert.deepEqual(await last("[3, 1, 2].toSorted()"), [1, 2, 3]);
    assert.equal(await last("const p = { a: 1 } satisfies Record<string, number>", "p.a"), 1);
    assert.equal(await last("typeof WebAssembly.compile"), "function");
    assert.equal(await last("const enum Side { Left = 3 }", "Side.Left"), 3);
    await assert.rejects(last("function f(x) { return x }"), /implicitly has an 'any' type/);
  });

  test("one deep cell is compiled, and cells after it too", async () => {
    assert.equal(await last("1" + "+1".repeat(800), "6 * 7"), 42);
  });
});
