import type { Form } from "./normal-form/form";
import { constant, ONE, single, zero } from "./normal-form/form";
import type { FormIndex } from "./normal-form/form-index";
import { indexKey } from "./normal-form/form-index";
import type { Rules } from "./rules";
import { areDifferent } from "./rules";

/**
 * 1[left = right], as far as it is known. Distinct draws turn it into an indicator of where they were
 * drawn: 1[w_i = w_j] = 1[i = j].
 */
export function indicator(left: FormIndex, right: FormIndex, depth: number, rules: Rules): Form {
  const [a, b] = [indexKey(left), indexKey(right)];
  if (a === b) return constant(depth, ONE);
  if (areDifferent(left, right, rules)) return zero(depth);
  const drawn = drawnAt(left, right, rules);
  if (drawn !== undefined) return indicator(drawn[0], drawn[1], depth, rules);
  return single(depth, a < b ? { kind: "delta", left, right } : { kind: "delta", left: right, right: left });
}

function drawnAt(
  left: FormIndex,
  right: FormIndex,
  rules: Rules,
): readonly [FormIndex, FormIndex] | undefined {
  if (left.kind !== "draw" || right.kind !== "draw") return undefined;
  if (left.of !== right.of || !rules.distinct.has(left.of)) return undefined;
  const last = left.at.length - 1;
  const sameBefore = left.at
    .slice(0, last)
    .every((at, position) => indexKey(at) === indexKey(right.at[position]));
  return sameBefore ? [left.at[last], right.at[last]] : undefined;
}
