import type { Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { axis, bottom, figure, label, mark, textColour, top } from "./theme";

/** A mean with its interval, one dot. */
export interface Dot {
  /** where it stands on the axis of names */
  name: string;
  /** dots of one series share a mark */
  series: string;
  mean: number;
  /** both undefined where no interval is known, as of one seed: the mark is then hollow */
  lower?: number;
  upper?: number;
}

export interface IntervalOptions {
  title: string;
  /** name and unit of what is measured */
  value: string;
  /** a line to compare with, such as random pairs */
  reference?: { name: string; value: number };
}

/** Dots with intervals, one row a name, the series of a name below one another. */
export function intervals(dots: readonly Dot[], { title, value, reference }: IntervalOptions): Figure {
  const names = [...new Set(dots.map(({ name }) => name))];
  const series = [...new Set(dots.map((dot) => dot.series))];
  const data = series.map((name, i) =>
    trace(
      dots.filter((dot) => dot.series === name),
      name,
      i,
      names,
      series.length,
    ),
  );
  const layout: Partial<Layout> = {
    height: top + bottom + Math.max(160, names.length * (20 + 18 * series.length)),
    xaxis: axis(value),
    yaxis: axis("", {
      tickmode: "array",
      tickvals: names.map((_, i) => i),
      ticktext: names.map(inLines),
      range: [names.length - 0.5, -0.5],
      zeroline: false,
      showgrid: false,
    }),
    hovermode: "closest",
    showlegend: series.length > 1 || reference !== undefined,
  };
  if (reference) data.push(line(reference, names.length));
  const rows = dots.map((d) => `${d.name}, ${d.series}: ${say(d.mean)} (${range(d)})`);
  const against = reference ? ` ${reference.name}: ${say(reference.value)}.` : "";
  return figure(title, data, layout, `${value}, mean and interval. ${rows.join("; ")}.${against}`);
}

/** A name in lines of about sixteen letters: on a narrow page a long line would leave no room for the plot. */
function inLines(name: string): string {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 16)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map(label).join("<br>");
}

function trace(dots: Dot[], name: string, i: number, names: string[], count: number): Data {
  const { colour, symbol } = mark(i);
  const shift = (0.6 * (i - (count - 1) / 2)) / count;
  return {
    type: "scatter",
    mode: "markers",
    name: label(name),
    x: dots.map(({ mean }) => mean),
    y: dots.map((dot) => names.indexOf(dot.name) + shift),
    error_x: {
      type: "data",
      symmetric: false,
      array: dots.map(({ mean, upper }) => (upper ?? mean) - mean),
      arrayminus: dots.map(({ mean, lower }) => mean - (lower ?? mean)),
      color: colour,
      thickness: 2,
      width: 5,
    },
    marker: {
      color: colour,
      symbol: dots.map((dot) => (isKnown(dot) ? symbol : `${symbol}-open`)),
      size: 10,
    },
    hoverinfo: "text",
    hovertext: dots.map((d) => `${label(d.name)}: ${say(d.mean)}<br>${range(d)}`),
  };
}

const isKnown = ({ lower, upper }: Dot): boolean => lower !== undefined && upper !== undefined;

function range({ lower, upper }: Dot): string {
  return lower === undefined || upper === undefined ? "no interval known" : `${say(lower)} to ${say(upper)}`;
}

function line({ name, value }: { name: string; value: number }, rows: number): Data {
  return {
    type: "scatter",
    mode: "lines",
    name: label(name),
    x: [value, value],
    y: [-0.5, rows - 0.5],
    line: { color: textColour, dash: "dash", width: 2 },
    hoverinfo: "name",
  };
}

function say(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
