import type { ListedRun } from "../../comparison/all-runs";
import { fieldNames, fieldValue } from "../../runs/run-fields";
import { element } from "../element";
import { showField } from "./choice";

/** A box with its label. */
export function labelled(text: string, box: HTMLElement): HTMLElement {
  return element("label", {}, `${text} `, box);
}

/** A choice among texts. */
export function select(
  label: string,
  options: readonly (readonly [string, string])[],
  onChange: (value: string) => void,
): HTMLSelectElement {
  const box = element("select", { "aria-label": label }, ...options.map(([value, text]) => element("option", { value }, text))); // prettier-ignore
  box.addEventListener("change", () => onChange(box.value));
  return box;
}

/** A box to tick. */
export function tick(text: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const box = element("input", { type: "checkbox" });
  box.checked = checked;
  box.addEventListener("change", () => onChange(box.checked));
  return element("label", { class: "tick" }, box, ` ${text}`);
}

/** What the runs can be chosen, shown and drawn by. */
export interface Fields {
  /** all that are not empty everywhere */
  readonly filled: readonly string[];
  /** those that differ, with a few values, and their values */
  readonly filters: ReadonlyMap<string, readonly string[]>;
  /** shown at first */
  readonly columns: readonly string[];
  /** settings that differ */
  readonly settings: readonly string[];
}

/** A list with more values than this is no help. */
const mostValues = 20;

const always = ["run", "name", "tags", "status"];
const results = ["meanLoss", "runningLoss", "trainingSeconds", "seconds"];

/** Finds what the runs differ in. */
export function fieldsOf(runs: readonly ListedRun[]): Fields {
  const values = new Map<string, string[]>();
  for (const field of fieldNames(runs.map(({ record }) => record)))
    values.set(field, [...new Set(runs.map(({ record }) => showField(fieldValue(record, field))))]);
  const filled = [...values].filter(([, all]) => all.some((value) => value !== "–")).map(([field]) => field);
  const said = (field: string): string[] => (values.get(field) ?? []).filter((value) => value !== "–");
  const differing = filled.filter((field) => said(field).length > 1); // a run that failed says few settings
  const own = new Set(["run", "name", "tags", "started", "notes", "error", ...results]);
  const settings = differing.filter(
    (field) => !own.has(field) && !["status", "chapter", "code"].includes(field),
  );
  const few = differing.filter((field) => !own.has(field) && (values.get(field)?.length ?? 0) <= mostValues);
  return {
    filled,
    filters: new Map(few.map((field) => [field, (values.get(field) ?? []).sort(inOrder)])),
    columns: [...always, ...settings, "meanLoss", "trainingSeconds"].filter((field) =>
      filled.includes(field),
    ),
    settings,
  };
}

/** Results by which runs can be drawn, of those that are filled. */
export const resultsOf = ({ filled }: Fields): string[] => results.filter((field) => filled.includes(field));

const inOrder = (a: string, b: string): number => Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0);
