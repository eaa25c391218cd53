import type { Mistake } from "./exercise";
import { alike, firstDifference, sameValues, type Part } from "./parts";
import type { ExerciseName, Questions } from "./student-functions";

/** A question with the student's answer and the right one, part by part. */
export interface Compared<Name extends ExerciseName> {
  readonly question: Questions[Name];
  readonly got: readonly Part[];
  readonly wanted: readonly Part[];
}

/**
 * Says what is wrong with answers, one sentence for each part that is not right: the mistake that gives the same
 * numbers in every question, if there is one; else where the numbers differ, and by which factor.
 *
 * @param mistakes those that are known, the likeliest first
 * @returns nothing if all answers are right
 */
export function diagnose<Name extends ExerciseName>(
  compared: readonly Compared<Name>[],
  mistakes: readonly Mistake<Name>[],
): string[] {
  const names = compared[0]?.wanted.map(({ name }) => name) ?? [];
  const said = names.flatMap((name, place) => {
    const cases = compared.map(({ question, got, wanted }) => {
      return { question, got: got[place], wanted: wanted[place] };
    });
    const wrong = cases.filter(({ got, wanted }) => !sameValues(got, wanted));
    if (wrong.length === 0) return [];
    const known = mistakes.find(
      (mistake) => mistake.part === name && cases.every((each) => makes(mistake, each)),
    );
    return [`${name}: ${known?.says ?? describe(wrong[0].got, wrong[0].wanted)}`];
  });
  return mergeParts(said);
}

/** The mistakes that give the same numbers as the answers in every question. */
export function likely<Name extends ExerciseName>(
  mistakes: readonly Mistake<Name>[],
  compared: readonly Compared<Name>[],
): Mistake<Name>[] {
  return mistakes.filter((mistake) =>
    compared.every(({ question, got }) => {
      const part = got.find(({ name }) => name === mistake.part);
      return part !== undefined && makes(mistake, { question, got: part });
    }),
  );
}

function makes<Name extends ExerciseName>(
  { wrong }: Mistake<Name>,
  { question, got }: { question: Questions[Name]; got: Part },
): boolean {
  const values = wrong(...question);
  return sameValues({ ...got, values: typeof values === "number" ? [values] : values }, got);
}

/** "dVc: x" and "dU: x" become "dVc, dU: x": one mistake is said once. */
function mergeParts(said: readonly string[]): string[] {
  const parts = new Map<string, string[]>();
  for (const sentence of said) {
    const colon = sentence.indexOf(": ");
    const [name, what] = [sentence.slice(0, colon), sentence.slice(colon + 2)];
    parts.set(what, [...(parts.get(what) ?? []), name]);
  }
  return [...parts].map(([what, names]) => `${names.join(", ")}: ${what}`);
}

/** Says where two parts differ, and how, for a mistake that nobody has listed. */
function describe(got: Part, wanted: Part): string {
  const [mine, right] = [Array.from(got.values), Array.from(wanted.values)];
  if (mine.length !== right.length)
    return `it has ${mine.length} numbers, and should have ${right.length}: ${listed(mine)} in place of ${listed(right)}`;
  const notFinite = mine.findIndex((value) => !Number.isFinite(value));
  if (notFinite >= 0 && Number.isFinite(right[notFinite]))
    return `${entry(got, notFinite)}is ${mine[notFinite]}, and should be ${short(right[notFinite])}: does exp grow beyond all numbers, or a logarithm meet 0?`;
  const rounded = whyRounded(mine, right);
  if (rounded !== undefined) return rounded;
  const factor = commonFactor(mine, right);
  if (factor === 0 && mine.length > 1) return "every number is 0: was anything added to it?";
  if (factor !== undefined && mine.length > 1)
    return `every number is ${short(factor)} times what it should be${factor === -1 ? ": the sign is turned round" : ""}`;
  if (got.shape.length === 2) {
    const rows = wrongRows(got, wanted);
    const only = rows.length === 1 ? commonFactor(rowOf(got, rows[0]), rowOf(wanted, rows[0])) : undefined;
    if (only === 0) return `row ${rows[0]} is 0, the others are right: is this word left out?`;
    if (only !== undefined)
      return `row ${rows[0]} is ${short(only)} times what it should be, the others are right: does this word occur more than once?`;
  }
  const at = firstDifference(got, wanted);
  return `${entry(got, at)}is ${short(mine[at])}, and should be ${short(right[at])}`;
}

/** Digits to which an answer must be right for it to be called rounded; a float32 has seven. */
const fewDigits = 5;

/**
 * Says what rounds an answer that is right to some digits and no further, and how to keep them all.
 *
 * @returns nothing if it is wrong in one of the first digits, or right
 */
export function whyRounded(mine: ArrayLike<number>, right: ArrayLike<number>): string | undefined {
  const [got, wanted] = [Array.from(mine), Array.from(right)];
  const digits = sharedDigits(got, wanted);
  if (!(digits >= fewDigits && digits <= 11)) return undefined; // NaN where a number is not finite
  const start = `it is right to ${digits} digits and no further`;
  if (got.every((value) => Math.fround(value) === value))
    return `${start}, because it is kept as float32, which has seven: use Float64Array in place of Float32Array, and no Math.fround`;
  if (got.every((value) => Number(value.toFixed(digits + 2)) === value))
    return `${start}, because it is rounded to decimals: return it as it comes, without toFixed or Math.round`;
  return `${start}: on its way a Float32Array or Math.fround keeps seven digits of something, or toFixed rounds it. Use Float64Array, and round nothing`;
}

/** To how many digits of the largest all numbers agree. */
function sharedDigits(mine: readonly number[], right: readonly number[]): number {
  const largest = Math.max(...right.map(Math.abs));
  const error = Math.max(...mine.map((value, i) => Math.abs(value - right[i])));
  return Math.floor(-Math.log10(error / largest));
}

/** The factor between all numbers of two lists, if there is one. */
function commonFactor(mine: readonly number[], right: readonly number[]): number | undefined {
  const at = right.findIndex((value) => Math.abs(value) > 1e-9);
  if (at < 0) return undefined;
  const factor = mine[at] / right[at];
  const all = mine.every((value, i) => alike(value, factor * right[i]));
  return all ? Math.round(factor * 1e6) / 1e6 : undefined;
}

function rowOf({ shape, values }: Part, row: number): number[] {
  return Array.from(values).slice(row * shape[1], (row + 1) * shape[1]);
}

function wrongRows(got: Part, wanted: Part): number[] {
  const rows = Array.from({ length: wanted.shape[0] }, (_, row) => row);
  return rows.filter((row) => rowOf(got, row).some((value, i) => !alike(value, rowOf(wanted, row)[i])));
}

/** Names an entry: "row 1, column 2 ", "entry 3 ", or "it " for a single number. */
export function entry({ shape }: Part, at: number): string {
  if (shape.length === 0) return "it ";
  if (shape.length === 1) return `entry ${at} `;
  return `row ${Math.floor(at / shape[1])}, column ${at % shape[1]} `;
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}

function listed(values: readonly number[]): string {
  const shown = values.slice(0, 8).map(short).join(", ");
  return `(${shown}${values.length > 8 ? ", …" : ""})`;
}
