import type { Annotations, Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { equalScales, labels } from "./labels";
import { axis, bottom, figure, label, legendAbove, mark, notation, top } from "./theme";

/** A vector in the plane, drawn as an arrow. */
export interface Arrow {
  name: string;
  x: number;
  y: number;
  /** where it starts; default the origin */
  from?: readonly [number, number];
  /** arrows of one group share a mark */
  group: string;
}

/** Vectors in the plane as arrows, one unit as long on either axis, each named at its tip; smaller on a narrow page. */
export function arrows(
  vectors: readonly Arrow[],
  title: string,
  names: { x: string; y: string } = { x: "x", y: "y" },
): Figure {
  const groups = [...new Set(vectors.map(({ group }) => group))];
  const tips = vectors.map((arrow) => ({ ...arrow, ...tip(arrow), word: arrow.name }));
  const data = groups.map((group, i): Data => {
    const members = tips.filter((arrow) => arrow.group === group);
    return {
      type: "scatter",
      mode: "markers",
      name: label(group),
      x: members.map(({ x }) => x),
      y: members.map(({ y }) => y),
      marker: { color: mark(i).colour, symbol: mark(i).symbol, size: 6 },
      hoverinfo: "text",
      hovertext: members.map((m) => `${notation(m.name)}: (${short(m.x)}, ${short(m.y)})`),
    };
  });
  const shafts = vectors.map((arrow) => shaft(arrow, mark(groups.indexOf(arrow.group)).colour));
  const lines = vectors.map((arrow) => ({ start: start(arrow), end: tip(arrow) }));
  const ends = [{ x: 0, y: 0 }, ...tips, ...vectors.map((arrow) => start(arrow))];
  const axes = { constrain: "domain" as const, zeroline: true };
  const sized = (width: number, height: number, size: number): Partial<Layout> => {
    const frame = equalScales(ends, width, height);
    return {
      height: top + height + bottom,
      xaxis: axis(names.x, { ...axes, range: frame.xRange }),
      yaxis: axis(names.y, { ...axes, range: frame.yRange, scaleanchor: "x", scaleratio: 1 }),
      annotations: [...shafts, ...labels(tips, frame, { x: "x", y: "y" }, size, lines, notation)],
      legend: legendAbove(top + height + bottom, 8),
    };
  };
  const layout = {
    ...sized(610, 420, 14),
    hovermode: "closest",
    showlegend: groups.length > 1,
    meta: { narrow: sized(255, 300, 12) },
  } as Partial<Layout>;
  const said = vectors.map((arrow) => `${arrow.name} (${arrow.group}): ${short(arrow.x)}, ${short(arrow.y)}`);
  return figure(title, data, layout, `${said.join("; ")}.`);
}

function start({ from = [0, 0] }: Arrow): { x: number; y: number } {
  return { x: from[0], y: from[1] };
}

function tip(arrow: Arrow): { x: number; y: number } {
  const from = start(arrow);
  return { x: from.x + arrow.x, y: from.y + arrow.y };
}

/** An arrow is an annotation without text. */
function shaft(arrow: Arrow, colour: string): Partial<Annotations> {
  const from = start(arrow);
  return {
    ...tip(arrow),
    ax: from.x,
    ay: from.y,
    xref: "x",
    yref: "y",
    axref: "x",
    ayref: "y",
    text: "",
    showarrow: true,
    standoff: 3,
    arrowhead: 2,
    arrowwidth: 2,
    arrowcolor: colour,
  };
}

function short(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
