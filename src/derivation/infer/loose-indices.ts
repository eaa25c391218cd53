import type { Declarations } from "../declare/declarations";
import { withIndicesAsUsed } from "../typed/index-use";
import type { Equation } from "./section";

/** The indices that are assumed and not declared by the author: what they run through is what each line uses them for. */
export function looseIndices({ indices }: Declarations, author: Declarations): Set<string> {
  const all = [...indices.named.keys(), ...indices.usual.keys()];
  return new Set(all.filter((text) => !author.indices.named.has(text) && !author.indices.usual.has(text)));
}

/** What holds at an equation, where its indices run through what it uses them for. */
export function declaredAt(
  { sides, ranges = new Map() }: Equation,
  declared: Declarations,
  loose: ReadonlySet<string>,
): Declarations {
  const read = sides.filter((side) => side !== undefined);
  return withIndicesAsUsed(read, declared, { loose, said: ranges });
}
