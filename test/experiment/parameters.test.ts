import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { parseParameter, readChapter } from "../../dist/experiment/chapter/chapter";
import { parseGrid } from "../../dist/experiment/grid/grid";
import { parseYaml } from "../../dist/experiment/chapter/parameter-values";
import { readParameterFile } from "../../dist/experiment/chapter/parameter-file";
import { parameterLines } from "../../dist/experiment/chapter/parameter-help";
import { declaredParameters, kinds, withoutValues } from "../../dist/experiment/chapter/parameters";
import { planRuns } from "../../dist/experiment/grid/plan";
import { checkout, inCheckout } from "../../dist/files/checkout";
import { writeDeclaring } from "./declaring-chapter";
import type { ParameterValue } from "../../dist/runs/experiment-json";

const folder = mkdtempSync(path.join(tmpdir(), "parameters-"));
after(() => rmSync(folder, { recursive: true }));

const read = (source: string): ReturnType<typeof readChapter> =>
  readChapter(writeDeclaring(folder, source), "");

test("every way in which a cell can declare a value of JSON is read", () => {
  const declared: [string, ParameterValue | undefined][] = [
    ["let q = 'x';", "x"],
    ['let q = "a;b"; // a text, with a semicolon', "a;b"],
    ["let q = `plain`;", "plain"],
    ["let q = 1_000;", 1000],
    ["let q = 0x10;", 16],
    ["let q = -5;", -5],
    ["let q = +5;", 5],
    ["let q = 1e3;", 1000],
    ["let q = .5", 0.5],
    ["let q = true", true],
    ["let q = null;", null],
    ["let q = [1, 'two', [3]];", [1, "two", [3]]],
    ["let q = { a: 1, 'b-c': { d: null } };", { a: 1, "b-c": { d: null } }],
    ["let q = [\n  1, // one\n  2,\n];", [1, 2]],
    ["const q = 3;", 3],
    ["var q = 3;", 3],
    ["let q: number | null = 3;", 3],
    ["let q = (3 as number);", 3],
    ["let p = 1, q = 'two';", "two"],
    ["let p = 1; let q = 2;", 2],
    ["let q = 'it\\'s \\u00e9'", "it's é"],
    ["let q = undefined;", undefined],
    ["let q;", undefined],
    ["let q = 2 * 3;", undefined],
    ["let q = `${1}`;", undefined],
    ["let q = 10n;", undefined],
  ];
  for (const [source, value] of declared) {
    const found = declaredParameters(source).find(({ name }) => name === "q");
    assert.ok(found, source);
    assert.deepEqual(found.value, value, source);
  }
  assert.deepEqual(declaredParameters("// let a = 1;\nif (true) { let b = 2; }\nf(`let c = 3;`);\nlet [d] = [1];"), []); // prettier-ignore
});

test("a parameter may be what its type says, or what its value is like; null says nothing", () => {
  const allowed = (source: string): unknown => declaredParameters(source)[0].allowed;
  for (const [source, expected] of [
    ["let q = 1", ["number"]],
    ["let q = [1]", ["array"]],
    ["let q = {}", ["object"]],
    ["let q: string | null = null", ["string", "null"]],
    ["let q: number[] | undefined = undefined", ["array"]],
    ["let q: readonly string[] = []", ["array"]],
    ["let q: Record<string, number> = {}", ["object"]],
    ['let q: "a" | "b" = "a"', [{ literal: "a" }, { literal: "b" }]],
    ["let q = null", kinds],
    ["let q = undefined", kinds],
    ["let q = f()", kinds],
    ["let q: Mine = f()", kinds],
  ] as const)
    assert.deepEqual(allowed(source), expected, source);
});

test("what the command line sets arrives with the parameter's type, and no other is taken", () => {
  const chapter = read(
    "let text = 'x', big = 1, on = true, xs = [1], o = { a: 1 }, any = null; let mode: 'a' | 'b' = 'a', maybe: string | null = null", // prettier-ignore
  );
  const set = (name: string, text: string): ParameterValue => parseParameter(chapter, name, text);
  for (const [name, text, value] of [
    ["text", "5", "5"],
    ["text", '"quoted"', '"quoted"'],
    ["text", "true", "true"],
    ["big", "0x10", 16],
    ["big", "1_000", 1000],
    ["big", "0.1", 0.1],
    ["big", "9007199254740992", 2 ** 53],
    ["big", "1152921504606846976", 2 ** 60],
    ["big", "1e23", 1e23],
    ["on", "false", false],
    ["xs", "[1, two, {a: 3}]", [1, "two", { a: 3 }]],
    ["xs", "[]", []],
    ["o", '{"b": [null]}', { b: [null] }],
    ["any", "null", null],
    ["any", "2", 2],
    ["any", "two", "two"],
    ["any", "[1]", [1]],
    ["mode", "b", "b"],
    ["maybe", "null", null],
    ["maybe", "x", "x"],
  ] as const)
    assert.deepEqual(set(name, text), value, `${name}=${text}`);
  for (const [name, text, message] of [
    ["big", "x", "experiment requires big to be a number, such as 1, got x"],
    ["big", "", "experiment requires big to be a number, such as 1, got "],
    ["big", "9007199254740993", "experiment requires big to be a number that a double can hold, got 9007199254740993, which would become 9007199254740992"],
    ["big", "-18446744073709551615", "experiment requires big to be a number that a double can hold, got -18446744073709551615, which would become -18446744073709552000"],
    ["big", "0x20000000000001", "experiment requires big to be a number that a double can hold, got 0x20000000000001, which would become 9007199254740992"],
    ["big", "1e400", "experiment requires big to be a number that a double can hold, got 1e400, which is too large"],
    ["big", "1e-400", "experiment requires big to be a number that a double can hold, got 1e-400, which would become 0"],
    ["big", "2.00000000000000000001", "experiment requires big to be a number that a double can hold, got 2.00000000000000000001, which would become 2"],
    ["xs", "[9007199254740993]", "experiment requires xs to be a number that a double can hold, got 9007199254740993, which would become 9007199254740992"],
    ["on", "yes", "experiment requires on to be true or false, such as true, got yes"],
    ["xs", "1", "experiment requires xs to be a list, such as [1], got 1"],
    ["o", "[1]", 'experiment requires o to be an object, such as {"a":1}, got [1]'],
    ["mode", "c", 'experiment requires mode to be "a" or "b", such as "a", got c'],
    ["moed", "c", "experiment requires a parameter of declared, got moed; did you mean mode?"],
  ] as const)
    assert.throws(() => set(name, text), { name: "RangeError", message }, `${name}=${text}`); // prettier-ignore
});

test("settings are held to the same, with the table's range", () => {
  const chapter = readChapter("7", inCheckout("notebooks"));
  const lost = /settings require seed to be a number that a double can hold, got 9007199254740993/;
  assert.throws(() => parseGrid(chapter, { set: ["seed=9007199254740993"] }), lost);
  assert.throws(() => parseGrid(chapter, { grid: ["seed=1,9007199254740993"] }), lost);
  assert.throws(() => parseGrid(chapter, { set: ["stepSize=1e400"] }), /got 1e400, which is too large$/);
  assert.throws(() => parseGrid(chapter, { set: ["iterations=100.00000000000000000001"] }), /become 100$/);
});

test("a grid holds texts with commas, in quotes or in a list of JSON, and lists as values", () => {
  const chapter = read("let q = '', xs = [1], n = 0");
  const values = (name: string, text: string): unknown[] =>
    parseGrid(chapter, { grid: [`${name}=${text}`] }).map((parameters) => parameters[name]);
  assert.deepEqual(values("q", "a,b"), ["a", "b"]);
  assert.deepEqual(values("q", '"a,b",c'), ["a,b", "c"]);
  assert.deepEqual(values("q", '\'a,b\',"say \\"c,d\\""'), ["a,b", 'say "c,d"']);
  assert.deepEqual(values("q", '["a,b","c"]'), ["a,b", "c"]);
  assert.deepEqual(values("q", "don't,won't"), ["don't", "won't"]);
  assert.deepEqual(values("xs", "[1,2],[3]"), [[1, 2], [3]]);
  assert.deepEqual(values("xs", "[[1,2],[3]]"), [[1, 2], [3]]);
  assert.deepEqual(values("xs", "[1,2]"), [[1, 2]]);
  assert.deepEqual(values("n", "[1,2,1]"), [1, 2]);
  assert.throws(() => values("n", "[1,x]"), /requires n to be a number, such as 0, got \[1$/);
});

test("a file of YAML or JSON sets parameters, the command line goes before it", () => {
  const chapter = read("let q = '', xs = [1], n = 0");
  const file = path.join(folder, "given.yaml");
  const grid = (text: string, set: string[] = []): unknown => {
    writeFileSync(file, text);
    return parseGrid(chapter, { set, file: readParameterFile(file) });
  };
  assert.deepEqual(grid("q: 'a, b' # a text\nxs:\n- 1\n- {a: 2}\nn: 1e-3\n"), [{ q: "a, b", xs: [1, { a: 2 }], n: 0.001 }]); // prettier-ignore
  assert.deepEqual(grid('\uFEFF{"q": "5", "n": 7}\r\n', ["n=8"]), [{ n: 8, q: "5" }]);
  for (const [text, message] of [
    ["q: 5", /requires q to be a text, got 5$/],
    ["n: 9007199254740993", /got 9007199254740993, which would become 9007199254740992$/],
    ["xs: [1e400]", /got 1e400, which is too large$/],
    ["n: .nan", /requires a value that JSON has for n in .*given.yaml, got NaN$/],
    ["m: 1", /a parameter of declared, got m; /],
    ["a: 1\nb: [", /given.yaml to be YAML or JSON, got a mistake in line 2, column 5$/],
    ["n: 1\nn: 2", /got a mistake in line 2, column 1$/],
    ["[1]", /given.yaml to be names with values, such as seed: 2, got \[1\]$/],
    ["", /to be names with values, such as seed: 2, got null$/],
  ] as const)
    assert.throws(() => grid(text), { name: "RangeError", message }, text);
  assert.throws(() => readParameterFile(path.join(folder, "none")), /got no file: .*none$/);
  assert.throws(() => readParameterFile(folder), /got a folder: /);
});

test("the parameters of a chapter are listed with their values and what is said of them", () => {
  const lines = parameterLines(
    read("let q = 'x'; // a text\nlet mode: 'a' | 'b' = 'a'; /* how */\nlet c = f();"),
  );
  assert.deepEqual(lines, [
    "Parameters of declared, with their values unless they are set:",
    '  q     "x"                   a text',
    '  mode  "a"                   how; "a" or "b"',
    "  c     computed by the cell",
  ]);
});

test("a run's key has the values of parameters, not how the cell writes them", async () => {
  const keys = async (source: string, set: string[] = []): Promise<string[]> => {
    const chapter = read(source);
    return (await planRuns(chapter, parseGrid(chapter, { set }), checkout, { say: () => {} })).map(({ key }) => key); // prettier-ignore
  };
  const [key] = await keys("let q = 1_000; let seed = 1;");
  assert.deepEqual(await keys("let q = 1000; let seed = 1;"), [key]);
  assert.deepEqual(await keys("let q = 5; let seed = 2;", ["q=1000", "seed=1"]), [key]);
  assert.notDeepEqual(await keys("let q = 1001; let seed = 1;"), [key]);
  assert.notDeepEqual(await keys("const q = 1000; let seed = 1;"), [key]);
  assert.equal(withoutValues("let q = 1, r = [2];", declaredParameters("let q = 1, r = [2];")), "let q = , r = ;"); // prettier-ignore
});

test("an alias of YAML whose anchor is not there is refused at its place", () => {
  assert.deepEqual(parseYaml("a: 1\nb: *none\n", "x requires"), { line: 2, column: 4 });
  assert.deepEqual(parseYaml("a: &one 1\nb: *one\n", "x requires"), { value: { a: 1, b: 1 } });
});
