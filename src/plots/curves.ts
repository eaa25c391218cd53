import type { Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { axis, figure, mark, notation } from "./theme";
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
}

/** Curves on common axes, each thinned to at most 2,000 points. */
export function curves(series: readonly Curve[], options: CurveOptions): Figure {
  const { title, x, y, log = "", points = false } = options;
  const scale = (name: string): object =>
    log.includes(name) ? { type: "log", exponentformat: "power", dtick: undefined } : {};
  const layout: Partial<Layout> = {
    xaxis: axis(notation(x), scale("x")),
    yaxis: axis(notation(y), scale("y")),
    hovermode: "closest",
    showlegend: series.length > 1,
  };
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

function summary({ name, x, y }: Curve, xName: string): string {
  const order = Array.from(y, (_, i) => i);
  const low = order.reduce((best, i) => (y[i] < y[best] ? i : best), 0);
  const high = order.reduce((best, i) => (y[i] > y[best] ? i : best), 0);
  const at = (i: number): string =>
    `${Number(y[i].toPrecision(3))} at ${xName} ${Number(x[i].toPrecision(3))}`;
  return `${name}: lowest ${at(low)}, highest ${at(high)}.`;
}
