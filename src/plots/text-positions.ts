import { textWidth } from "./labels";
import { overlap, type Box } from "./place-labels";

const positions = ["top center", "bottom center", "middle right", "middle left"] as const;

/** Where Plotly writes a word beside its point; `undefined`: there is no room for it. */
export type TextPosition = (typeof positions)[number] | undefined;

/**
 * A place for each word at which it covers no other word and no point. It is simpler than `placeLabels` so that a film
 * can have it in every picture: a word that has no room is left out, and a reader finds it by pointing.
 *
 * @param points in pixels, y growing downwards
 * @param size   of the letters, in pixels
 * @param mark   half the size of a point, in pixels
 */
export function textPositions(
  points: readonly { word: string; x: number; y: number }[],
  { width, size, mark }: { width: number; size: number; mark: number },
): TextPosition[] {
  const taken = points.map(({ x, y }): Box => square(x, y, mark - 1));
  return points.map(({ word, x, y }, own) => {
    const [w, h] = [textWidth(word) * size, 1.2 * size];
    const corner = {
      "top center": [x - w / 2, y - mark - h],
      "bottom center": [x - w / 2, y + mark],
      "middle right": [x + mark + 2, y - h / 2],
      "middle left": [x - mark - 2 - w, y - h / 2],
    };
    for (const position of positions) {
      const [left, top] = corner[position];
      const box = { left, top, width: w, height: h };
      const isFree = taken.every((other, i) => i === own || overlap(box, other) === 0);
      if (!isFree || left < 0 || left + w > width) continue;
      taken.push(box);
      return position;
    }
    return undefined;
  });
}

const square = (x: number, y: number, half: number): Box => {
  return { left: x - half, top: y - half, width: 2 * half, height: 2 * half };
};
