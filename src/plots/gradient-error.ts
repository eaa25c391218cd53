import { curves, type Curve } from "./curves";
import type { Figure } from "./figure";

/** Errors of a gradient's central differences, over step sizes. */
export interface GradientErrors {
  name: string;
  /** step sizes, shape (k) */
  h: ArrayLike<number>;
  /** largest relative difference from the gradient at each h, shape (k); zeros are left out */
  error: ArrayLike<number>;
}

/**
 * Error of central differences over the step size, on logarithmic axes. Two lines show what to expect:
 * what the Taylor series leaves out falls as h², what rounding adds grows as 1 / h.
 */
export function gradientError(
  checks: readonly GradientErrors[],
  title = "Gradient against central differences",
): Figure {
  const measured = checks.map(({ name, h, error }): Curve => {
    const kept = Array.from(error, (_, i) => i).filter((i) => error[i] > 0);
    return { name, x: kept.map((i) => h[i]), y: kept.map((i) => error[i]) };
  });
  return curves([...measured, ...expected(measured)], {
    title,
    x: "step size h",
    y: "largest relative error",
    log: "xy",
    points: true,
  });
}

/** The two slopes, through the first curve's points of largest and of smallest h, down to where they meet. */
function expected([first]: readonly Curve[]): Curve[] {
  if (!first || first.x.length < 3) return [];
  const h = Array.from(first.x);
  const largest = h.indexOf(Math.max(...h));
  const smallest = h.indexOf(Math.min(...h));
  const truncation = first.y[largest] / h[largest] ** 2;
  const rounding = first.y[smallest] * h[smallest];
  const meet = Math.min(Math.max(Math.cbrt(rounding / truncation), h[smallest]), h[largest]);
  const line = (name: string, ends: number[], at: (h: number) => number): Curve => {
    return { name, x: ends, y: ends.map(at), reference: true };
  };
  return [
    line("expected: slope 2, truncation", [meet, h[largest]], (x) => truncation * x ** 2),
    line("expected: slope −1, rounding", [h[smallest], meet], (x) => rounding / x),
  ];
}
