import { knownNames } from "../../derivation/declare/declarations";
import { declare } from "../../derivation/declare/declare";
import { children, withChild, type Expression } from "../../derivation/latex/expression";
import { message, type Message } from "../../derivation/latex/message";
import { readExpression } from "../../derivation/latex/reader";
import type { BookLine } from "./derivation-exercise";
import { derivationExercises, type DerivationName } from "./derivation-exercises";
import type { Judged } from "./judge";
import { holds, letters, likeness, partsOf, size } from "./likeness";

/** 1: the rule to use; 2: the shape of the next line; 3: the next line with a gap. */
export type HintStep = 1 | 2 | 3;

const box: Expression = { kind: "symbol", name: "\\square" };

/**
 * A hint for the line that comes next, made from the book's derivation and the last line that was right. It never holds
 * the whole next line.
 *
 * @returns undefined if the derivation is at its end
 */
export function hintFor(name: DerivationName, judged: Judged, step: HintStep): Message | undefined {
  if (judged.finished) return undefined;
  const { last, lastNumber } = judged;
  const { next, rule } = nextLine(name, last);
  const from =
    lastNumber === 0
      ? message`From the start, ${last}`
      : message`From your line ${lastNumber}, whose right side is ${last}`;
  if (step === 1) return message`${from}: ${rule}.${placeToLook(last, next)}`;
  const known = new Set(partsOf(last).map((part) => likeness(part)));
  if (step === 2)
    return message`${from}, to a line of the shape ${shapeOf(next, known)}. What stays is written, each box is new.`;
  return message`${from}, to this line, with something in place of the box: ${withGap(next, known)}.`;
}

interface Next {
  readonly next: Expression;
  readonly rule: string;
  /** how like the line before it is to the student's, from 0 to 1 */
  readonly alike: number;
}

/** The line after the one that is most like the student's, and its rule: of the book, or of another way that is more like it. */
function nextLine(name: DerivationName, last: Expression): Next {
  const { book, otherWays = [] } = derivationExercises[name];
  return [book, ...otherWays]
    .map((way) => nextOn(way, name, last))
    .reduce((best, each) => (each.alike > best.alike ? each : best));
}

function nextOn(book: readonly BookLine[], name: DerivationName, last: Expression): Next {
  const { declarations, left } = derivationExercises[name];
  const names = knownNames(declare(declarations));
  const lines = [left, ...book.map(({ latex }) => latex)].map((latex) => readExpression(latex, names));
  const own = featuresOf(last);
  const differentiated = !holds(last, "derivative");
  const before = lines.map((line) => holds(line, "derivative")).lastIndexOf(true); // no step over what it has not done
  let [at, most] = [0, -1];
  for (let i = 0; i + 1 < lines.length; i++) {
    if (differentiated ? holds(lines[i + 1], "derivative") : before >= 0 && i > before) continue;
    const alike = likeness(lines[i]) === likeness(last) ? 1 : share(own, featuresOf(lines[i]));
    if (alike > most) [at, most] = [i, alike];
  }
  const isSaid = (line: Expression): boolean =>
    likeness(line) === likeness(last) && letters(line) >= letters(last);
  while (at + 2 < lines.length && isSaid(lines[at + 1])) at++;
  return { next: lines[at + 1], rule: book[at].rule, alike: most };
}

/** What a line is made of: each part, and each kind of part. */
function featuresOf(node: Expression): Map<string, number> {
  const found = new Map<string, number>();
  for (const part of partsOf(node))
    for (const feature of [likeness(part), `kind ${part.kind === "call" ? part.name : part.kind}`])
      found.set(feature, (found.get(feature) ?? 0) + 1);
  return found;
}

/** How many features two lines share, of all that they have. */
function share(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [both, either] = [0, 0];
  for (const feature of new Set([...a.keys(), ...b.keys()])) {
    const [inA, inB] = [a.get(feature) ?? 0, b.get(feature) ?? 0];
    both += Math.min(inA, inB);
    either += Math.max(inA, inB);
  }
  return both / either;
}

/** Names the part of the last line that the next one no longer has, where it is a part and not all. */
function placeToLook(last: Expression, next: Expression): Message {
  const kept = new Set(partsOf(next).map((part) => likeness(part)));
  const gone = termsOf(last).filter((term) => !kept.has(likeness(term)));
  return gone.length === 0 || gone.length === termsOf(last).length ? [] : message` Look at ${gone[0]}.`;
}

function termsOf(node: Expression): Expression[] {
  if (node.kind === "add" || node.kind === "subtract") return [...termsOf(node.left), ...termsOf(node.right)];
  return node.kind === "negate" ? termsOf(node.of) : [node];
}

/** The line with a box for each part that is new, under the signs, sums and products that hold it. */
function shapeOf(node: Expression, known: ReadonlySet<string>): Expression {
  const shape = boxed(node, known, 0);
  return partsOf(shape).some((part) => part === box) && shape !== box ? shape : withGap(node, known);
}

const transparent = ["add", "subtract", "negate", "times", "sum", "fraction"];

function boxed(node: Expression, known: ReadonlySet<string>, depth: number): Expression {
  if (depth > 0 && known.has(likeness(node)) && size(node) > 1) return node;
  if (!transparent.includes(node.kind)) return known.has(likeness(node)) && depth > 1 ? node : box;
  return children(node).reduce(
    (whole, [field, child]) => withChild(whole, field, boxed(child, known, depth + 1)),
    node,
  );
}

/** The line with one part left out: a new one where there is one, the largest that is at most half of the line. */
function withGap(node: Expression, known: ReadonlySet<string>): Expression {
  const places = inner(node).filter(({ part }) => part.kind !== "number" || size(node) < 4);
  const half = places.filter(({ part }) => 2 * size(part) <= size(node));
  const fresh = half.filter(({ part }) => !known.has(likeness(part)));
  const pool = fresh.length > 0 ? fresh : half.length > 0 ? half : places;
  const best = pool.reduce<(typeof pool)[number] | undefined>(
    (a, b) => (a === undefined || size(b.part) > size(a.part) ? b : a),
    undefined,
  );
  return best === undefined ? box : best.without;
}

/** Every part of a line but the whole, and the line with a box in its place. */
function inner(node: Expression): { part: Expression; without: Expression }[] {
  return children(node).flatMap(([field, child]) => [
    { part: child, without: withChild(node, field, box) },
    ...inner(child).map(({ part, without }) => ({ part, without: withChild(node, field, without) })),
  ]);
}
