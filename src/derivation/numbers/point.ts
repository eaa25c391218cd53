import type { Index } from "../typed/indices";
import { fixedValue } from "../typed/indices";
import type { Range } from "../declare/range";
import { fixedSize } from "../declare/range";

/** One point at which an equation is looked at: sizes, ids, draws and the entries of the variables. Ids count from 0. */
export interface Point {
  sizes: Map<Range, number>;
  /** Free indices by name. */
  indices: Map<string, number>;
  draws: DrawnIds;
  /** Entries by the name of the variable, row by row, as decimal numbers. */
  values: Map<string, number[][]>;
}

/** The ids that were drawn, by the name of the draws and the values of their indices. */
export class DrawnIds {
  private readonly ids = new Map<string, { of: string; at: readonly number[]; id: number }>();

  set(of: string, at: readonly number[], id: number): void {
    this.ids.set(drawKey(of, at), { of, at, id });
  }

  get(of: string, at: readonly number[]): number | undefined {
    return this.ids.get(drawKey(of, at))?.id;
  }

  /** In the order in which they were drawn. */
  list(): { of: string; at: readonly number[]; id: number }[] {
    return [...this.ids.values()];
  }
}

function drawKey(of: string, at: readonly number[]): string {
  return `${of}:${at.join(",")}`;
}

export function sizeAt(point: Point, range: Range): number {
  const size = fixedSize(range) ?? point.sizes.get(range);
  if (size === undefined) throw new RangeError(`sizeAt requires a size for ${range}, got none`);
  return size;
}

/** The id an index stands for, where `bound` has the values of bound indices. */
export function idAt(point: Point, index: Index, bound: ReadonlyMap<string, number>): number {
  const id =
    index.kind === "index"
      ? (bound.get(index.name) ?? point.indices.get(index.name) ?? fixedId(index.name))
      : point.draws.get(
          index.of,
          index.at.map((each) => idAt(point, each, bound)),
        );
  if (id === undefined)
    throw new RangeError(`idAt requires a value for every index, got ${JSON.stringify(index)}`);
  return id;
}

function fixedId(name: string): number | undefined {
  const fixed = fixedValue(name);
  return fixed && fixed.value - 1;
}
