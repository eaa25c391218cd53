import type { Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { labels, type Frame } from "./labels";
import { axis, bottom, figure, label, mark, textColour, top } from "./theme";

/** How far a word moved, in degrees. */
export interface MovedWord {
  word: string;
  /** between the two settings */
  between: number;
  /** between seeds of one setting: noise */
  within: number;
}

const area = { width: 590, height: 420 };

/**
 * Words by how far they moved between two settings and between seeds of the same. Above the line a word moved
 * farther than seeds alone move it; those farthest above are named.
 *
 * @param words all words, at least one
 * @param named how many to name; default 10
 * @param drawn at most this many points, evenly out of the list; default 300
 */
export function movedWordsPlot(words: readonly MovedWord[], title: string, named = 10, drawn = 300): Figure {
  const order = [...words].sort((a, b) => b.between - b.within - (a.between - a.within));
  const first = order.slice(0, named);
  const rest = order.slice(named);
  const others = rest.filter((_, i) => Math.floor((i * drawn) / rest.length) !== Math.floor(((i - 1) * drawn) / rest.length)); // prettier-ignore
  const most = 1.05 * Math.max(1e-9, ...words.map(({ between, within }) => Math.max(between, within)));
  const frame: Frame = { ...area, xRange: [0, most], yRange: [0, most] };
  const points = first.map(({ word, within, between }) => ({ word, x: within, y: between }));
  const line = { start: { x: 0, y: 0 }, end: { x: most, y: most } };
  const layout: Partial<Layout> = {
    height: top + area.height + bottom,
    xaxis: axis("between seeds of one setting (degrees)", { range: frame.xRange, zeroline: false }),
    yaxis: axis("between the settings (degrees)", { range: frame.yRange, zeroline: false }),
    annotations: labels(points, frame, { x: "x", y: "y" }, 14, [line]),
    hovermode: "closest",
    showlegend: true,
  };
  const data = [
    marks("moved most beyond the noise", first, 1, 9),
    marks(`${others.length} other words`, others, 0, 4, 0.6),
    diagonal(most),
  ];
  return figure(title, data, layout, summary(order, first));
}

function marks(name: string, words: readonly MovedWord[], i: number, size: number, opacity = 1): Data {
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: words.map(({ within }) => hundredths(within)),
    y: words.map(({ between }) => hundredths(between)),
    marker: { color: mark(i).colour, symbol: mark(i).symbol, size, opacity },
    hoverinfo: "text",
    hovertext: words.map(
      (w) => `<b>${label(w.word)}</b><br>${say(w.between)}; between seeds ${say(w.within)}`,
    ),
  };
}

function diagonal(most: number): Data {
  return {
    type: "scatter",
    mode: "lines",
    name: "no farther than seeds",
    x: [0, most],
    y: [0, most],
    line: { color: textColour, dash: "dash", width: 1.5 },
    hoverinfo: "skip",
  };
}

function summary(order: readonly MovedWord[], first: readonly MovedWord[]): string {
  const above = order.filter(({ between, within }) => between > within).length;
  const named = first.map((w) => `${w.word} ${say(w.between)}, between seeds ${say(w.within)}`);
  return `${above} of ${order.length} words moved farther between the settings than between seeds; most: ${named.join("; ")}.`;
}

const hundredths = (degrees: number): number => Math.round(100 * degrees) / 100;

const say = (degrees: number): string => `${degrees.toFixed(1)}°`;
