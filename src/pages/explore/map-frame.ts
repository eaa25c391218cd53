/** What a view shows whole: the middle of it, and half of its longer side, in the units of the places. */
export interface Frame {
  readonly middle: readonly [x: number, y: number];
  readonly half: number;
}

/** The frame around places. @param points x and y of each, one after the other */
export function frameOf(points: ArrayLike<number>): Frame {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (let i = 0; i < points.length; i++) {
    low[i % 2] = Math.min(low[i % 2], points[i]);
    high[i % 2] = Math.max(high[i % 2], points[i]);
  }
  const half = Math.max(high[0] - low[0], high[1] - low[1], 1e-12) / 2;
  return { middle: [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2], half };
}
