import type { Annotations } from "plotly.js";
import { placeLabels, type Anchor, type Box, type Segment } from "./place-labels";
import { label, textColour } from "./theme";

/** A part of the page with equal scales on both axes, so that labels can be placed in pixels. */
export interface Frame {
  /** size of the plotting area on a narrow page, in pixels */
  width: number;
  height: number;
  /** the axes' ranges, of the same shape as the area */
  xRange: [number, number];
  yRange: [number, number];
}

/** Ranges that show all points with a margin, with equal units on both axes. */
export function equalScales(
  points: readonly { x: number; y: number }[],
  width: number,
  height: number,
): Frame {
  const [x0, x1] = bounds(points.map(({ x }) => x));
  const [y0, y1] = bounds(points.map(({ y }) => y));
  const unit = 1.16 * Math.max((x1 - x0) / width, (y1 - y0) / height, Number.MIN_VALUE) || 1; // data units a pixel
  const range = (middle: number, pixels: number): [number, number] => [
    middle - (unit * pixels) / 2,
    middle + (unit * pixels) / 2,
  ];
  return { width, height, xRange: range((x0 + x1) / 2, width), yRange: range((y0 + y1) / 2, height) };
}

function bounds(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/**
 * Words beside their points, as Plotly annotations. A line joins a point with a word that had to move away.
 *
 * @param axes  names of the axes, such as `x2`, `y2`
 * @param size  of the text, in pixels
 * @param lines drawn lines that no word should cover, in data units
 * @param write how a word becomes a label: exactly, or as mathematics (`notation`)
 */
export function labels(
  points: readonly { word: string; x: number; y: number }[],
  frame: Frame,
  axes: { x: string; y: string },
  size: number,
  lines: readonly Segment[] = [],
  write = label,
): Partial<Annotations>[] {
  const toPixels = pixels(frame);
  const anchors = points.map((point) => {
    return { ...toPixels(point), width: textWidth(point.word) * size + 4, height: 1.3 * size };
  });
  const segments = lines.map(({ start, end }) => ({ start: toPixels(start), end: toPixels(end) }));
  return placeLabels(anchors, frame, segments).map((box, i) => ({
    x: points[i].x,
    y: points[i].y,
    xref: axes.x,
    yref: axes.y,
    text: write(points[i].word),
    font: { size },
    // the text moves with its arrow, so there is always one, without a head and, beside the point, unseen
    showarrow: true,
    arrowhead: 0,
    arrowwidth: 1,
    arrowcolor: away(box, anchors[i]) > 14 ? textColour : "rgba(0,0,0,0)",
    ax: box.left + box.width / 2 - anchors[i].x,
    ay: box.top + box.height / 2 - anchors[i].y,
    standoff: 5,
    borderpad: 0,
    captureevents: false,
  })) as Partial<Annotations>[];
}

function pixels({
  width,
  height,
  xRange,
  yRange,
}: Frame): (point: { x: number; y: number }) => { x: number; y: number } {
  return ({ x, y }) => ({
    x: ((x - xRange[0]) / (xRange[1] - xRange[0])) * width,
    y: ((yRange[1] - y) / (yRange[1] - yRange[0])) * height,
  });
}

/** How far a label is from its point, in pixels. */
function away(box: Box, { x, y }: Anchor): number {
  const dx = Math.max(box.left - x, 0, x - box.left - box.width);
  const dy = Math.max(box.top - y, 0, y - box.top - box.height);
  return Math.hypot(dx, dy);
}

/** Width of a text in ems, on the wide side; characters of East Asia and emoji are a full em. */
export function textWidth(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u1100-\uffdc\u{1f000}-\u{3ffff}]/u.test(character) ? 1.2 : 0.63),
    0,
  );
}
