import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { bottom, figure, label, mark, topWithoutLegend, wordAxis, axis } from "./theme";

/** How many rows of a matrix one step changes. */
export interface Touched {
  name: string;
  rows: number;
}

/**
 * Rows that one step touches, as dots on a logarithmic axis that ends at all rows: what an update costs. A bar would have a
 * length, which means nothing on such an axis.
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
  const data = steps.map((step): Data => {
    return {
      type: "scatter",
      mode: "text+markers",
      x: [step.rows],
      y: [label(step.name)],
      text: [say(step)],
      textposition: step.rows ** 2 > total ? "top left" : "top right", // towards the middle
      cliponaxis: false,
      marker: { color: mark(0).colour, symbol: mark(0).symbol, size: 12 },
      hoverinfo: "text",
    };
  });
  const layout = {
    showlegend: false,
    height: topWithoutLegend + bottom + Math.max(120, 64 * steps.length),
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
