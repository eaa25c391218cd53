import type { ListedRun } from "../../comparison/all-runs";
import { fieldNames, fieldValue, type FieldValue } from "../../runs/run-fields";
import { parseFilter, type RunFilter } from "../../runs/run-filter";

/** What the reader has chosen. */
export interface Choice {
  /** words and conditions, with spaces between them */
  readonly search: string;
  /** the value that a field must have, by field; "" lets all through */
  readonly values: ReadonlyMap<string, string>;
}

/** A choice of runs: those that are left, and what is wrong with the words. */
export interface Chosen {
  readonly runs: readonly ListedRun[];
  readonly mistake: string | undefined;
}

/** Chooses among runs, fast enough for each key that is pressed: the text of each run is made once. */
export class Chooser {
  private readonly texts: ReadonlyMap<ListedRun, string>;
  private readonly records;

  constructor(private readonly all: readonly ListedRun[]) {
    this.records = all.map(({ record }) => record);
    const names = fieldNames(this.records);
    const textOf = ({ record }: ListedRun): string =>
      names.map((name) => String(fieldValue(record, name) ?? "")).join("\n").toLowerCase(); // prettier-ignore
    this.texts = new Map(all.map((run) => [run, textOf(run)]));
  }

  /** The runs in which every word stands, and every condition and value holds. A word with a sign in it is a condition. */
  choose({ search, values }: Choice): Chosen {
    const words: string[] = [];
    const filters: RunFilter[] = [];
    let mistake: string | undefined;
    for (const word of search.split(/\s+/).filter(Boolean))
      try {
        if (/[=<>~]/.test(word)) filters.push(parseFilter(word, this.records));
        else words.push(word.toLowerCase());
      } catch (error) {
        mistake = (error as Error).message;
      }
    const wanted = [...values].filter(([, value]) => value !== "");
    const runs = this.all.filter(
      (run) =>
        words.every((word) => this.texts.get(run)?.includes(word)) &&
        filters.every((holds) => holds(run.record)) &&
        wanted.every(([field, value]) => showField(fieldValue(run.record, field)) === value),
    );
    return { runs, mistake };
  }
}

/** A value as the page shows it. */
export function showField(value: FieldValue): string {
  if (value === null || value === "") return "–";
  return typeof value === "number" && !Number.isInteger(value)
    ? String(Number(value.toPrecision(5)))
    : String(value);
}
