import type { Expression, IndexName, SymbolName } from "./expression";
import { children, withChild } from "./expression";
import { indexText } from "./name-text";
import { Beyond } from "./malformed";
import { code, message } from "./message";

interface Term {
  minus: boolean;
  term: Expression;
}

/**
 * An expression in which sums reach as far as their index does: `\sum_i y_i \log p_i + (1 - y_i) \log(1 - p_i)` is the
 * sum of both terms, as there is no other i: none in front of the sum, and none on the other side.
 *
 * @param other what it is said to equal; an index that stands there is one outside the sum as well
 * @throws Beyond where it is not clear which sign the terms behind the sum have
 */
export function withReach(node: Expression, other?: Expression): Expression {
  const inner = children(node).reduce(
    (whole, [field, child]) => replaced(whole, field, child, withReach(child, other)),
    node,
  );
  if (inner.kind !== "add" && inner.kind !== "subtract") return inner;
  const terms = termsOf(inner);
  for (const [k, { minus, term }] of terms.entries()) {
    const found = lastSum(term);
    if (!found) continue;
    const outside = [
      ...terms.slice(0, k).map((each) => each.term),
      ...found.before,
      ...(other ? [other] : []),
    ];
    if (outside.some((each) => hasFree(each, found.index))) continue;
    const last = terms.map((each, j) => j > k && hasFree(each.term, found.index)).lastIndexOf(true);
    if (last < 0) continue;
    const behind = terms.slice(k + 1, last + 1);
    if (minus !== found.negative && behind.some((each) => each.minus))
      throw new Beyond(
        message`it is not clear how far the sum over ${code(indexText(found.index))} reaches`,
        term.span?.[0] ?? 0,
        message`put what is summed in parentheses`,
      );
    const longer = { minus, term: found.withMore(behind) };
    return withReach(sumOf([...terms.slice(0, k), longer, ...terms.slice(last + 1)], inner.span), other);
  }
  return inner;
}

function replaced(whole: Expression, field: string, old: Expression, child: Expression): Expression {
  return old === child ? whole : withChild(whole, field, child);
}

function termsOf(node: Expression): Term[] {
  if (node.kind !== "add" && node.kind !== "subtract") return [{ minus: false, term: node }];
  return [...termsOf(node.left), { minus: node.kind === "subtract", term: node.right }];
}

function sumOf([first, ...rest]: readonly Term[], span: Expression["span"]): Expression {
  return rest.reduce<Expression>(
    (left, { minus, term }) => ({ kind: minus ? "subtract" : "add", left, right: term, span }),
    first.term,
  );
}

/** The sum with which a term ends, its index, whether it is taken negative, and the term with more in the sum. */
interface Reaching {
  index: IndexName;
  negative: boolean;
  /** The factors in front of the sum. */
  before: readonly Expression[];
  withMore: (behind: readonly Term[]) => Expression;
}

function lastSum(term: Expression): Reaching | undefined {
  if (term.kind === "sum") {
    const withMore = (behind: readonly Term[]): Expression => ({
      ...term,
      body: sumOf([{ minus: false, term: term.body }, ...behind], term.span),
    });
    return { index: term.bound.index, negative: false, before: [], withMore };
  }
  const field = term.kind === "negate" ? "of" : term.kind === "times" ? "right" : undefined;
  const inner = term.kind === "negate" ? term.of : term.kind === "times" ? term.right : undefined;
  const found = inner && lastSum(inner);
  if (!field || !found) return undefined;
  return {
    ...found,
    negative: found.negative !== (term.kind === "negate"),
    before: term.kind === "times" ? [term.left, ...found.before] : found.before,
    withMore: (behind) => withChild(term, field, found.withMore(behind)),
  };
}

/** Whether an index stands in an expression, outside sums over it. */
function hasFree(node: Expression, index: IndexName): boolean {
  const text = indexText(index);
  const isIt = (each: IndexName): boolean => indexText(each) === text || (each.at ?? []).some(isIt);
  const inName = ({ indices, raised }: SymbolName): boolean =>
    [...(indices ?? []), ...(raised?.indices ?? [])].some(isIt);
  if (node.kind === "symbol") return inName(node);
  if (node.kind === "sum" || node.kind === "product over" || node.kind === "list")
    return !isIt(node.bound.index) && hasFree(node.body, index);
  if (node.kind === "entry" && node.indices.some(isIt)) return true;
  if (node.kind === "indicator" && [node.left, node.right].some(isIt)) return true;
  if (node.kind === "derivative" && node.by && inName(node.by)) return true;
  if (node.kind === "apply" && inName(node.of)) return true;
  return children(node).some(([, child]) => hasFree(child, index));
}
