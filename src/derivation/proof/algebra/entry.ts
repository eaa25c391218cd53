import type { Form } from "../normal-form/form";
import { constant, ONE, single } from "../normal-form/form";
import type { FormIndex } from "../normal-form/form-index";
import { indexKey } from "../normal-form/form-index";
import { inverseName } from "../matrix-names";
import type { Rules } from "../rules";

/**
 * An entry to a power, with what is known of its array: ones are 1, A_ij is A_ji where A is symmetric, and A⁻¹ is Aᵀ
 * where A is orthogonal.
 */
export function createEntry(
  depth: number,
  name: string,
  indices: readonly FormIndex[],
  exponent: number,
  rules: Rules,
): Form {
  if (rules.ones.has(name)) return constant(depth, ONE);
  const orthogonal = indices.length === 2 ? findOrthogonal(name, rules) : undefined;
  if (orthogonal !== undefined)
    return createEntry(depth, orthogonal, [indices[1], indices[0]], exponent, rules);
  const isSymmetric = rules.symmetric.has(name) || rules.inverted.get(name)?.isSymmetric;
  if (indices.length !== 2 || !isSymmetric) return single(depth, { kind: "entry", name, indices }, exponent);
  const [first, second] = indices;
  const ordered = indexKey(first) > indexKey(second) ? [second, first] : indices;
  return single(depth, { kind: "entry", name, indices: ordered, symmetric: true }, exponent);
}

/** The orthogonal matrix of which an array is the inverse. */
function findOrthogonal(name: string, { orthonormalColumns, orthonormalRows }: Rules): string | undefined {
  return [...orthonormalColumns].find((each) => orthonormalRows.has(each) && inverseName(each) === name);
}
