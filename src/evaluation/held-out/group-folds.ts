import { shuffled } from "../../random/shuffled";
import type { Random } from "../../random/random";

/**
 * Groups of examples that share something, directly or by others between them: the connected components, in the order of their
 * first examples.
 *
 * @param shared what each example has, such as its two words
 * @returns ids of examples
 */
export function connectedGroups(shared: readonly (readonly string[])[]): number[][] {
  const parent = shared.map((_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const first = new Map<string, number>();
  shared.forEach((keys, i) => {
    for (const key of keys) {
      const other = first.get(key);
      if (other === undefined) first.set(key, i);
      else parent[Math.max(root(i), root(other))] = Math.min(root(i), root(other));
    }
  });
  const groups = new Map<number, number[]>();
  shared.forEach((_, i) => groups.set(root(i), [...(groups.get(root(i)) ?? []), i]));
  return [...groups.values()];
}

/**
 * Puts whole groups into folds of about equal size: in a random order, the larger ones first, each into the fold that is
 * smallest so far.
 *
 * @returns the fold of each example, 0 to folds − 1
 */
export function groupFolds(groups: readonly (readonly number[])[], folds: number, random: Random): number[] {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= groups.length))
    throw new RangeError(
      `groupFolds requires 2 to ${groups.length} folds, one group each at least, got ${folds}`,
    );
  const sizes = new Array<number>(folds).fill(0);
  const fold: number[] = [];
  const order = shuffled(groups, random).sort((a, b) => b.length - a.length);
  for (const group of order) {
    const smallest = sizes.indexOf(Math.min(...sizes));
    sizes[smallest] += group.length;
    for (const example of group) fold[example] = smallest;
  }
  return fold;
}
