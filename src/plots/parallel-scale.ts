/** Where the lines cross one axis of parallel coordinates, and what stands beside it. Positions are 0 to 1. */
export interface Scale {
  readonly positions: readonly number[];
  /** `top` is where the lines through the value end upwards */
  readonly ticks: readonly { text: string; position: number; top: number }[];
  readonly isResult: boolean;
}

type Value = string | number | boolean | null;

const margin = 0.05; // above the highest and below the lowest value
const mostLevels = 8;
const spread = 0.4; // of the way from one value to the next, by lines through the same value

/**
 * A scale of a setting's few values, in equal steps; of more than eight numbers, in proportion, or in proportion to
 * their logarithms if they span more than a factor of twenty.
 *
 * @param order of the lines, lowest result first: lines through one value are spread in this order
 */
export function levelsScale(values: readonly Value[], order: readonly number[]): Scale {
  const levels = [...new Set(values)].sort(ascending);
  const numbers = levels.filter((value): value is number => typeof value === "number");
  if (levels.length > mostLevels && numbers.length === levels.length)
    return { ...proportional(values as readonly number[]), isResult: false };
  const step = (1 - 2 * margin) / Math.max(1, levels.length);
  const middle = (level: number): number => margin + step * (level + 0.5);
  const positions = values.map(() => 0);
  levels.forEach((value, level) => {
    const through = order.filter((line) => values[line] === value);
    through.forEach((line, rank) => {
      const share = through.length === 1 ? 0 : rank / (through.length - 1) - 0.5;
      positions[line] = middle(level) + spread * step * share;
    });
  });
  const ticks = levels.map((value, level) => {
    return { text: say(value), position: middle(level), top: middle(level) + (spread * step) / 2 };
  });
  return { positions, ticks, isResult: false };
}

/** A scale in proportion to the numbers, with five marks. */
export function numberScale(values: readonly number[]): Scale {
  return { ...proportional(values, false), isResult: true };
}

function proportional(
  values: readonly number[],
  mayBeLogarithmic = true,
): Pick<Scale, "positions" | "ticks"> {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const logarithmic = mayBeLogarithmic && low > 0 && high / low > 20;
  const [to, from] = logarithmic ? [Math.log, Math.exp] : [(x: number) => x, (x: number) => x];
  const width = to(high) - to(low) || 1;
  const place = (value: number): number =>
    low === high ? 0.5 : margin + ((to(value) - to(low)) / width) * (1 - 2 * margin);
  const marks = low === high ? [low] : [0, 1, 2, 3, 4].map((i) => from(to(low) + (i * width) / 4));
  const digits = digitsFor(marks);
  return {
    positions: values.map(place),
    ticks: marks.map((value) => ({
      text: sayWith(digits, value),
      position: place(value),
      top: place(value),
    })),
  };
}

/** Three digits, or as many as tell the marks apart. */
function digitsFor(marks: readonly number[]): number {
  let digits = 3;
  while (digits < 12 && new Set(marks.map((mark) => sayWith(digits, mark))).size < marks.length) digits++;
  return digits;
}

const sayWith = (digits: number, value: number): string => String(Number(value.toPrecision(digits)));

function ascending(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}

const say = (value: Value): string =>
  value === null ? "none" : typeof value === "number" ? sayWith(3, value) : String(value);
