import { qualityFigures, type Timed } from "./fast-figures";
import { median } from "../median";
import type { Quality } from "./quality";

export type TableKind = "fast" | "quality";
export type Way = "gensim" | "plain" | "relaxed";

/** The settings that cells differ in. */
export interface Cell {
  readonly dimensions: number;
  readonly negatives: number;
  readonly window: number;
  /** which decides how many words there are */
  readonly minimumCount: number;
}

/** What one program did in one round of a cell. */
export interface Measurement {
  readonly kind: TableKind;
  readonly cell: Cell;
  /** from 1; also the seed */
  readonly round: number;
  readonly way: Way;
  /** SHA-256 of the text */
  readonly text: string;
  readonly timed: Timed;
  /** only in a table of quality */
  readonly quality?: Quality;
}

/** Whether a cell has some values. */
export function matchesCell(cell: Cell, only: Readonly<Record<string, number>>): boolean {
  const values: Readonly<Record<string, number>> = { ...cell };
  return Object.entries(only).every(([name, value]) => values[name] === value);
}

/** Reads what `--only` names, as `dimensions=300,negatives=1`. @throws RangeError if it is not of that form */
export function parseOnly(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(",").map((part) => {
      const [, name, value] = /^(dimensions|negatives|window|minimumCount)=(\d+)$/.exec(part) ?? [];
      if (name === undefined)
        throw new RangeError(
          `--only requires dimensions, negatives, window or minimumCount with a value, as dimensions=300, got ${JSON.stringify(part)}`,
        );
      return [name, Number(value)];
    }),
  );
}

/**
 * The rows of a table: a cell, how many rounds it had, medians of its words a CPU-second and of the rounds' ratios to
 * gensim; and of quality the means, and the difference to gensim in standard errors, which two rounds or more have.
 */
export function tableRows(measured: readonly Measurement[]): Record<string, number>[] {
  const byCell = new Map<string, Measurement[]>();
  for (const one of measured) {
    const name = JSON.stringify(one.cell);
    byCell.set(name, [...(byCell.get(name) ?? []), one]);
  }
  return [...byCell.values()].map(tableRow);
}

function tableRow(measured: readonly Measurement[]): Record<string, number> {
  const of = (way: Way): Measurement[] =>
    measured.filter((one) => one.way === way).sort((a, b) => a.round - b.round);
  const theirs = of("gensim");
  const seconds = (one: Measurement): number => one.timed.trainCpuSeconds;
  const row: Record<string, number> = {
    ...measured[0].cell,
    words: theirs[0].timed.words,
    rounds: theirs.length,
  };
  for (const way of ["plain", "relaxed"] as const) {
    const ours = of(way);
    if (ours.length > 0)
      row[`${way}ToGensim`] = median(ours.map((one, i) => seconds(theirs[i]) / seconds(one)));
  }
  const quality = (way: Way): Quality[] => of(way).flatMap((one) => one.quality ?? []);
  if (quality("plain").length > 0)
    Object.assign(row, qualityFigures({ plain: quality("plain"), gensim: quality("gensim") }));
  return row;
}

/** The rows as lines of text, a column for each figure. */
export function formatRows(rows: readonly Record<string, number>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? "-" : String(Number(value.toPrecision(3)));
  return [names, ...rows.map((row) => names.map((name) => cell(name in row ? row[name] : undefined)))].map(
    (line) => line.map((text, i) => text.padStart(names[i].length)).join("  "),
  );
}
