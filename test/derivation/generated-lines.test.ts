import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "../../dist/derivation/decision/comparison";
import { declare } from "../../dist/derivation/declare/declare";
import { knownNames, type Declarations } from "../../dist/derivation/declare/declarations";
import { sameShape } from "../../dist/derivation/declare/shape";
import { derive } from "../../dist/derivation/derivation";
import type { Expression } from "../../dist/derivation/latex/expression";
import { print } from "../../dist/derivation/latex/printer";
import { readExpression } from "../../dist/derivation/latex/reader";
import { elaborate } from "../../dist/derivation/typed/elaborate";
import { below, type Random } from "../../dist/random/random";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { pairs } from "./identities";
import { rewrite } from "./rewrite";

/** So many lines; 100000 by `DERIVATION_LINES=100000 npm test -- generated-lines`. */
const count = Number(process.env.DERIVATION_LINES ?? 10_000);
const seed = 20_261_129;

/** An equation of which it is known whether it holds. */
interface Known {
  under: string;
  declared: Declarations;
  left: Expression;
  right: Expression;
  holds: boolean;
}

/** The identities and their mistakes, as far as both sides have one shape. */
function knownEquations(): Known[] {
  return pairs.flatMap(({ under, right, wrong }) =>
    [right, wrong].flatMap((latex, i) => {
      const { lines, declared } = derive(latex, declare(under));
      const [{ left, right: other, checks }] = lines;
      if (lines.length !== 1 || checks?.shapes.verdict !== "passed") return [];
      if (!left || typeof left === "string" || typeof other === "string") return [];
      return [{ under, declared, left, right: other, holds: i === 0 }];
    }),
  );
}

/** The same equation, both sides rewritten up to three times, or turned round. */
function vary(known: Known, random: Random): Known | undefined {
  let { left, right } = known;
  for (let i = below(random, 3) + 1; i > 0; i--) {
    const isLeft = below(random, 2) === 0;
    const found = rewrite(isLeft ? left : right, known.declared, random);
    if (!found) continue;
    if (isLeft) left = found;
    else right = found;
  }
  if (below(random, 4) === 0) [left, right] = [right, left];
  return keepsShapes(known, left, right) ? { ...known, left, right } : undefined;
}

/** Whether a rewritten side can still be understood, and has its shape. */
function keepsShapes({ left: before, declared }: Known, left: Expression, right: Expression): boolean {
  try {
    const shape = elaborate(before, declared);
    return [left, right].every((side) => sameShape(elaborate(side, declared), shape));
  } catch {
    return false;
  }
}

const markOfAnswer = { yes: "right", no: "wrong here", unknown: "not decided" };

/** The mark of a line, read from text, without the help that a wrong one gets: most of the time would go into that. */
function markOf({ left, right, declared }: Known): string {
  const names = knownNames(declared);
  const [a, b] = [left, right].map((side) => elaborate(readExpression(print(side), names), declared));
  return markOfAnswer[compare(a, b, declared).answer];
}

test(`of ${count} generated lines no false one is called right, and no true one wrong`, (t) => {
  const random = new Xoshiro128(seed);
  const known = knownEquations();
  const marks = { true: new Map<string, number>(), false: new Map<string, number>() };
  const refused: string[] = [];
  for (let made = 0; made < count;) {
    const line = vary(known[below(random, known.length)], random);
    if (!line) continue;
    made++;
    const latex = `${print(line.left)} = ${print(line.right)}`;
    const mark = made % 50 === 0 ? derive(latex, line.declared).lines[0].mark : markOf(line);
    const list = marks[`${line.holds}`];
    list.set(mark, (list.get(mark) ?? 0) + 1);
    const expected = line.holds ? ["right", "not decided"] : ["wrong here", "not decided"];
    if (!expected.includes(mark)) refused.push(`${mark}: ${latex} under ${line.under}`);
  }
  for (const [holds, list] of Object.entries(marks))
    t.diagnostic(`${holds}: ${[...list].map(([mark, many]) => `${many} ${mark}`).join(", ")}`);
  assert.deepEqual(refused, []);
  const open = (marks.true.get("not decided") ?? 0) + (marks.false.get("not decided") ?? 0);
  assert.ok(open <= 0.01 * count, `${open} of ${count} lines are not decided`);
});
