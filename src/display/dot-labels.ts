import { escapeHtml } from "./html";

/** Room that a letter takes, in pixels: its width on the wide side, and the height of a line. */
const letter = 7.2;
const line = 13;

/**
 * The labels of dots as SVG, each to the right of its dot or, where another label is in the way, to the left of it. A label
 * that has no room is left out: a reader finds it by pointing at the dot.
 *
 * @param at in pixels, y growing downwards; undefined for a dot that is not drawn
 */
export function dotLabels(
  at: readonly (readonly [number, number] | undefined)[],
  labels: readonly string[],
): string {
  const taken: [left: number, top: number, width: number][] = [];
  const isFree = (left: number, top: number, width: number): boolean =>
    taken.every(([x, y, w]) => left + width <= x || x + w <= left || Math.abs(top - y) >= line);
  return labels
    .map((label, k) => {
      const place = at[k];
      if (place === undefined || label === "") return "";
      const width = letter * [...label].length;
      const [x, y] = [place[0] + 6, place[1] - 5];
      const side = [x, place[0] - 6 - width].find((left) => left >= 0 && isFree(left, y, width));
      if (side === undefined) return "";
      taken.push([side, y, width]);
      const anchor = side === x ? `x="${x}"` : `x="${place[0] - 6}" text-anchor="end"`;
      return `<text ${anchor} y="${y}">${escapeHtml(label)}</text>`;
    })
    .join("");
}
