import type { Annotations, Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { levelsScale, numberScale, type Scale } from "./parallel-scale";
import { axis, bottom, figure, label, textColour, top } from "./theme";

/** One vertical axis; entry i of `values` belongs to line i. */
export interface ParallelAxis {
  name: string;
  values: readonly (string | number | boolean | null)[];
}

/** The last axis, by which the lines are coloured. */
export interface ParallelResult {
  name: string;
  unit: string;
  values: readonly number[];
}

/**
 * From the lowest results to the highest: blue, grey, orange, told apart by colour-blind readers and legible on
 * white and on black. Where a line ends on the last axis says the same.
 */
const ramp = ["#1F83C5", "#5F86A6", "#858585", "#AC7446", "#D55E00"] as const;

/**
 * Parallel coordinates: one line a run, through its value on each axis to its result on the last. Lines through the same
 * value are spread a little, in the order of their results, so that each can be followed.
 *
 * Made of plain lines: Plotly's own trace of this name needs WebGL, which a page without `unsafe-eval` cannot use.
 *
 * @param axes at least one
 */
export function parallelCoordinates(
  axes: readonly ParallelAxis[],
  result: ParallelResult,
  title: string,
): Figure {
  const lines = result.values.length;
  for (const { name, values } of axes)
    if (values.length !== lines)
      throw new RangeError(`parallelCoordinates requires ${lines} values on ${name}, got ${values.length}`);
  if (axes.length === 0 || lines === 0)
    throw new RangeError(`parallelCoordinates requires axes and lines, got ${axes.length} and ${lines}`);
  const order = [...result.values.keys()].sort((i, j) => result.values[i] - result.values[j]);
  const scales = [...axes.map(({ values }) => levelsScale(values, order)), numberScale(result.values)];
  const names = [...axes.map(({ name }) => name), `${result.name} (${result.unit})`];
  const data = findClasses(order, result.values).map((members, c, all) =>
    trace(members, scales, scaleColour(c, all.length), hoverText(axes, result), findRange(members, result)),
  );
  const layout: Partial<Layout> = {
    height: top + 380 + bottom,
    xaxis: axis("setting; on the right the result", {
      tickmode: "array",
      tickvals: names.map((_, i) => i),
      ticktext: names.map(label),
      range: [-0.35, names.length - 0.65],
      showgrid: false,
      zeroline: false,
    }),
    yaxis: axis("", { range: [0, 1], visible: false }),
    shapes: names.map((_, i) => upright(i)),
    annotations: scales.flatMap((scale, i) => ticks(scale, i)),
    hovermode: "closest",
    showlegend: true,
  };
  return figure(title, data, layout, summary(axes, result, order));
}

/** The lines in at most five classes of equal size, lowest results first. */
function findClasses(order: readonly number[], values: readonly number[]): number[][] {
  const count = Math.min(ramp.length, new Set(values).size);
  const classes = Array.from({ length: count }, (_, c) =>
    order.slice(Math.floor((c * order.length) / count), Math.floor(((c + 1) * order.length) / count)),
  );
  return classes.filter((members) => members.length > 0);
}

const scaleColour = (c: number, count: number): string =>
  ramp[count === 1 ? 0 : Math.round((c * (ramp.length - 1)) / (count - 1))];

function trace(
  members: readonly number[],
  scales: readonly Scale[],
  colour: string,
  hover: (line: number, axis: number) => string,
  name: string,
): Data {
  const gap = null; // ends one line before the next begins
  return {
    type: "scatter",
    mode: "lines",
    name: label(name),
    x: members.flatMap(() => [...scales.keys(), gap]),
    y: members.flatMap((line) => [...scales.map(({ positions }) => positions[line]), gap]),
    line: { color: colour, width: members.length > 20 ? 1 : 2 },
    hoverinfo: "text",
    hovertext: members.flatMap((line) => [...scales.map((_, at) => hover(line, at)), ""]),
  };
}

/** What is shown at a line's crossing of an axis: the value there, and the result. */
function hoverText(
  axes: readonly ParallelAxis[],
  result: ParallelResult,
): (line: number, axis: number) => string {
  return (line, at) => {
    const end = `${label(result.name)} ${say(result.values[line])}`;
    return at < axes.length ? `${label(axes[at].name)} ${label(say(axes[at].values[line]))}: ${end}` : end;
  };
}

function upright(at: number): Partial<Layout["shapes"][number]> {
  return {
    type: "line",
    x0: at,
    x1: at,
    y0: 0,
    y1: 1,
    line: { color: textColour, width: 1 },
    layer: "below",
  };
}

/**
 * The values beside an axis: on the right of the last, on the left of the first, and of those in between, which have
 * lines on both sides, above the lines through a value.
 */
function ticks({ ticks: marks, isResult }: Scale, at: number): Partial<Annotations>[] {
  return marks.map(({ text, position, top: above }) => ({
    x: at,
    y: at === 0 || isResult ? position : above,
    xref: "x",
    yref: "y",
    text: label(text),
    showarrow: false,
    xanchor: isResult ? "left" : "right",
    xshift: isResult ? 5 : -5,
    yanchor: at === 0 || isResult ? "middle" : "bottom",
    font: { size: 13 },
    captureevents: false,
  }));
}

function findRange(members: readonly number[], { name, values }: ParallelResult): string {
  const [low, high] = [values[members[0]], values[members[members.length - 1]]];
  return low === high ? `${name} ${say(low)}` : `${name} ${say(low)} to ${say(high)}`;
}

function summary(axes: readonly ParallelAxis[], result: ParallelResult, order: readonly number[]): string {
  const at = (line: number): string =>
    `${say(result.values[line])} at ${axes.map(({ name, values }) => `${name} ${say(values[line])}`).join(", ")}`;
  const last = order.length - 1;
  return `${result.name} (${result.unit}) of ${order.length} runs: lowest ${at(order[0])}; highest ${at(order[last])}.`;
}

function say(value: string | number | boolean | null): string {
  if (typeof value !== "number") return value === null ? "none" : String(value);
  return Number(value.toPrecision(4)).toString();
}
