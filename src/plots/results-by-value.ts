import type { Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { axis, bottom, figure, label, mark, textColour, top } from "./theme";

/** A setting; entry i of `values` belongs to run i. */
export interface SettingValues {
  readonly name: string;
  readonly values: readonly (string | number | boolean | null)[];
}

/** What is drawn of each run. */
export interface RunResults {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** The runs with one value of a setting, or with values of a range. */
interface Row {
  readonly setting: number;
  readonly name: string;
  readonly runs: readonly number[];
}

/** More values than these, if they are numbers, are put into ranges with as many runs each. */
const mostValues = 8;
const ranges = 5;

/**
 * The results of all runs once for each setting, in a row for each of its values: a dot a run, and a bar at their mean. Two rows
 * whose dots cover the same place differ in little, however many runs there are.
 *
 * @param settings at least one
 */
export function resultsByValue(
  settings: readonly SettingValues[],
  result: RunResults,
  title: string,
): Figure {
  const runs = result.values.length;
  for (const { name, values } of settings)
    if (values.length !== runs) throw new RangeError(`resultsByValue requires ${runs} values of ${name}, got ${values.length}`); // prettier-ignore
  if (settings.length === 0 || runs === 0)
    throw new RangeError(`resultsByValue requires settings and runs, got ${settings.length} and ${runs}`);
  const rows = settings.flatMap((setting, s) => rowsOf(setting, s));
  const places = rows.map(({ setting }, i) => i + 0.6 * setting); // a gap between two settings
  const data = settings.map((setting, s) => dots(setting, s, rows, places, result));
  const layout: Partial<Layout> = {
    height: top + bottom + Math.max(160, 34 * ((places.at(-1) ?? 0) + 1)),
    xaxis: axis(`${result.name} (${result.unit})`),
    yaxis: axis("", {
      tickmode: "array",
      tickvals: places,
      ticktext: rows.map(({ name }) => label(name)),
      range: [(places.at(-1) ?? 0) + 0.7, -0.7],
      zeroline: false,
      showgrid: false,
    }),
    hovermode: "closest",
    showlegend: true,
  };
  const said = rows.map(({ name, runs: of }) => `${name}: ${say(mean(of, result))} (${of.length})`);
  const alternative = `${result.name} of ${runs} runs, by the values of each setting: the mean, and how many runs. ${said.join("; ")}.`;
  return figure(title, [...data, bars(rows, places, result)], layout, alternative);
}

function rowsOf({ name, values }: SettingValues, setting: number): Row[] {
  const distinct = [...new Set(values)];
  const all = [...values.keys()];
  const numbers = distinct.filter((value): value is number => typeof value === "number");
  if (numbers.length === distinct.length && distinct.length > mostValues) {
    const order = all.sort((i, j) => Number(values[i]) - Number(values[j]));
    const part = (k: number): number[] => order.slice(Math.floor((k * order.length) / ranges), Math.floor(((k + 1) * order.length) / ranges)); // prettier-ignore
    const between = (of: readonly number[]): string => `${say(Number(values[of[0]]))} to ${say(Number(values[of[of.length - 1]]))}`; // prettier-ignore
    return Array.from({ length: ranges }, (_, k) => part(k)).map((of) => ({ setting, name: `${name} ${between(of)}`, runs: of })); // prettier-ignore
  }
  const sorted = numbers.length === distinct.length ? numbers.sort((a, b) => a - b) : distinct;
  return sorted.map((value) => {
    const text = value === null ? "none" : String(value);
    return { setting, name: `${name} ${text}`, runs: all.filter((i) => values[i] === value) };
  });
}

function dots(
  setting: SettingValues,
  s: number,
  rows: readonly Row[],
  places: readonly number[],
  result: RunResults,
): Data {
  const { colour, symbol } = mark(s);
  const points = rows.flatMap((row, i) => (row.setting === s ? row.runs.map((run, k) => ({ run, y: places[i] + spread(k, row.runs.length) })) : [])); // prettier-ignore
  return {
    type: "scatter",
    mode: "markers",
    name: label(setting.name),
    x: points.map(({ run }) => result.values[run]),
    y: points.map(({ y }) => y),
    marker: { color: colour, symbol, size: 8, opacity: 0.7 },
    hoverinfo: "text",
    hovertext: points.map(({ run }) => label(`${setting.name} ${String(setting.values[run])}: ${say(result.values[run])}`)), // prettier-ignore
  };
}

/** Runs of one value stand a little above one another, so that equal results can be told apart. */
const spread = (k: number, count: number): number => (count === 1 ? 0 : 0.44 * ((((k * 7) % count) + 0.5) / count - 0.5)); // prettier-ignore

function bars(rows: readonly Row[], places: readonly number[], result: RunResults): Data {
  return {
    type: "scatter",
    mode: "markers",
    name: "mean",
    x: rows.map(({ runs }) => mean(runs, result)),
    y: [...places],
    marker: { symbol: "line-ns", size: 22, line: { color: textColour, width: 3 } },
    hoverinfo: "text",
    hovertext: rows.map(({ name, runs }) =>
      label(`${name}: mean ${say(mean(runs, result))} of ${runs.length}`),
    ),
  };
}

const mean = (runs: readonly number[], { values }: RunResults): number =>
  runs.reduce((sum, run) => sum + values[run], 0) / runs.length;

const say = (value: number): string => String(Number(value.toPrecision(4)));
