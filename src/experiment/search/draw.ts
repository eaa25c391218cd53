import { uniform, type Random } from "../../random/random";
import { Xoshiro128 } from "../../random/xoshiro";
import type { Parameters } from "../../runs/experiment-json";
import { requireParameter, type Chapter } from "../chapter/chapter";
import { parseGrid, type GridOptions } from "../grid/grid";
import { parseRange, type Range } from "./ranges";
import { mostCoordinates, sobol } from "./sobol";

/** How the points of a search are drawn. */
export interface SearchOptions extends GridOptions {
  readonly method: "random" | "sobol";
  /** how many points */
  readonly count: number;
  /** of the draws; the same seed draws the same points, and more of them begin with the same ones */
  readonly searchSeed: number;
}

/**
 * The combinations of a search: points drawn from the ranges of `grid`, each with all that `set`, `file` and `seeds` say.
 *
 * @throws RangeError if a range cannot be read, or a parameter has two
 */
export function drawCombinations(chapter: Chapter, options: SearchOptions): Parameters[] {
  const { method, count, searchSeed, grid = [], ...others } = options;
  const ranges = grid.map((text) => parseRange(chapter, text));
  if (ranges.length === 0)
    throw new RangeError(`experiment requires a --grid with --${method}, as stepSize=log:0.01..10, got none`);
  const names = ranges.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new RangeError(`experiment requires each parameter once, got ${twice} twice`);
  const common = parseGrid(chapter, others);
  const both = names.find((name) => common.some((one) => name in one && requireParameter(chapter, name)));
  if (both !== undefined) throw new RangeError(`experiment requires each parameter once, got ${both} twice`);
  const random = new Xoshiro128(searchSeed);
  const points = method === "sobol" ? evenly(ranges, random) : randomly(ranges, random);
  const drawn = Array.from({ length: count }, () => points.next().value as Parameters);
  return drawn.flatMap((point) => common.map((one) => ({ ...one, ...point })));
}

function* randomly(ranges: readonly Range[], random: Random): Generator<Parameters> {
  for (;;) yield Object.fromEntries(ranges.map(({ name, at }) => [name, at(uniform(random))]));
}

function* evenly(ranges: readonly Range[], random: Random): Generator<Parameters> {
  if (ranges.length > mostCoordinates)
    throw new RangeError(`experiment requires at most ${mostCoordinates} ranges with --sobol, got ${ranges.length}; --random has no such limit`); // prettier-ignore
  for (const point of sobol(ranges.length, random))
    yield Object.fromEntries(ranges.map(({ name, at }, d) => [name, at(point[d])]));
}
