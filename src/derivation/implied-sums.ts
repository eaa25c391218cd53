import type { Declarations } from "./declare/declarations";
import { Derivation } from "./derivation";
import { namesUnder } from "./infer/hidden-derivatives";
import { isFigure, usesIn } from "./infer/uses";
import type { Expression, IndexName } from "./latex/expression";
import { indexText, nameText } from "./latex/name-text";
import { message } from "./latex/message";
import { opened, settleFollowers } from "./opened-lines";
import type { Line } from "./verdict/line";

const convention =
  /\bEinstein(?:'s|’s)?\s+(?:\w+\s+)?(?:notation|convention|sum)|\bsummation\s+(?:\w+\s+)?convention|\brepeated[-\s](?:index|indices)|\bsum(?:s|med|ming)?\s+over\s+repeated\b/i;

const implied = message`the text says that repeated indices are summed, and a sum without its sign is not worked out`;

/**
 * Where the text says that repeated indices are summed, a line below it is not decided instead of wrong if an index stands
 * on one of its sides only, or twice in one term and not in another: a sum without its sign is meant, and which one is not worked out.
 */
export function withImpliedSums(derivation: Derivation): Derivation {
  const { latex, lines, declared, unchecked, source } = derivation;
  const from = source ? source.text.search(convention) : -1;
  if (from < 0) return derivation;
  let left: Expression | undefined;
  const decided = lines.map((line): Line => {
    if (line.left !== undefined) {
      left = typeof line.left === "string" ? undefined : line.left;
    }
    if (line.from < from || !/^(?:wrong|inherited|right but)/.test(line.mark)) return line;
    const sides = [left, line.right].flatMap((side) => (side && typeof side !== "string" ? [side] : []));
    if (!impliesSum(sides, declared)) return line;
    return opened(line, implied, message`write the sums`);
  });
  return new Derivation(latex, settleFollowers(lines, decided), declared, unchecked, source);
}

/** Whether an index stands free on one side only, or in a definition of what stands there and not in its name. */
function impliesSum(sides: readonly Expression[], declared: Declarations): boolean {
  const [first, ...others] = sides.map((side) => freeIndices(side));
  const differs = others.some((other) => other.size !== first.size || [...other].some((i) => !first.has(i)));
  const names = namesUnder(sides, declared);
  const used = [...declared.definitions].filter(
    ([key, { name }]) => names.has(key) || names.has(nameText(name)),
  );
  return (
    differs ||
    sumsInOneTerm(sides) ||
    used.some(([, { name, body }]) => {
      const own = new Set((name.indices ?? []).map(indexText));
      return [...freeIndices(body)].some((index) => !own.has(index));
    })
  );
}

/** Whether an index stands free more than once in one term and not in another that has indices, as j in `a_{kj} x_j + b_k`. */
function sumsInOneTerm(sides: readonly Expression[]): boolean {
  const counts = sides.flatMap(termsOf).map((term) => {
    const { indices } = usesIn([{ at: 0, sides: [term] }]);
    const free = [...indices].map(([text, uses]): [string, number] => [
      text,
      uses.filter(({ index, bound }) => !bound && isLetter(index)).length,
    ]);
    return new Map(free.filter(([, count]) => count > 0));
  });
  const indexed = counts.filter(({ size }) => size > 0);
  return indexed.some((term) =>
    [...term].some(([index, count]) => count > 1 && indexed.some((other) => !other.has(index))),
  );
}

function termsOf(node: Expression): Expression[] {
  if (node.kind === "add" || node.kind === "subtract") return [...termsOf(node.left), ...termsOf(node.right)];
  return node.kind === "negate" ? termsOf(node.of) : [node];
}

const isLetter = (index: IndexName): boolean => !isFigure(index) && index.at === undefined;

function freeIndices(side: Expression): Set<string> {
  const { indices } = usesIn([{ at: 0, sides: [side] }]);
  const free = [...indices].filter(([, uses]) => uses.some(({ index, bound }) => !bound && isLetter(index)));
  return new Set(free.map(([text]) => text));
}
