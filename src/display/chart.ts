import { dotLabels } from "./dot-labels";
import { escapeHtml, withSubscripts } from "./html";

/** A line through points, or points alone. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** `faint` is drawn thin and first; `dots` has no line; `dashed` is something to compare with */
  readonly kind?: "line" | "faint" | "dots" | "dashed";
  /** place among the colours, 0 to 5; by default the place among the series */
  readonly colour?: number;
  /** a text beside each point */
  readonly labels?: readonly string[];
}

/** An axis: what it says, with its unit, and its ends. By default it takes in all points. */
export interface Axis {
  readonly title: string;
  readonly from?: number;
  readonly to?: number;
  readonly logarithmic?: boolean;
}

export interface ChartOptions {
  /** what one would see, for whoever cannot */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  /** in pixels, 640 by default */
  readonly width?: number;
  readonly height?: number;
}

const edges = { left: 62, right: 30, top: 14, bottom: 46 }; // right: half of a long number

/**
 * Numbers as an SVG element: the same in Node, for an output that is still, and in a page, where it is drawn again when they
 * change. Colours are classes, which the page's style sheet or `asImage` gives; every text is escaped.
 */
export function chart(series: readonly Series[], options: ChartOptions): string {
  const { width = 640, height = 300, description } = options;
  const legend = legendOf(series, width - edges.left - edges.right);
  const margin = { ...edges, top: edges.top + legend.height };
  const x = scaleOf(options.x, series.flatMap(({ points }) => points.map(([at]) => at)), margin.left, width - margin.right); // prettier-ignore
  const y = scaleOf(options.y, series.flatMap(({ points }) => points.map(([, at]) => at)), height - margin.bottom, margin.top); // prettier-ignore
  const order = [...series.keys()].sort((a, b) => Number(isFaint(series[b])) - Number(isFaint(series[a])));
  const parts = [
    ...x.ticks.map((at) => `<line class="grid" x1="${x(at)}" x2="${x(at)}" y1="${margin.top}" y2="${height - margin.bottom}"/><text x="${x(at)}" y="${height - margin.bottom + 17}" text-anchor="middle">${numberText(at)}</text>`), // prettier-ignore
    ...y.ticks.map((at) => `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y(at)}" y2="${y(at)}"/><text x="${margin.left - 7}" y="${y(at)}" dy="0.32em" text-anchor="end">${numberText(at)}</text>`), // prettier-ignore
    `<text class="title" x="${(margin.left + width - margin.right) / 2}" y="${height - 8}" text-anchor="middle">${nameHtml(options.x.title)}</text>`,
    `<text class="title" transform="translate(15 ${(margin.top + height - margin.bottom) / 2}) rotate(-90)" text-anchor="middle">${nameHtml(options.y.title)}</text>`,
    `<g transform="translate(${margin.left} ${edges.top})">${legend.content}</g>`,
    inside(margin, width, height, order.map((i) => drawLine(series[i], i, x, y)).join("")),
    ...order.map((i) => drawPoints(series[i], i, x, y)),
  ];
  return svg(width, height, description, parts.join(""));
}

/** An SVG element of a size in pixels, with its description. */
export function svg(width: number, height: number, description: string, content: string): string {
  return `<svg class="chart" role="img" aria-label="${escapeHtml(description)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${content}</svg>`;
}

/** The names of the series in rows above them, where there is more than one; about 6.6 pixels a letter. */
function legendOf(series: readonly Series[], width: number): { content: string; height: number } {
  const named = series.map((each, i) => ({ ...each, i })).filter(({ name }) => name !== "");
  if (named.length < 2) return { content: "", height: 0 };
  let [at, row] = [0, 0];
  const entries = named.map(({ name, kind = "line", colour, i }) => {
    const length = 32 + 6.6 * name.length;
    if (at > 0 && at + length > width) [at, row] = [0, row + 1];
    const [x, y] = [at, 16 * row];
    at += length + 14;
    const sign =
      kind === "dots"
        ? `<circle class="c${(colour ?? i) % 6} dots" cx="${x + 11}" cy="${y}" r="4.5"/>`
        : `<polyline class="c${(colour ?? i) % 6} ${kind}" points="${x},${y} ${x + 22},${y}"/>`;
    return `${sign}<text x="${x + 28}" y="${y}" dy="0.35em">${nameHtml(name)}</text>`;
  });
  return { content: entries.join(""), height: 16 * (row + 1) + 4 };
}

/** A name in which the second letter of v_c stands below the line; SVG has no `<sub>`, and only a character brings the line back. */
const nameHtml = (name: string): string =>
  withSubscripts(
    escapeHtml(name),
    (below) => `<tspan dy="3" font-size="9">${below}</tspan><tspan dy="-3">\u200b</tspan>`,
  );

const isFaint = ({ kind }: Series): boolean => kind === "faint";

type Scale = ((value: number) => number) & { ticks: number[] };

/** What is cut at the edges of the plotting area. */
function inside(
  { left, right, top, bottom }: typeof edges,
  width: number,
  height: number,
  content: string,
): string {
  // prettier-ignore
  const place = `${left} ${top - 2} ${width - left - right} ${height - top - bottom + 4}`;
  const [x, y, w, h] = place.split(" ");
  return `<svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="${place}">${content}</svg>`;
}

const placed = ({ points }: Series, x: Scale, y: Scale): (readonly [number, number])[] =>
  points.filter((point) => point.every(Number.isFinite)).map(([px, py]) => [x(px), y(py)]);

const lookOf = ({ kind = "line", colour }: Series, i: number): string => `c${(colour ?? i) % 6} ${kind}`;

function drawLine(series: Series, i: number, x: Scale, y: Scale): string {
  if (series.kind === "dots") return "";
  const points = placed(series, x, y).map((point) => point.join(","));
  return `<polyline class="${lookOf(series, i)}" points="${points.join(" ")}"/>`;
}

/** The dots of a series, and its labels. */
function drawPoints(series: Series, i: number, x: Scale, y: Scale): string {
  const at = placed(series, x, y);
  const { labels = [] } = series;
  const name = (k: number): string => (labels[k] ? `<title>${escapeHtml(labels[k])}</title>` : "");
  const dots = series.kind === "dots" ? at.map(([px, py], k) => `<circle class="${lookOf(series, i)}" cx="${px}" cy="${py}" r="4.5">${name(k)}</circle>`) : []; // prettier-ignore
  return dots.join("") + dotLabels(at, labels);
}

function scaleOf(
  { from, to, logarithmic = false }: Axis,
  values: number[],
  first: number,
  last: number,
): Scale {
  const kept = values.filter((value) => Number.isFinite(value) && (!logarithmic || value > 0));
  const low = from ?? kept.reduce((least, value) => Math.min(least, value), Infinity);
  const high = to ?? kept.reduce((most, value) => Math.max(most, value), -Infinity);
  const measure = logarithmic ? Math.log10 : (value: number): number => value;
  const [a, b] = Number.isFinite(low) && Number.isFinite(high) ? [measure(low), measure(high)] : [0, 1];
  const length = b > a ? b - a : 1;
  const place = (value: number): number => {
    const share = (measure(value) - a) / length;
    return Math.round(10 * (first + Math.min(9, Math.max(-9, share)) * (last - first))) / 10;
  };
  const ticks = logarithmic ? decades(a, a + length) : steps(a, a + length);
  return Object.assign(place, { ticks });
}

/** Four to eight round numbers from a to b. */
export function steps(a: number, b: number): number[] {
  const power = 10 ** Math.floor(Math.log10((b - a) / 4));
  const step = [5, 2, 1].map((times) => times * power).find((each) => (b - a) / each >= 4) ?? power;
  const first = Math.ceil(a / step - 1e-9);
  const count = Math.floor(b / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Powers of ten whose exponents lie from a to b, at most about eight. */
function decades(a: number, b: number): number[] {
  const stride = Math.max(1, Math.ceil((b - a) / 8));
  const first = Math.ceil(a - 1e-9);
  return Array.from(
    { length: Math.max(0, Math.floor((b - first) / stride + 1e-9) + 1) },
    (_, i) => 10 ** (first + i * stride),
  );
}

/** A number as an axis shows it, with a real minus sign. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  const plain = size !== 0 && (size < 1e-3 || size >= 1e6) ? powerText(value) : value.toLocaleString("en-US", { maximumFractionDigits: 6 }); // prettier-ignore
  return plain.replace(/-/g, "−");
}

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function powerText(value: number): string {
  const [digits, exponent] = value.toExponential().split("e");
  const power = `10${[...exponent.replace("+", "")].map((sign) => (sign === "-" ? "⁻" : raised[Number(sign)])).join("")}`;
  return digits === "1" ? power : `${Number(Number(digits).toPrecision(3))} · ${power}`;
}
