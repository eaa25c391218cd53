import type { Annotations, Data, Layout, LayoutAxis, PlotType } from "plotly.js";
import type { Figure } from "./figure";
import { equalScales, labels, type Frame } from "./labels";
import { axis, bottom, figure, label, legendAbove, mark, textColour, top } from "./theme";

/** A word on a map. */
export interface WordPoint {
  word: string;
  x: number;
  y: number;
  /** how often it occurs in the corpus, if that is known */
  count?: number;
  /** its nearest words by the whole vectors, nearest first */
  nearest: readonly string[];
  /** words of one group share a mark */
  group: string;
}

export interface WordMapOptions {
  title?: string;
  /** share of the variance along each axis, 0 to 1 */
  shares?: readonly [number, number];
}

/** Words in the plane, one unit as long on either axis, every word beside its point. */
export function wordMap(points: readonly WordPoint[], options: WordMapOptions = {}): Figure {
  const narrow = mapLayout(points, options.shares, { width: 255, height: 330, size: 11 });
  const layout: Partial<Layout> & { meta: object } = {
    ...mapLayout(points, options.shares, { width: 610, height: 500, size: 14 }),
    hovermode: "closest",
    meta: { narrow },
  };
  return figure(
    options.title ?? "Words in two dimensions",
    traces(points, listGroups(points), { x: "x", y: "y" }, true),
    layout,
    summary(points),
  );
}

/** One map in an area of some pixels. @param size of its words, in pixels */
function mapLayout(
  points: readonly WordPoint[],
  shares: readonly [number, number] | undefined,
  { width, height, size }: { width: number; height: number; size: number },
): Partial<Layout> {
  const frame = equalScales(points, width, height);
  return {
    ...axisPair("", frame, shares, { x: [0, 1], y: [0, 1] }, size),
    annotations: labels(points, frame, { x: "x", y: "y" }, size),
    height: top + height + bottom,
    legend: legendAbove(top + height + bottom, 8),
  };
}

/** One map of several. */
export interface WordMapPanel extends WordMapOptions {
  title: string;
  points: readonly WordPoint[];
}

const panelHeight = 290;
const rowGap = 90; // the axis' title and the next row's heading

/**
 * Several maps side by side, two in a row, each at its own scale, with the same marks for the same groups. On a narrow
 * page they are below one another.
 */
export function wordMaps(title: string, panels: readonly WordMapPanel[]): Figure {
  const groups = listGroups(panels.flatMap(({ points }) => points));
  const data = panels.flatMap(({ points }, i) => traces(points, groups, axesOf(i), i === 0));
  const alternative = panels.map((panel) => `${panel.title}: ${summary(panel.points)}`).join(" ");
  const layout = { ...panelLayout(panels, 2), meta: { narrow: panelLayout(panels, 1) } };
  return figure(title, data, { ...layout, hovermode: "closest" }, alternative);
}

const suffix = (i: number): string => (i === 0 ? "" : String(i + 1));
const axesOf = (i: number): { x: string; y: string } => ({ x: `x${suffix(i)}`, y: `y${suffix(i)}` });

/** Where the panels and their labels are, in one column or two. */
function panelLayout(panels: readonly WordMapPanel[], columns: 1 | 2): Partial<Layout> {
  const rows = Math.ceil(panels.length / columns);
  const area = rows * panelHeight + (rows - 1) * rowGap;
  const height = top + area + bottom;
  const legend = legendAbove(height, 28); // above the panels' headings
  const layout: Partial<Layout> = { height, legend };
  const annotations: Partial<Annotations>[] = [];
  for (const [i, panel] of panels.entries()) {
    const frame = equalScales(panel.points, 255, panelHeight);
    const above = 1 - (Math.floor(i / columns) * (panelHeight + rowGap)) / area;
    const domain: Domain = {
      x: columns === 1 ? [0, 1] : i % 2 === 0 ? [0, 0.43] : [0.57, 1],
      y: [Math.max(0, above - panelHeight / area), above],
    };
    Object.assign(layout, axisPair(suffix(i), frame, panel.shares, domain, 11));
    annotations.push(panelTitle(panel.title, axesOf(i)), ...labels(panel.points, frame, axesOf(i), 11));
  }
  return { ...layout, annotations };
}

function panelTitle(text: string, { x, y }: { x: string; y: string }): Partial<Annotations> {
  const place = { xref: `${x} domain`, x: 0, xanchor: "left", yref: `${y} domain`, y: 1, yanchor: "bottom" };
  return { ...place, text: label(text), showarrow: false, font: { size: 14 } } as Partial<Annotations>;
}

/** The part of the plotting area that a pair of axes takes, 0 to 1 each way. */
interface Domain {
  x: [number, number];
  y: [number, number];
}

function axisPair(
  suffix: string,
  { xRange, yRange }: Frame,
  shares: readonly [number, number] | undefined,
  domain: Domain,
  size: number,
): Record<string, Partial<LayoutAxis>> {
  const one = (i: number, more: object): Partial<LayoutAxis> => {
    const share = shares ? ` (${(100 * shares[i]).toFixed(0)} % of variance)` : "";
    const type = {
      title: { text: `axis ${i + 1}${share}`, standoff: 6, font: { size } },
      tickfont: { size },
    };
    return axis("", { ...type, constrain: "domain", zeroline: false, nticks: 5, ...more });
  };
  return {
    [`xaxis${suffix}`]: one(0, { range: xRange, domain: domain.x, anchor: `y${suffix}` }),
    [`yaxis${suffix}`]: one(1, {
      range: yRange,
      domain: domain.y,
      anchor: `x${suffix}`,
      scaleanchor: `x${suffix}`,
      scaleratio: 1,
    }),
  };
}

function listGroups(points: readonly WordPoint[]): string[] {
  return [...new Set(points.map(({ group }) => group))];
}

function traces(
  points: readonly WordPoint[],
  groups: string[],
  axes: { x: string; y: string },
  legend: boolean,
): Data[] {
  return groups.map((group, i) => {
    const members = points.filter((point) => point.group === group);
    return {
      type: "scatter" as PlotType,
      mode: "markers",
      name: label(group),
      legendgroup: label(group),
      showlegend: legend,
      x: members.map(({ x }) => x),
      y: members.map(({ y }) => y),
      xaxis: axes.x,
      yaxis: axes.y,
      marker: {
        color: mark(i).colour,
        symbol: mark(i).symbol,
        size: 10,
        line: { width: 1, color: textColour },
      },
      hoverinfo: "text",
      hovertext: members.map(hover),
    } as Data;
  });
}

function hover({ word, count, nearest }: WordPoint): string {
  const times =
    count === undefined
      ? ""
      : `${count.toLocaleString("en-US")} ${count === 1 ? "occurrence" : "occurrences"}<br>`;
  return `<b>${label(word)}</b><br>${times}nearest: ${nearest.map(label).join(", ")}`;
}

function summary(points: readonly WordPoint[]): string {
  if (points.length < 2) return `${points.length} word.`;
  let near = { words: "", distance: Infinity };
  let far = { words: "", distance: -1 };
  points.forEach((a, i) => {
    for (const b of points.slice(i + 1)) {
      const distance = Math.hypot(a.x - b.x, a.y - b.y);
      const words = `${a.word} and ${b.word}`;
      if (distance < near.distance) near = { words, distance };
      if (distance > far.distance) far = { words, distance };
    }
  });
  const say = ({ words, distance }: typeof near): string => `${words} (${distance.toPrecision(2)} apart)`;
  return `${points.length} words; nearest to each other: ${say(near)}; farthest: ${say(far)}.`;
}
