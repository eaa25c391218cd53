import type { Data, Layout, LayoutAxis, Legend } from "plotly.js";
import { withSubscripts } from "../display/html";
import { Figure } from "./figure";

/** Text in labels and titles: contrast 4.3 : 1 both on white and on #111, the most that one colour has. */
export const textColour = "#797979";
const gridColour = "rgba(128,128,128,0.25)";

/**
 * One series' mark. Colours are after Okabe and Ito ("Color Universal Design", 2008), told apart by
 * colour-blind readers, with yellow and black left out and the others set to a middle lightness: at
 * least 3 : 1 on white and on #111. Dash and symbol differ too, so that colour is never the only mark.
 */
export interface Mark {
  colour: string;
  dash: "solid" | "dash" | "dot" | "dashdot" | "longdash" | "longdashdot";
  symbol: "circle" | "diamond" | "square" | "triangle-up" | "cross" | "star";
}

const marks: readonly Mark[] = [
  { colour: "#1F83C5", dash: "solid", symbol: "circle" },
  { colour: "#D55E00", dash: "dash", symbol: "diamond" },
  { colour: "#009E73", dash: "dot", symbol: "square" },
  { colour: "#CC79A7", dash: "dashdot", symbol: "triangle-up" },
  { colour: "#C08400", dash: "longdash", symbol: "cross" },
  { colour: "#8A7FD6", dash: "longdashdot", symbol: "star" },
];

/** The mark of the i-th series; they repeat after six. */
export function mark(i: number): Mark {
  return marks[i % marks.length];
}

/** Any text from data as a Plotly label that shows exactly it: Plotly reads labels as a little HTML. */
export function label(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * A name that a chapter gives a curve or an arrow, with the mathematics in it as it is typeset: `v_c of bank` has a
 * subscript. It is not for words of a text, which may hold an underscore of their own.
 */
export function notation(name: string): string {
  return withSubscripts(label(name));
}

/** An axis in the theme's colours. @param title name and unit, from the code: not escaped */
export function axis(title: string, more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return {
    title: { text: title, standoff: 10 },
    automargin: true,
    gridcolor: gridColour,
    linecolor: textColour,
    zerolinecolor: "rgba(128,128,128,0.6)",
    ticks: "outside",
    tickcolor: textColour,
    ...more,
  };
}

/**
 * Marks of a logarithmic axis, each a whole number with its zeros: Plotly's own are single digits between powers of ten,
 * which nobody reads. Up to two powers of ten have 1, 2 and 5 of each; more have the powers alone. Within one power
 * of ten Plotly's own are as on a linear axis.
 */
export function logScale(values: readonly number[]): Partial<LayoutAxis> {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return { type: "log", dtick: 1 };
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  if (most / least < 7) return { type: "log" };
  if (most / least > 100) return { type: "log", dtick: 1 };
  const tickvals: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++)
    tickvals.push(...[1, 2, 5].map((digit) => Number(`${digit}e${power}`)));
  return { type: "log", tickvals };
}

/** An axis of words: Plotly would read "1990" and "2" as numbers. */
export function wordAxis(title: string, more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return axis(title, { type: "category", ...more });
}

/** Room above the plotting area with a legend and without one, and below it, in pixels. */
export const top = 100;
export const topWithoutLegend = 56;
export const bottom = 60;

/**
 * A figure on a transparent ground, in the theme's type, legible on a light and on a dark page.
 *
 * @param title       from the code or escaped with `label`
 * @param alternative what the figure shows, in numbers
 */
export function figure(title: string, data: Data[], layout: Partial<Layout>, alternative: string): Figure {
  const height = layout.height ?? 450;
  const above = layout.showlegend === false ? topWithoutLegend : top;
  const base: Partial<Layout> = {
    title: {
      text: title,
      x: 0,
      xref: "container", // as wide as there is: beside long names of an axis it would be cut
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      pad: { t: 14 },
      font: { size: 17 },
    },
    font: {
      family: "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
      size: 14,
      color: textColour,
    },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: marks.map(({ colour }) => colour),
    hoverlabel: { bgcolor: "#222222", bordercolor: "#888888", font: { color: "#ffffff", size: 14 } },
    legend: legendAbove(height, 8),
    margin: { l: 60, r: 32, t: above, b: bottom },
  };
  return new Figure(data, { ...base, ...layout, height }, `${title}. ${alternative}`);
}

/** A legend in one line or two, some pixels above the plotting area. @param height of the figure */
export function legendAbove(height: number, gap: number): Partial<Legend> {
  return { orientation: "h", x: 0, xanchor: "left", y: 1 + gap / (height - top - bottom), yanchor: "bottom" };
}
