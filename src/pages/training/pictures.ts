import { chart, type Series } from "../../display/chart";
import type { MapOfWords } from "./moving-map";

/** The curve of a run, and what tells it from others. */
export interface NamedCurve {
  readonly name: string;
  readonly points: Series["points"];
}

/** The running losses, the present run's in front of those before it, as an SVG element. */
export function drawCurves(present: NamedCurve, before: readonly NamedCurve[], width: number): string {
  const faint = before.map((each, i): Series => ({ ...each, kind: "faint", colour: 1 + (i % 5) }));
  const all = [{ ...present, colour: 0 }, ...faint];
  const last = present.points.at(-1)?.[1].toFixed(3) ?? "no value yet";
  return chart(all, {
    description: `The running loss of ${all.length} runs over the iterations; the present one is at ${last}`,
    x: { title: "iteration", from: 0 },
    y: { title: "running loss (nats a window)" },
    width: Math.max(300, width),
    height: 300,
  });
}

/** The map as an SVG element. */
export function drawMap({ words, at }: MapOfWords, width: number): string {
  return chart([{ name: "", points: at, kind: "dots", labels: words }], {
    description: `Map of ${words.length} frequent words, which moves as they are trained: ${words.join(", ")}`,
    x: { title: "first principal axis", ...roomAround(at, 0) },
    y: { title: "second principal axis", ...roomAround(at, 1) },
    width: Math.max(300, width),
    height: 340,
  });
}

/** The ends of an axis, with room for the points at the edge and, behind them, for their words. */
function roomAround(at: MapOfWords["at"], axis: 0 | 1): { from: number; to: number } {
  const values = at.map((point) => point[axis]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const length = high - low || 1;
  return { from: low - 0.06 * length, to: high + (axis === 0 ? 0.2 : 0.1) * length };
}
