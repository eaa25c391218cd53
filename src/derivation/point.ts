import type { Index, Range } from "./proof/scalar";

/** One case at which an equation is looked at: sizes, ids, draws and the entries of the variables. Ids count from 0. */
export interface Point {
  sizes: Map<Range, number>;
  /** Free indices by name. */
  indices: Map<string, number>;
  /** What was drawn, by `drawKey`. */
  draws: Map<string, number>;
  /** Entries by the name of the variable, row by row, as decimal numbers. */
  values: Map<string, number[][]>;
}

/** The key of one draw: its name and the values of its indices. */
export function drawKey(of: string, at: readonly number[]): string {
  return `${of}:${at.join(",")}`;
}

export function sizeAt(point: Point, range: Range): number {
  if (/^\d+$/.test(range)) return Number(range);
  const size = point.sizes.get(range);
  if (size === undefined) throw new RangeError(`sizeAt requires a size for ${range}, got none`);
  return size;
}

/** The id an index stands for, where `bound` has the values of bound indices. */
export function idAt(point: Point, index: Index, bound: ReadonlyMap<string, number>): number {
  const id =
    index.kind === "index"
      ? (bound.get(index.name) ?? point.indices.get(index.name))
      : point.draws.get(
          drawKey(
            index.of,
            index.at.map((each) => idAt(point, each, bound)),
          ),
        );
  if (id === undefined)
    throw new RangeError(`idAt requires a value for every index, got ${JSON.stringify(index)}`);
  return id;
}
