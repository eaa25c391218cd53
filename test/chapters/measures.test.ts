import assert from "node:assert/strict";
import test from "node:test";
import ts from "typescript";
import { chapters, type Cell } from "./chapters";

/* What a chapter is measured by: STYLE says the figures, and why. */

const sourceOf = (cell: Cell): string => cell.source.join("");
const wordsIn = (cell: Cell): number =>
  sourceOf(cell)
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word)).length;

/** The middle value; of an even number of values, the mean of the middle two. */
function median(values: readonly number[]): number {
  const order = [...values].sort((a, b) => a - b);
  const middle = order.length / 2;
  return (order[Math.floor(middle)] + order[Math.ceil(middle) - 1]) / 2;
}

/** The functions that a cell names, with the lines that each takes: `const f = (x) => ...` or `function f(x) {...}`. */
function functionsIn(cell: Cell): { name: string; lines: number }[] {
  const file = ts.createSourceFile("cell.ts", sourceOf(cell), ts.ScriptTarget.ES2022, true);
  const found: { name: string; lines: number }[] = [];
  const add = (name: string, node: ts.Node): void => {
    found.push({ name, lines: node.getText(file).split("\n").length });
  };
  const visit = (node: ts.Node): void => {
    const value = ts.isVariableDeclaration(node) ? node.initializer : undefined;
    if (value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)))
      add((node as ts.VariableDeclaration).name.getText(file), value);
    if (ts.isFunctionDeclaration(node)) add(node.name?.text ?? "", node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

for (const { name, cells } of chapters()) {
  const code = cells.filter((cell) => cell.cell_type === "code");
  const prose = cells.filter((cell) => cell.cell_type === "markdown");

  test(`${name} has one to two cells of text for each cell of code`, () => {
    const ratio = prose.length / code.length;
    assert.ok(ratio >= 1 && ratio <= 2, `${prose.length} to ${code.length}`);
  });

  test(`${name} has cells of at most 25 lines, and the half of them of at most 8`, () => {
    for (const { id, source } of code)
      assert.ok(source.length <= 25, `${id} has ${source.length} lines, and may have 25`);
    const middle = median(code.map(({ source }) => source.length));
    assert.ok(middle <= 8, `the median is ${middle}`);
  });

  test(`${name} has texts of one line and of a paragraph, none above 120 words`, () => {
    for (const cell of prose) assert.ok(wordsIn(cell) <= 120, `${cell.id} has ${wordsIn(cell)} words`);
    const counts = prose.slice(0, -1).map(wordsIn); // the last is the link onwards
    assert.ok(Math.min(...counts) <= 35, `the shortest has ${Math.min(...counts)} words`);
    assert.ok(Math.max(...counts) >= 60, `the longest has ${Math.max(...counts)} words`);
  });

  test(`${name} leaves functions to src: at most four small ones are named in its cells`, () => {
    const named = code.flatMap(functionsIn);
    for (const { name: each, lines } of named)
      assert.ok(lines <= 8, `${each} has ${lines} lines: a function of more than 8 belongs into src/`);
    assert.ok(named.length <= 4, `${named.map((each) => each.name).join(", ")}`);
  });

  test(`${name} checks what it claims`, () => {
    const checks = code.filter((cell) =>
      /\bassert\b[.(]|\brequireGradient\(|\.check\(\)|\bexpectError\(/.test(sourceOf(cell)),
    );
    assert.ok(checks.length >= 2, `${checks.length} of ${code.length} cells can fail`);
  });

  test(`${name} opens with a question and ends with what is known, a task and a link onwards`, () => {
    assert.match(sourceOf(prose[0]), new RegExp(`^# ${name.slice(0, 2)} .*\\*\\*[^*]*\\?\\*\\*`, "s"));
    const text = prose.map(sourceOf).join("\n");
    for (const heading of ["## What we know now", "## Your turn"]) assert.ok(text.includes(heading), heading);
    assert.match(sourceOf(prose[prose.length - 1]), /\]\(\d\d-[a-z-]+\.ipynb\)/);
  });
}
