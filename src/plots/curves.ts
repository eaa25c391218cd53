import type { Annotations, Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { spreadApart } from "./spread-apart";
import { axis, bottom, figure, mark, notation, textColour, topWithoutLegend } from "./theme";
import { thin } from "./thin";

/** Numbers against numbers; `x` and `y` have the same length, at least 1. */
export interface Curve {
  name: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** draw it dashed and thin, for comparison */
  reference?: boolean;
}

export interface CurveOptions {
  title: string;
  /** names and units of the axes */
  x: string;
  y: string;
  /** axes on a logarithmic scale; default none */
  log?: "x" | "y" | "xy";
  /** mark every point; default false, for curves of many points */
  points?: boolean;
  /** where the curves' names stand; default in a legend above. At the end suits curves that end apart, on linear axes */
  names?: "above" | "at the end";
}

/** Height of a figure, and of a line of text, in pixels. */
const height = 450;
const lineHeight = 18;

/** Curves on common axes, each thinned to at most 2,000 points. */
export function curves(series: readonly Curve[], options: CurveOptions): Figure {
  const { title, x, y, log = "", points = false, names = "above" } = options;
  const scale = (name: string): object =>
    log.includes(name) ? { type: "log", exponentformat: "power", dtick: undefined } : {};
  const layout: Partial<Layout> = {
    xaxis: axis(notation(x), scale("x")),
    yaxis: axis(notation(y), scale("y")),
    hovermode: "closest",
    showlegend: series.length > 1 && names === "above",
  };
  if (names === "at the end") nameAtEnd(series, layout);
  const data = series.map((curve, i) => trace(curve, i, points));
  return figure(title, data, layout, series.map((curve) => summary(curve, x)).join(" "));
}

function trace({ name, x, y, reference = false }: Curve, i: number, points: boolean): Data {
  const { colour, dash, symbol } = mark(i);
  const kept = thin(y);
  return {
    type: "scatter",
    mode: points && !reference ? "lines+markers" : "lines",
    name: notation(name),
    x: kept.map((k) => x[k]),
    y: kept.map((k) => y[k]),
    line: { color: colour, dash: reference ? "dash" : points ? "solid" : dash, width: reference ? 1.5 : 2 },
    marker: { symbol, size: 8, color: colour },
    hovertemplate: "%{x:.4~g}, %{y:.4~g}",
  };
}

/** Writes the names beside the last points, moved up or down where they would cover each other, and makes room for them. */
function nameAtEnd(series: readonly Curve[], layout: Partial<Layout>): void {
  const [left, right] = bounds(series.flatMap(({ x }) => Array.from(x)));
  const [low, high] = bounds(series.flatMap(({ y }) => Array.from(y)));
  const room = 0.05 * (high - low || 1);
  const pixels = (height - topWithoutLegend - bottom) / (high - low + 2 * room);
  const ends = series.map(({ y }) => y[y.length - 1]);
  const places = spreadApart(ends, lineHeight / pixels);
  const annotations = series.map((curve, i): Partial<Annotations> => {
    return {
      x: curve.x[curve.x.length - 1],
      y: ends[i],
      text: notation(curve.name),
      showarrow: false,
      xanchor: "left",
      xshift: 6,
      yshift: (places[i] - ends[i]) * pixels,
      font: { color: textColour },
    };
  });
  const longest = Math.max(...series.map(({ name }) => name.length));
  const margin = { l: 60, r: 20 + 8 * longest, t: topWithoutLegend, b: bottom };
  // ranges of their own: Plotly would make the axis long enough for the names, too
  const xaxis = { ...layout.xaxis, range: [left, right] };
  const yaxis = { ...layout.yaxis, range: [low - room, high + room] };
  Object.assign(layout, { height, annotations, margin, xaxis, yaxis });
}

const bounds = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];

function summary({ name, x, y }: Curve, xName: string): string {
  const order = Array.from(y, (_, i) => i);
  const low = order.reduce((best, i) => (y[i] < y[best] ? i : best), 0);
  const high = order.reduce((best, i) => (y[i] > y[best] ? i : best), 0);
  const at = (i: number): string =>
    `${Number(y[i].toPrecision(3))} at ${xName} ${Number(x[i].toPrecision(3))}`;
  return `${name}: lowest ${at(low)}, highest ${at(high)}.`;
}
