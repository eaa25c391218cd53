import type { WatchLine } from "../../runs/live/watch-line";

const [width, height] = [160, 40];
const names = "http://www.w3.org/2000/svg";

/** A small curve of a loss over the whole run, so that what is still to come is empty; undefined for fewer than two points. */
export function smallCurve(curve: WatchLine["curve"]): SVGElement | undefined {
  if (curve.length < 2) return undefined;
  const losses = curve.map(([, loss]) => loss);
  const [least, most] = [Math.min(...losses), Math.max(...losses)];
  const y = (loss: number): number =>
    2 + (height - 4) * (most > least ? (most - loss) / (most - least) : 0.5);
  const points = curve.map(([at, loss]) => `${(at * width).toFixed(1)},${y(loss).toFixed(1)}`);
  const svg = make("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": `loss from ${losses[0].toFixed(3)} to ${losses[losses.length - 1].toFixed(3)}`,
  });
  svg.append(make("polyline", { points: points.join(" "), fill: "none", stroke: "currentColor", "stroke-width": "1.5" })); // prettier-ignore
  return svg;
}

function make(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(names, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
