const seconds = { s: 1, m: 60, h: 3600 } as const;
const longest = 31 * 24 * 3600; // seconds; timers of 32 bits end not far above

/**
 * Parses a time limit: a number and a unit, `90s`, `5m` or `1.5h`.
 *
 * @returns seconds
 * @throws RangeError that names the forms
 */
export function parseTimeLimit(text: string): number {
  const found = /^(\d+(?:\.\d+)?)([smh])$/.exec(text);
  const value = found ? Number(found[1]) * seconds[found[2] as keyof typeof seconds] : NaN;
  if (!(value > 0 && value <= longest))
    throw new RangeError(
      `experiment requires --time-limit to be a number above 0 with s, m or h, such as 90s, 5m or 1.5h, and at most 744h, got ${text || "an empty text"}`,
    );
  return value;
}
