import type { WordVectors } from "../../model/word-vectors";
import { project } from "../../vectors/project";

/** Words at their places in the plane in which they differ most. */
export interface MapOfWords {
  words: string[];
  /** shape (k, 2) */
  at: [x: number, y: number][];
}

/** Words of a map. */
const mostWords = 24;

/** Shortest word that says something, in letters. */
const shortest = 4;

/**
 * The map of the most frequent words of four letters or more. The plane turns while the vectors move, so each map is turned,
 * or mirrored, to lie as nearly as possible on the one before.
 */
export class MovingMap {
  private readonly ids: number[];
  private before: [number, number][] | undefined;

  constructor({ words, counts }: WordVectors) {
    this.ids = [...words.keys()]
      .filter((w) => words[w].length >= shortest && /^\p{L}+$/u.test(words[w]))
      .sort((a, b) => counts[b] - counts[a])
      .slice(0, mostWords);
  }

  /** @returns undefined where there is no plane, or nothing to put on it */
  draw({ words, vectors }: WordVectors): MapOfWords | undefined {
    if (this.ids.length < 3 || vectors.cols < 2) return undefined;
    const { coordinates } = project(vectors, this.ids);
    const { data } = coordinates;
    const at = this.ids.map((_, k): [number, number] => [data[2 * k], data[2 * k + 1]]);
    this.before = this.before ? turned(at, this.before) : at;
    return { words: this.ids.map((w) => words[w]), at: this.before };
  }
}

/** The points, turned or mirrored about the origin so that the sum of squared distances to others is least. */
function turned(points: [number, number][], others: [number, number][]): [number, number][] {
  let [xx, xy, yx, yy] = [0, 0, 0, 0]; // Σ p qᵀ
  points.forEach(([x, y], k) => {
    const [u, v] = others[k];
    xx += x * u;
    xy += x * v;
    yx += y * u;
    yy += y * v;
  });
  const isMirrored = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
  const angle = isMirrored ? Math.atan2(xy + yx, xx - yy) : Math.atan2(xy - yx, xx + yy);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return points.map(([x, y]) =>
    isMirrored ? [c * x + s * y, s * x - c * y] : [c * x - s * y, s * x + c * y],
  );
}
