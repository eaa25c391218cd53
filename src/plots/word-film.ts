import type { Data, Layout, PlotType } from "plotly.js";
import { Figure } from "./figure";
import { textPositions, type TextPosition } from "./text-positions";
import { axis, figure, label, legendAbove, mark, textColour } from "./theme";

/** What is seen at one moment of a training. */
export interface FilmFrame {
  readonly iteration: number;
  readonly places: readonly {
    readonly word: string;
    readonly x: number;
    readonly y: number;
    readonly group: string;
  }[];
  /** nearest words of one word, nearest first */
  readonly nearest: readonly { readonly word: string; readonly cosine: number }[];
}

/**
 * Words that move while a model is trained, with a button to play and a bar to drag; beside them the words that are
 * nearest to one of them. The axes are the same all through. Before it is played it shows the last frame.
 *
 * @param frames at least 2, with the same words in the same order
 * @param of     the word whose nearest words are shown
 */
export function wordFilm(frames: readonly FilmFrame[], of: string): Figure {
  if (frames.length < 2) throw new RangeError(`wordFilm requires 2 or more frames, got ${frames.length}`);
  const first = frames[0];
  const last = frames[frames.length - 1];
  const names = frames.map(({ iteration }) => iteration.toLocaleString("en-US"));
  const height = 640;
  const layout = {
    ...panels(frames, of, { map: { x: [0, 0.6], y: [0, 1] }, bars: { x: [0.7, 1], y: [0, 1] } }),
    height,
    margin: { b: 150 },
    legend: legendAbove(height, 8),
    hovermode: "closest",
    updatemenus: [buttons()],
    sliders: [slider(names)],
    meta: {
      narrow: {
        ...panels(frames, of, { map: { x: [0, 1], y: [0.45, 1] }, bars: { x: [0, 1], y: [0, 0.33] } }),
        height: 960,
        margin: { b: 210 },
        legend: legendAbove(960, 8),
        sliders: [{ ...slider(names), x: 0, len: 1, pad: { t: 110 } }],
      },
    },
  } as Partial<Layout>;
  const {
    data,
    alternative,
    layout: whole,
  } = figure(
    "Word vectors while they are trained",
    traces(last, of, positionsIn(last, frames)),
    layout,
    `${last.places.length} words in ${frames.length} frames, from iteration ${names[0]} to ${names[names.length - 1]}. ` +
      `Nearest to ${of} at first: ${said(first)}; at last: ${said(last)}.`,
  );
  const shots = frames.map((frame, i) => {
    return { name: names[i], data: traces(frame, of, positionsIn(frame, frames)) };
  });
  return new Figure(data, whole, alternative, shots);
}

function said({ nearest }: FilmFrame): string {
  return nearest
    .slice(0, 5)
    .map(({ word }) => word)
    .join(", ");
}

/** Size of the map on a narrow page, and of its letters, in pixels. */
const map = { width: 260, height: 340 };
const letters = 11;

/** Where each word of a picture has room. */
function positionsIn({ places }: FilmFrame, frames: readonly FilmFrame[]): Map<string, TextPosition> {
  const [x, y] = ranges(frames);
  const points = places.map((place) => ({
    word: place.word,
    x: (map.width * (place.x - x[0])) / (x[1] - x[0]),
    y: (map.height * (y[1] - place.y)) / (y[1] - y[0]),
  }));
  const found = textPositions(points, { width: map.width, size: letters, mark: 5 });
  return new Map(places.map(({ word }, i) => [word, found[i]]));
}

function traces(
  { places, nearest }: FilmFrame,
  of: string,
  positions: ReadonlyMap<string, TextPosition>,
): Data[] {
  const groups = [...new Set(places.map(({ group }) => group))];
  const words = groups.map((group, i): Data => {
    const members = places.filter((place) => place.group === group);
    return {
      type: "scatter" as PlotType,
      mode: "text+markers",
      name: label(group),
      x: members.map(({ x }) => x),
      y: members.map(({ y }) => y),
      text: members.map(({ word }) => (positions.get(word) ? label(word) : "")),
      hovertext: members.map(({ word }) => label(word)),
      textposition: members.map(({ word }) => positions.get(word) ?? "top center"),
      textfont: { size: letters },
      marker: { color: mark(i).colour, symbol: mark(i).symbol, size: 9 },
      hoverinfo: "text",
    } as Data; // whose type knows one place for all words only
  });
  const bars: Data = {
    type: "bar",
    orientation: "h",
    name: label(`nearest to ${of}`),
    showlegend: false,
    x: nearest.map(({ cosine }) => cosine),
    y: nearest.map((_, i) => `${i + 1}.`),
    text: nearest.map(({ word }) => label(word)),
    textposition: "inside",
    textfont: { color: "#1B1B1B" }, // on the bar, which is light in both themes
    marker: { color: "#9AC6E2", line: { width: 1, color: textColour } },
    hoverinfo: "x",
    xaxis: "x2",
    yaxis: "y2",
  };
  return [...words, bars];
}

interface Domain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The axes of both pictures, which hold every frame. */
function panels(
  frames: readonly FilmFrame[],
  of: string,
  { map, bars }: { map: Domain; bars: Domain },
): Partial<Layout> {
  const [x, y] = ranges(frames);
  const most = Math.max(...frames.flatMap(({ nearest }) => nearest.map(({ cosine }) => cosine)), 0.1);
  return {
    xaxis: axis("axis 1", { range: x, domain: [...map.x], anchor: "y", zeroline: false, nticks: 5 }),
    yaxis: axis("axis 2", { range: y, domain: [...map.y], anchor: "x", zeroline: false, nticks: 5 }),
    xaxis2: axis(`cosine with ${label(of)}`, {
      range: [0, most],
      domain: [...bars.x],
      anchor: "y2",
      nticks: 4,
    }),
    yaxis2: axis("", { type: "category", autorange: "reversed", domain: [...bars.y], anchor: "x2" }),
  };
}

/** The ranges of both axes. */
function ranges(frames: readonly FilmFrame[]): [number, number][] {
  const places = frames.flatMap((frame) => frame.places);
  return (["x", "y"] as const).map((along) => reach(places.map((place) => place[along])));
}

/** The range of numbers, with a tenth of room on both sides. */
function reach(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.1 * (high - low || 1);
  return [low - room, high + room];
}

const moment = { duration: 400, redraw: true };
const still = { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } };

function buttons(): object {
  const playing = { fromcurrent: false, frame: moment, transition: { duration: 0 } };
  const place = { x: 0, y: 0, xanchor: "left", yanchor: "top", pad: { t: 66 }, direction: "left" };
  const look = {
    type: "buttons",
    showactive: false,
    font: { size: 14 },
    bgcolor: "rgba(0,0,0,0)",
  };
  return {
    ...{ ...place, ...look },
    buttons: [
      { label: "Play", method: "animate", args: [null, playing] },
      { label: "Pause", method: "animate", args: [[null], still] },
    ],
  };
}

/** The bar to drag: a step a frame. */
function slider(names: readonly string[]): object {
  return {
    active: names.length - 1,
    ...{ x: 0.25, len: 0.75, y: 0, yanchor: "top", pad: { t: 56 } },
    ...{ ticklen: 0, minorticklen: 0, font: { size: 1, color: "rgba(0,0,0,0)" } },
    currentvalue: { prefix: "iteration ", font: { size: 14, color: textColour } },
    steps: names.map((name) => ({ label: name, method: "animate", args: [[name], still] })),
  };
}
