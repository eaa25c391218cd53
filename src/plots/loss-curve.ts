import type { Data, Layout } from "plotly.js";
import type { Trainer } from "../settings/table";
import type { Figure } from "./figure";
import { axis, bottom, figure, label, legendAbove, mark, top, type Mark } from "./theme";
import { thin } from "./thin";

/** One run's loss; `iterations` and `loss` have the same length. */
export interface LossCurve {
  name: string;
  iterations: ArrayLike<number>;
  /** running loss, in nats a window */
  loss: ArrayLike<number>;
  /** where a band around the loss begins and ends, in nats, such as the range of several seeds */
  band?: { lower: ArrayLike<number>; upper: ArrayLike<number> };
  /** draw it dashed and thin, for comparison */
  reference?: boolean;
}

export interface LossCurveOptions {
  title?: string;
  /** where the iteration axis ends; default: at the last iteration there is */
  iterations?: number;
  /** trainer of the runs: the fast one counts words instead of iterations, and its loss is that of a pair */
  trainer?: Trainer;
}

/** Most points of all curves and bands together, and fewest of one curve: they keep an offline page small. */
const mostPoints = 2400;
const fewestPoints = 130;

/** Loss against iteration, one curve a run, thinned to at most 2,000 points each, and about 2,400 in all. */
export function lossCurve(curves: readonly LossCurve[], options: LossCurveOptions = {}): Figure {
  const fast = options.trainer === "fast";
  const title = options.title ?? "Running loss";
  const weight = curves.reduce((sum, { band }) => sum + (band ? 3 : 1), 0); // a band has two edges
  const limit = Math.min(2000, Math.max(fewestPoints, Math.floor(mostPoints / weight)));
  const data = curves.flatMap((curve, i) => traces(curve, mark(i), limit));
  const layout = {
    xaxis: axis(fast ? "words trained on" : "iteration", {
      tickformat: ",d",
      ...(options.iterations === undefined ? {} : { range: [0, options.iterations] }),
    }),
    yaxis: axis(fast ? "loss (nats a pair)" : "loss (nats a window)"),
    hovermode: "x unified" as const,
    showlegend: curves.length > 1,
    ...(curves.length > 1 ? legendRoom(curves.map(({ name }) => name)) : {}),
  };
  return figure(
    title,
    data,
    layout,
    curves.map((curve) => summary(curve, fast ? "word" : "iteration")).join(" "),
  );
}

function traces(curve: LossCurve, { colour, dash }: Mark, limit: number): Data[] {
  const { name, iterations, loss, band, reference = false } = curve;
  const kept = thin(loss, limit);
  const x = kept.map((i) => iterations[i]);
  const line: Data = {
    type: "scatter",
    mode: "lines",
    name: label(name),
    x,
    y: kept.map((i) => short(loss[i])),
    line: { color: colour, width: reference ? 1.5 : 2, dash: reference ? "dash" : dash },
    hovertemplate: "%{y:.3f}",
  };
  if (!band) return [line];
  const back = [...kept].reverse();
  const area: Data = {
    type: "scatter",
    mode: "lines",
    x: [...x, ...back.map((i) => iterations[i])],
    y: [...kept.map((i) => short(band.upper[i])), ...back.map((i) => short(band.lower[i]))],
    fill: "toself",
    fillcolor: `${colour}40`,
    line: { width: 0 },
    hoverinfo: "skip",
    showlegend: false,
  };
  return [area, line];
}

/** More room above the plot where the names of the curves take more than two lines of a narrow page. */
function legendRoom(names: readonly string[]): Partial<Layout> {
  const widest = 50 + 7.6 * Math.max(...names.map((name) => name.length)); // pixels; all columns are as wide
  const lines = Math.ceil(names.length / Math.max(1, Math.floor(600 / widest)));
  const more = 20 * Math.max(0, lines - 2);
  const [height, margin] = [450 + more, { l: 60, r: 32, t: top + more, b: bottom }];
  return more === 0 ? {} : { height, margin, legend: legendAbove(450, 8) };
}

/** Six figures, more than can be seen: a page holds every number as text. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}

function summary({ name, iterations, loss, band }: LossCurve, unit: string): string {
  if (loss.length === 0) return `${name}: no iterations yet.`;
  const last = loss.length - 1;
  let low = 0;
  for (let i = 1; i <= last; i++) if (loss[i] < loss[low]) low = i;
  const at = (i: number): string =>
    `${loss[i].toFixed(2)} at ${unit} ${iterations[i].toLocaleString("en-US")}`;
  const range = band
    ? `, there between ${band.lower[last].toFixed(2)} and ${band.upper[last].toFixed(2)}`
    : "";
  return `${name}: from ${at(0)} to ${at(last)}${range}, lowest ${at(low)}.`;
}
