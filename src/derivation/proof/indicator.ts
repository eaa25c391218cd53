import type { Form } from "./form";
import { constant, ONE, single, zero } from "./form";
import type { Place } from "./place";
import { textOfPlace } from "./place";
import type { Rules } from "./rules";
import { areDifferent } from "./rules";

/**
 * 1[left = right], as far as it is known. Distinct draws turn it into an indicator of where they were
 * drawn: 1[w_i = w_j] = 1[i = j].
 */
export function indicator(left: Place, right: Place, depth: number, rules: Rules): Form {
  const [a, b] = [textOfPlace(left), textOfPlace(right)];
  if (a === b) return constant(depth, ONE);
  if (areDifferent(left, right, rules)) return zero(depth);
  const drawn = drawnAt(left, right, rules);
  if (drawn !== undefined) return indicator(drawn[0], drawn[1], depth, rules);
  return single(depth, a < b ? { kind: "delta", left, right } : { kind: "delta", left: right, right: left });
}

function drawnAt(left: Place, right: Place, rules: Rules): readonly [Place, Place] | undefined {
  if (left.kind !== "sample" || right.kind !== "sample") return undefined;
  if (left.of !== right.of || !rules.distinct.has(left.of)) return undefined;
  const last = left.at.length - 1;
  const sameBefore = left.at
    .slice(0, last)
    .every((at, position) => textOfPlace(at) === textOfPlace(right.at[position]));
  return sameBefore ? [left.at[last], right.at[last]] : undefined;
}
