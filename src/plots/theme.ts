import type { Data, Layout, LayoutAxis } from "plotly.js";
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

/** An axis of words: Plotly would read "1990" and "2" as numbers. */
export function wordAxis(title: string, more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return axis(title, { type: "category", ...more });
}

/** A figure on a transparent ground, in the theme's type, legible on a light and on a dark page. */
export function figure(title: string, data: Data[], layout: Partial<Layout>, alternative: string): Figure {
  const base: Partial<Layout> = {
    title: { text: title, x: 0, xref: "paper", xanchor: "left", font: { size: 17 } },
    font: {
      family: "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
      size: 14,
      color: textColour,
    },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: marks.map(({ colour }) => colour),
    hoverlabel: { bgcolor: "#222222", bordercolor: "#888888", font: { color: "#ffffff", size: 14 } },
    legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom" },
    margin: { l: 60, r: 32, t: 84, b: 60 },
    height: 450,
  };
  return new Figure(data, { ...base, ...layout }, `${title}. ${alternative}`);
}
