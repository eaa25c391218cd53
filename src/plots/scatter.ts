import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { axis, figure, label, logScale, mark } from "./theme";

/** A point of a scatter plot. */
export interface ScatterPoint {
  readonly name: string;
  /** a text is a category */
  readonly x: number | string;
  readonly y: number;
  /** points of one group have one mark, which the legend explains */
  readonly group?: string;
}

export interface ScatterOptions {
  readonly title: string;
  /** names and units of the axes */
  readonly x: string;
  readonly y: string;
  /** axes on a logarithmic scale; points that are not above 0 are not shown there */
  readonly log?: "" | "x" | "y" | "xy";
}

/** Points, each with its name when one points at it. */
export function scatter(points: readonly ScatterPoint[], { title, x, y, log = "" }: ScatterOptions): Figure {
  const isText = points.some((point) => typeof point.x === "string");
  const groups = [...new Set(points.map(({ group }) => group))];
  const data = (points.length === 0 ? [undefined] : groups).map((group, i): Data => {
    const some = points.filter((point) => point.group === group);
    const { colour, symbol } = mark(i);
    return {
      type: "scatter",
      mode: "markers",
      name: label(group ?? ""),
      x: some.map((point) => (isText ? label(String(point.x)) : point.x)),
      y: some.map((point) => point.y),
      text: some.map(({ name }) => label(name)),
      hovertemplate: "%{text}<br>%{x}, %{y:.5~g}<extra></extra>",
      marker: group === undefined ? { color: colour, symbol, size: 7, opacity: 0.65 } : { color: colour, symbol, size: 11 }, // prettier-ignore
    };
  });
  const scale = (name: "x" | "y"): object =>
    log.includes(name) ? logScale(points.map((point) => Number(point[name]))) : {};
  const layout = {
    xaxis: axis(label(x), isText ? { type: "category" } : scale("x")),
    yaxis: axis(label(y), scale("y")),
    hovermode: "closest" as const,
    showlegend: groups.length > 1,
  };
  const values = points.map((point) => point.y);
  const range =
    points.length === 0 ? "none" : `${y} from ${say(Math.min(...values))} to ${say(Math.max(...values))}`;
  const named = groups.length > 1 ? groups.map((group) => ` ${group}: ${points.filter((point) => point.group === group).map(({ name }) => name).join("; ")}.`) : []; // prettier-ignore
  return figure(label(title), data, layout, `${points.length} points: ${range}.${named.join("")}`);
}

const say = (value: number): string => Number(value.toPrecision(4)).toString();
