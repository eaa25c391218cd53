import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { bottom, figure, label, mark, topWithoutLegend, wordAxis, axis } from "./theme";

/** How many rows of a matrix one step changes. */
export interface Touched {
  name: string;
  rows: number;
}

/**
 * Rows that one step touches, as bars on a logarithmic axis that ends at all rows: what an update costs.
 *
 * @param total all rows of the matrix
 */
export function touchedRows(
  steps: readonly Touched[],
  total: number,
  title = "Rows that one step touches",
): Figure {
  const say = ({ rows }: Touched): string =>
    `${rows.toLocaleString("en-US")} (${Number(((100 * rows) / total).toPrecision(2))} %)`;
  const data: Data[] = [
    {
      type: "bar",
      orientation: "h",
      x: steps.map(({ rows }) => rows),
      y: steps.map(({ name }) => label(name)),
      text: steps.map(say),
      textposition: "auto",
      marker: { color: mark(0).colour },
      hoverinfo: "text",
    },
  ];
  const layout = {
    showlegend: false,
    height: topWithoutLegend + bottom + Math.max(120, 56 * steps.length),
    xaxis: axis(`rows, of ${total.toLocaleString("en-US")}`, {
      type: "log",
      range: [0, Math.log10(total)],
      dtick: 1,
      tickformat: ",d",
    }),
    yaxis: wordAxis("", { autorange: "reversed", showgrid: false }),
  };
  const alternative = steps.map((step) => `${step.name}: ${say(step)}`).join("; ");
  return figure(title, data, layout, `Of ${total.toLocaleString("en-US")} rows, ${alternative}.`);
}
