import type { Annotations, Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { equalScales, labels } from "./labels";
import type { Segment } from "./place-labels";
import { axis, bottom, figure, label, legendAbove, mark, textColour, top } from "./theme";

/** A word in the plane. */
export interface PlacedWord {
  readonly word: string;
  readonly x: number;
  readonly y: number;
}

/** Two words that a line joins. */
export interface PlacedPair {
  readonly ends: readonly [PlacedWord, PlacedWord];
  /** pairs of one kind share a line's colour and dash */
  readonly kind: string;
  /** of the whole vectors, not of the plane */
  readonly cosine: number;
}

/**
 * Pairs of words in the plane, each joined by a line, one unit as long on either axis. On a narrow page the map is taller.
 *
 * @param shares of the variance along each axis, 0 to 1
 */
export function pairMap(
  pairs: readonly PlacedPair[],
  title: string,
  shares: readonly [number, number],
): Figure {
  const kinds = [...new Set(pairs.map(({ kind }) => kind))];
  const points = [...new Map(pairs.flatMap(({ ends }) => ends.map((end) => [end.word, end]))).values()];
  const layout = {
    ...mapLayout(pairs, points, shares, { width: 610, height: 520, size: 13 }),
    hovermode: "closest" as const,
    meta: { narrow: mapLayout(pairs, points, shares, { width: 255, height: 430, size: 10 }) },
  };
  const lines = kinds.map((kind, i) => lineTrace(pairs.filter((pair) => pair.kind === kind), kind, i)); // prettier-ignore
  return figure(label(title), [...lines, wordTrace(points)], layout, summary(pairs, kinds));
}

function mapLayout(
  pairs: readonly PlacedPair[],
  points: readonly PlacedWord[],
  shares: readonly [number, number],
  { width, height, size }: { width: number; height: number; size: number },
): Partial<Layout> {
  const frame = equalScales(points, width, height);
  const segments = pairs.map(({ ends: [start, end] }): Segment => ({ start, end }));
  const named = (i: number): string => `axis ${i + 1} (${(100 * shares[i]).toFixed(0)} % of variance)`;
  const common = { constrain: "domain" as const, zeroline: false, nticks: 5 };
  return {
    xaxis: axis(named(0), { ...common, range: frame.xRange }),
    yaxis: axis(named(1), { ...common, range: frame.yRange, scaleanchor: "x", scaleratio: 1 }),
    annotations: labels(points, frame, { x: "x", y: "y" }, size, segments) as Annotations[],
    height: top + height + bottom,
    legend: legendAbove(top + height + bottom, 8),
  };
}

/** The lines of one kind: a gap parts one pair from the next. */
function lineTrace(pairs: readonly PlacedPair[], kind: string, i: number): Data {
  const { colour, dash } = mark(i);
  const along = (axis: "x" | "y"): (number | null)[] =>
    pairs.flatMap(({ ends: [a, b] }) => [a[axis], b[axis], null]);
  const hover = pairs.flatMap(({ ends, cosine }) => {
    const text = `${ends.map(({ word }) => label(word)).join(" and ")}: cosine ${cosine.toFixed(2)}`;
    return [text, text, ""];
  });
  return {
    type: "scatter",
    mode: "lines",
    name: label(kind),
    x: along("x"),
    y: along("y"),
    line: { color: colour, dash, width: 2 },
    connectgaps: false,
    hoverinfo: "text",
    hovertext: hover,
  };
}

function wordTrace(points: readonly PlacedWord[]): Data {
  return {
    type: "scatter",
    mode: "markers",
    showlegend: false,
    x: points.map(({ x }) => x),
    y: points.map(({ y }) => y),
    marker: { color: textColour, symbol: "circle", size: 5 },
    hoverinfo: "skip",
  };
}

function summary(pairs: readonly PlacedPair[], kinds: readonly string[]): string {
  const length = ({ ends: [a, b] }: PlacedPair): number => Math.hypot(a.x - b.x, a.y - b.y);
  const said = kinds.map((kind) => {
    const own = pairs.filter((pair) => pair.kind === kind);
    const mean = own.reduce((sum, pair) => sum + length(pair), 0) / own.length;
    const named = own.map(({ ends: [a, b], cosine }) => `${a.word} and ${b.word} ${cosine.toFixed(2)}`);
    return `${own.length} ${kind}, lines ${mean.toPrecision(2)} long on the mean, cosines: ${named.join(", ")}`;
  });
  return `${said.join("; ")}.`;
}
