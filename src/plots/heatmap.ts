import type { Data, Layout } from "plotly.js";
import type { Matrix } from "../model/matrix";
import type { Figure } from "./figure";
import { bottom, figure, label, topWithoutLegend, wordAxis } from "./theme";

export interface HeatmapOptions {
  title: string;
  /** names of the rows, top to bottom, and of the columns */
  rows: readonly string[];
  columns: readonly string[];
  /** what rows and columns are */
  rowTitle: string;
  columnTitle: string;
  /** what the numbers are, with their unit */
  value: string;
}

/** A small matrix as colours around zero, orange below and blue above, with its numbers written in. */
export function heatmap(matrix: Matrix, options: HeatmapOptions): Figure {
  const { title, rows, columns, rowTitle, columnTitle, value } = options;
  if (rows.length !== matrix.rows || columns.length !== matrix.cols) {
    throw new RangeError(
      `heatmap requires names for ${matrix.rows} rows and ${matrix.cols} columns, got ${rows.length} and ${columns.length}`,
    );
  }
  const z = rows.map((_, r) => Array.from(matrix.data.subarray(r * matrix.cols, (r + 1) * matrix.cols)));
  const most = matrix.data.reduce((best, x) => Math.max(best, Math.abs(x)), 0) || 1;
  const data: Data[] = [
    {
      type: "heatmap",
      z,
      x: columns.map(label),
      y: rows.map(label),
      zmin: -most,
      zmax: most,
      colorscale: [
        [0, "#F0A35E"],
        [0.5, "#F7F7F7"],
        [1, "#74B3E0"],
      ], // prettier-ignore -- 7 : 1 below the numbers, at least
      colorbar: { title: { text: value, side: "right" }, outlinewidth: 0, thickness: 14 },
      text: z.map((row) => row.map((x) => numberText(x, 3))) as unknown as string[],
      texttemplate: "%{text}",
      textfont: { color: "#1B1B1B" },
      hoverinfo: "text",
      hovertext: z.map((row, r) =>
        row.map((x, c) => `${label(rows[r])}, ${label(columns[c])}: ${numberText(x, 5)}`),
      ) as unknown as string[],
      xgap: 2,
      ygap: 2,
    },
  ];
  const layout: Partial<Layout> = {
    showlegend: false,
    height: topWithoutLegend + bottom + Math.max(160, 36 * matrix.rows),
    xaxis: wordAxis(columnTitle, { showgrid: false }),
    yaxis: wordAxis(rowTitle, { showgrid: false, autorange: "reversed" }),
  };
  return figure(title, data, layout, summary(matrix, options));
}

/** A number in some digits, with a minus sign and not a hyphen. */
const numberText = (x: number, digits: number): string =>
  String(Number(x.toPrecision(digits))).replaceAll("-", "−");

function summary({ rows, cols, data }: Matrix, names: HeatmapOptions): string {
  const largest = data.reduce((best, x, i) => (Math.abs(x) > Math.abs(data[best]) ? i : best), 0);
  const zero = data.filter((x) => x === 0).length;
  const where = `${names.rows[Math.floor(largest / cols)]}, ${names.columns[largest % cols]}`;
  return `${names.value}, ${rows} rows and ${cols} columns; largest in magnitude: ${Number(data[largest].toPrecision(3))} at ${where}; ${zero} of ${rows * cols} are zero.`;
}
