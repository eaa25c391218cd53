import type { IndexName } from "../latex/expression";
import type { Message } from "../latex/message";
import { code, joinMessages, message, messageText } from "../latex/message";
import type { Shape } from "../declare/shape";
import { isScalar, shapeText } from "../declare/shape";
import type { Index } from "../typed/indices";
import { createTestPoints } from "../numbers/test-points";
import type { TypedExpression } from "../typed/typed-expression";
import type { Declarations } from "../declare/declarations";
import { comparable } from "../typed/elaborate";
import { listEntries, lower } from "../proof/lower";
import { compareAt } from "../numbers/compare-at";
import { compareNumbers, findPole } from "../numbers/compare-numbers";
import type { Property } from "../declare/properties";
import type { Point } from "../numbers/point";
import type { Proof } from "../proof/prove";
import { prove } from "../proof/prove";
import type { Context } from "../typed/context";
import { createContext } from "../typed/context";
import { createAssumptions } from "../proof/assumptions";
import { differByRounding } from "./rounding";

/** What one check says. Only "passed" is a pass. */
export interface Check {
  verdict: "passed" | "failed" | "not decided";
  says: Message;
  /** Steps of a proof, the same on every machine. */
  steps?: number;
}

/** Whether two sides are equal: by shape, in numbers and by proof. */
export interface Comparison {
  /** "yes" only if all three checks passed. */
  answer: "yes" | "no" | "unknown";
  shapes: Check;
  numbers: Check;
  proof: Check;
  context: Context;
  /** Where they differ. */
  at?: Point;
  /** Whether they were not compared at some points, such as those without a value. */
  partial?: boolean;
}

/** What a check says that was not needed, since another had already decided. */
export const untried: Message = ["not tried"];
const notTried: Check = { verdict: "not decided", says: untried };

const roundedOnly: Check = {
  verdict: "not decided",
  says: message`its sides are equal to the digits that are written, no further; ${code("\\approx")} says so`,
};

/** Compares two sides of an equation; `chain` are all sides of its chain, so that they share their test points. */
export function compare(
  left: TypedExpression,
  right: TypedExpression,
  declared: Declarations,
  chain: readonly TypedExpression[] = [],
): Comparison {
  const context = createContext([left, right, ...chain], declared);
  const key = textOf([left, right, context]);
  const comparison = compared.get(key) ?? decide(left, right, context);
  if (compared.size >= mostKept) compared.clear();
  compared.set(key, comparison);
  return comparison;
}

/**
 * Whether two sides are equal by all three checks, for where it does not matter why they are not: a proof is asked for only
 * where the numbers agree.
 */
export function areEqual(
  left: TypedExpression,
  right: TypedExpression,
  declared: Declarations,
): "proved" | "unproved" | "no" {
  if (!comparable(left, right)) return "no";
  const context = createContext([left, right], declared);
  const found = guarded(() => compareNumbers(left, right, context, testPointsFor(context)));
  if ("says" in found || found.verdict !== "agree") return "no";
  return proved(left, right, context).verdict === "passed" ? "proved" : "unproved";
}

/** What was compared lately: while somebody writes a derivation, most of its lines stay as they are. */
const compared = new Map<string, Comparison>();
const mostKept = 200;

function decide(left: TypedExpression, right: TypedExpression, context: Context): Comparison {
  if (!comparable(left, right)) {
    const says = message`the left side is ${shapeText(left)}, the right side is ${shapeText(right)}`;
    return {
      answer: "no",
      shapes: { verdict: "failed", says },
      numbers: notTried,
      proof: notTried,
      context,
    };
  }
  const shapes: Check = {
    verdict: "passed",
    says: message`both sides are ${shapeText(left)}${layoutText([left, right])}`,
  };
  const found = guarded(() => compareNumbers(left, right, context, testPointsFor(context)));
  if ("says" in found) return { answer: "unknown", shapes, numbers: found, proof: notTried, context };
  if (found.verdict === "differ" && context.variables.size === 0 && differByRounding(left, right, found.at))
    return { answer: "unknown", shapes, numbers: roundedOnly, proof: notTried, context };
  if (found.verdict === "differ") return refuted({ left, right, context, shapes, at: found.at });
  if (found.verdict === "undecided") {
    const pole = findPole(left, right, testPointsFor(context));
    if (pole) return refuted({ left, right, context, shapes, at: pole });
    return {
      answer: "unknown",
      shapes,
      numbers: { verdict: "not decided", says: [found.because] },
      proof: notTried,
      context,
    };
  }
  const says = message`both sides are equal at ${found.points} test points, at ${found.precise} of them in at least 64 digits, and at ${found.formulas} also by mathjs's own derivative`;
  const proof = proved(left, right, context);
  const pole = proof.verdict === "passed" ? undefined : findPole(left, right, testPointsFor(context));
  if (pole) return refuted({ left, right, context, shapes, at: pole });
  const answer = proof.verdict === "passed" ? "yes" : "unknown";
  const partial = found.points < testPointsFor(context).length;
  return { answer, shapes, numbers: { verdict: "passed", says }, proof, context, partial };
}

/** A difference at a point, unless the proof says that there is none: then one of the two is our mistake. */
function refuted({
  left,
  right,
  context,
  shapes,
  at,
}: Pick<Comparison, "context" | "shapes"> & {
  left: TypedExpression;
  right: TypedExpression;
  at: Point;
}): Comparison {
  const numbers: Check = { verdict: "failed", says: ["the sides differ at a point"] };
  const proof = hasBothValues(left, right, at) ? proved(left, right, context) : notTried;
  if (proof.verdict !== "passed") return { answer: "no", shapes, numbers, proof: notTried, context, at };
  return { answer: "unknown", shapes, numbers, proof, context, at };
}

/** A proof holds only where both sides have a value. */
function hasBothValues(left: TypedExpression, right: TypedExpression, at: Point): boolean {
  const found = compareAt(left, right, at);
  return found.verdict === "different" && found.left !== undefined && found.right !== undefined;
}

/** Which layout the derivatives have, where that changes their shape. */
function layoutText(sides: readonly TypedExpression[]): string {
  const slope = sides.find((side) => side.kind === "derivative" && !isScalar(side));
  return slope?.kind === "derivative" ? `, in ${slope.layout} layout` : "";
}

/** Test points are made once for each context that reads the same, so that values at them are computed once. */
const made = new Map<string, Point[]>();

function testPointsFor(context: Context): Point[] {
  const key = textOf(context);
  const points = made.get(key) ?? createTestPoints(context);
  if (made.size > 50) made.clear();
  made.set(key, points);
  return points;
}

/** Plain data as a text that is equal only for equal data. */
function textOf(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

function proved(left: TypedExpression, right: TypedExpression, context: Context): Check {
  const shape = left.rows === "1" && left.columns === "1" ? right : left;
  const found = guarded(() => proveEntries(left, right, shape, context));
  if ("says" in found) return found;
  if (found.verdict === "not proved")
    return { verdict: "not decided", says: message`not proved: ${found.because}`, steps: found.steps };
  return {
    verdict: "passed",
    steps: found.steps,
    says: message`proved for every size${listSizes(context)}${assumed(context)}: ${found.because}`,
  };
}

/** A proof for every entry: one for all where a side may have any size, one each where it is written out. */
function proveEntries(left: TypedExpression, right: TypedExpression, shape: Shape, context: Context): Proof {
  const assumptions = createAssumptions(context, shape);
  const proofs = listEntries(shape).map(({ row, column }) =>
    prove(lower(left, row, column), lower(right, row, column), assumptions),
  );
  const steps = proofs.reduce((total, proof) => total + proof.steps, 0);
  return { ...(proofs.find(({ verdict }) => verdict === "not proved") ?? proofs[0]), steps };
}

function listSizes({ sizes }: Context): string {
  return sizes.length ? ` ${sizes.join(", ")}` : "";
}

function assumed({ draws, different, without, variables }: Context): Message {
  const name = (index: Index): IndexName => indexName(index, draws);
  const draw = (of: string): IndexName => ({ name: draws.get(of)?.letter ?? of });
  const all = [
    ...[...draws]
      .filter(([, { distinct }]) => distinct)
      .map(([of]) => message`the draws ${draw(of)} are distinct`),
    ...without.map(([of, index]) => message`${draw(of)} is never ${name(index)}`),
    ...different.map(([left, right]) => message`${name(left)} ≠ ${name(right)}`),
    ...[...variables.values()]
      .filter(({ positive }) => positive)
      .map((each) => message`${each.name} is positive`),
    ...[...variables.values()].flatMap(({ name, properties }) =>
      properties.map((property) => message`${name} ${propertyText[property]}`),
    ),
  ];
  const distinct = [...new Map(all.map((each) => [messageText(each), each])).values()];
  return distinct.length ? message`, if ${joinMessages(distinct, ", ", " and ")}` : [];
}

const propertyText: Record<Property, string> = {
  symmetric: "is symmetric",
  "positive semidefinite": "is positive semidefinite",
  "positive definite": "is positive definite",
  invertible: "has an inverse",
  nonzero: "is not 0",
  ones: "has only ones",
  "in (0, 1)": "is between 0 and 1",
  "sums to 1": "sums to 1",
  unit: "has length 1",
  orthogonal: "is orthogonal",
  "orthonormal columns": "has orthonormal columns",
  "orthonormal rows": "has orthonormal rows",
};

/** An index as it is written. */
function indexName(index: Index, draws: Context["draws"]): IndexName {
  if (index.kind === "index") return { name: index.name };
  return {
    name: draws.get(index.of)?.letter ?? index.of,
    at: index.at.map((each) => indexName(each, draws)),
  };
}

/** A check that throws is not a pass; it says what happened. */
function guarded<T>(check: () => T): T | Check {
  try {
    return check();
  } catch (error) {
    return { verdict: "not decided", says: [error instanceof Error ? error.message : String(error)] };
  }
}
