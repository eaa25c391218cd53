import { bigNumbers } from "./arithmetic";
import { casesOf } from "./cases";
import type { AtPoint } from "./compare-at";
import { compareAt } from "./compare-at";
import type { Core } from "./core";
import { evaluate, TooLong } from "./evaluate";
import { valueByFormula } from "./formula";
import { anyEntry, lower } from "./lower";
import type { Point } from "./point";
import type { Situation } from "./situation";

/** What numbers say of an equation. Only `agree` is a pass, and only with at least one point. */
export type Numbers =
  | { verdict: "agree"; points: number; formulas: number }
  | { verdict: "differ"; points: number; at: Point }
  | { verdict: "undecided"; points: number; because: string };

/** So many cases are also worked out by mathjs alone, from the lowered entries. */
const formulaCases = 2;

/**
 * Compares two expressions in numbers at every case of the situation, on two routes: matrices with difference
 * quotients, and mathjs's formula and derivative of every lowered entry. The routes have to agree.
 */
export function compareNumbers(
  left: Core,
  right: Core,
  situation: Situation,
  cases = casesOf(situation),
): Numbers {
  let points = 0;
  let formulas = 0;
  let tooLong = 0;
  for (const at of cases) {
    const verdict = tooLong < 2 ? verdictAt(left, right, at) : "too long";
    if (verdict === "too long") tooLong++;
    if (verdict === "different") return { verdict: "differ", points, at };
    if (verdict !== "equal") continue;
    points++;
    if (formulas >= formulaCases) continue;
    for (const side of [left, right]) {
      if (!routesAgree(side, at))
        return { verdict: "undecided", points, because: "two ways to compute it disagree" };
    }
    formulas++;
  }
  if (points > 0) return { verdict: "agree", points, formulas };
  return { verdict: "undecided", points, because: whyNone(cases.length, tooLong) };
}

function whyNone(cases: number, tooLong: number): string {
  if (cases === 0) return "no case satisfies the hypotheses";
  return tooLong > 0 ? "it takes too many steps to compute" : "both sides have no value at any point";
}

function verdictAt(left: Core, right: Core, at: Point): AtPoint["verdict"] | "too long" {
  try {
    return compareAt(left, right, at).verdict;
  } catch (error) {
    if (error instanceof TooLong) return "too long";
    throw error;
  }
}

const agreed = new WeakMap<Core, WeakMap<Point, boolean>>();

/** Whether matrices with differences and mathjs's formula give the same entries, to 15 digits. */
export function routesAgree(core: Core, at: Point): boolean {
  const known = agreed.get(core) ?? new WeakMap<Point, boolean>();
  agreed.set(core, known);
  const found = known.get(at) ?? compareRoutes(core, at);
  known.set(at, found);
  return found;
}

function compareRoutes(core: Core, at: Point): boolean {
  const real = bigNumbers(64);
  const { row, column } = anyEntry(core);
  const scalar = lower(core, row, column);
  return evaluate(core, at, real).every((line, i) =>
    line.every((entry, j) => {
      const other = valueByFormula(
        scalar,
        at,
        new Map([
          ["row", i],
          ["column", j],
        ]),
      );
      if (!other) return false;
      const apart = Math.abs(real.number(real.minus(entry, other)));
      return apart <= 1e-15 * Math.max(1, Math.abs(real.number(entry)));
    }),
  );
}
