import { casesOf } from "./cases";
import type { Core } from "./core";
import { isScalar, shapeText } from "./core";
import type { Declarations } from "./declarations";
import { comparable } from "./elaborate";
import { anyEntry, lower } from "./lower";
import { compareNumbers } from "./numbers";
import type { Point } from "./point";
import { prove } from "./proof/prove";
import type { Index } from "./proof/scalar";
import type { Situation } from "./situation";
import { settingOf, situationOf } from "./situation";

/** What one check says. Only "passed" is a pass. */
export interface Check {
  verdict: "passed" | "failed" | "not decided";
  says: string;
}

/** Whether two sides are equal: by shape, in numbers and by proof. */
export interface Comparison {
  /** "yes" only if all three checks passed. */
  answer: "yes" | "no" | "unknown";
  shapes: Check;
  numbers: Check;
  proof: Check;
  situation: Situation;
  /** Where they differ. */
  at?: Point;
}

/** What a check says that was not needed, since another had already decided. */
export const untried = "not tried";
const notTried: Check = { verdict: "not decided", says: untried };

/** Compares two sides of an equation; `context` are all sides of its chain, so that they share their cases. */
export function compare(
  left: Core,
  right: Core,
  declared: Declarations,
  context: readonly Core[] = [],
): Comparison {
  const situation = situationOf([left, right, ...context], declared);
  if (!comparable(left, right)) {
    const says = `the left side is ${shapeText(left)}, the right side is ${shapeText(right)}`;
    return {
      answer: "no",
      shapes: { verdict: "failed", says },
      numbers: notTried,
      proof: notTried,
      situation,
    };
  }
  const shapes: Check = {
    verdict: "passed",
    says: `both sides are ${shapeText(left)}${layoutText([left, right])}`,
  };
  const found = guarded(() => compareNumbers(left, right, situation, casesFor(situation)));
  if ("says" in found) return { answer: "unknown", shapes, numbers: found, proof: notTried, situation };
  if (found.verdict === "differ") {
    const says = `the sides differ at point ${found.points + 1}`;
    return {
      answer: "no",
      shapes,
      numbers: { verdict: "failed", says },
      proof: notTried,
      situation,
      at: found.at,
    };
  }
  if (found.verdict === "undecided") {
    return {
      answer: "unknown",
      shapes,
      numbers: { verdict: "not decided", says: found.because },
      proof: notTried,
      situation,
    };
  }
  const says = `equal at ${found.points} points in at least 64 digits, at ${found.formulas} of them by mathjs's own derivative as well`;
  const proof = proved(left, right, situation);
  const answer = proof.verdict === "passed" ? "yes" : "unknown";
  return { answer, shapes, numbers: { verdict: "passed", says }, proof, situation };
}

/** Which layout the derivatives have, where that changes their shape. */
function layoutText(sides: readonly Core[]): string {
  const slope = sides.find((side) => side.kind === "derivative" && !isScalar(side));
  return slope?.kind === "derivative" ? `, in ${slope.layout} layout` : "";
}

/** Cases are made once for each situation that reads the same, so that values at them are computed once. */
const made = new Map<string, Point[]>();

function casesFor(situation: Situation): Point[] {
  const key = JSON.stringify(situation, (_, value) => (value instanceof Map ? [...value] : value));
  const cases = made.get(key) ?? casesOf(situation);
  if (made.size > 50) made.clear();
  made.set(key, cases);
  return cases;
}

function proved(left: Core, right: Core, situation: Situation): Check {
  const shape = left.rows === "1" && left.columns === "1" ? right : left;
  const { row, column } = anyEntry(shape);
  const found = guarded(() =>
    prove(lower(left, row, column), lower(right, row, column), settingOf(situation, shape)),
  );
  if ("says" in found) return found;
  if (found.verdict === "not proved") return { verdict: "not decided", says: `not proved: ${found.because}` };
  return {
    verdict: "passed",
    says: `proved for every size${sizesOf(situation)}${assumed(situation)}: ${found.because}`,
  };
}

function sizesOf({ sizes }: Situation): string {
  return sizes.length ? ` ${sizes.join(", ")}` : "";
}

function assumed({ draws, different, without, variables }: Situation): string {
  const all = [
    ...[...draws].filter(([, { distinct }]) => distinct).map(([of]) => `${letterOf(of)} distinct`),
    ...without.map(([of, index]) => `${letterOf(of)} never ${indexName(index)}`),
    ...different.map(([left, right]) => `${indexName(left)} ≠ ${indexName(right)}`),
    ...[...variables].filter(([, { positive }]) => positive).map(([name]) => `${name} positive`),
  ];
  return all.length ? `, given ${[...new Set(all)].join(", ")}` : "";
}

const letterOf = (of: string): string => of.replace(/\[.*/, "");

function indexName(index: Index): string {
  return index.kind === "index" ? index.name : `${letterOf(index.of)}_${index.at.map(indexName).join(",")}`;
}

/** A check that throws is not a pass; it says what happened. */
function guarded<T>(check: () => T): T | Check {
  try {
    return check();
  } catch (error) {
    return { verdict: "not decided", says: error instanceof Error ? error.message : String(error) };
  }
}
