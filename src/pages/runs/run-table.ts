import type { ListedRun } from "../../comparison/all-runs";
import { fieldValue, type FieldValue } from "../../runs/run-fields";
import { button, element } from "../element";
import { showField } from "./choice";
import type { Group } from "./groups";

/** Rows that are shown at first, and more at each press of a button: a browser lays out thousands too slowly. */
const rowsAtATime = 50;

/** The order of a table: a field, and whether the greatest comes first. */
export interface Order {
  readonly field: string;
  readonly down: boolean;
}

/** A row: the text or the links of each cell. */
type Cells = readonly (string | Node)[];

/** A table of runs, or of groups of runs, whose heads sort it. */
export class RunTable {
  readonly element = element("div", { class: "scroll" });
  readonly more = element("p", { class: "note" });
  private shown = rowsAtATime;

  /** @param onSort called with the field of a head that was pressed */
  constructor(private readonly onSort: (field: string) => void) {}

  /** Shows runs, a row each. */
  showRuns(runs: readonly ListedRun[], fields: readonly string[], order: Order): void {
    const sorted = sortBy(runs, order, ({ record }) => fieldValue(record, order.field));
    const cells = (run: ListedRun): Cells => fields.map((field) => runCell(run, field));
    this.show(fields, sorted, cells, order, fields.map((field) => runs.some(({ record }) => typeof fieldValue(record, field) === "number"))); // prettier-ignore
  }

  /** Shows groups, a row each: mean and standard deviation over the seeds. */
  showGroups(groups: readonly Group[], order: Order): void {
    const heads = ["settings", "seeds", "meanLoss", "s.d."];
    const value = ({ name, runs, mean, deviation }: Group): FieldValue =>
      [name, runs.length, mean, deviation ?? null][Math.max(0, heads.indexOf(order.field))];
    const cells = (group: Group): Cells => {
      const { name, runs, mean, deviation } = group;
      return [name, String(runs.length), showField(mean), deviation === undefined ? "one seed" : showField(deviation)]; // prettier-ignore
    };
    this.show(heads, sortBy(groups, order, value), cells, order, [false, true, true, true]);
  }

  /** The next choice begins with few rows again. */
  reset(): void {
    this.shown = rowsAtATime;
  }

  private show<T>(
    heads: readonly string[],
    rows: readonly T[],
    cells: (row: T) => Cells,
    order: Order,
    numeric: readonly boolean[],
  ): void {
    const head = heads.map((field, c) => {
      const sort = field === order.field ? (order.down ? "descending" : "ascending") : "none";
      const sign = sort === "none" ? "" : order.down ? " ↓" : " ↑";
      const press = button(field + sign, () => this.onSort(field));
      return element(
        "th",
        { "aria-sort": sort, scope: "col", class: numeric[c] ? "number" : undefined },
        press,
      );
    });
    const body = rows.slice(0, this.shown).map((row) => {
      const made = cells(row).map((cell, c) =>
        element("td", { class: numeric[c] ? "number" : undefined }, cell),
      );
      return element("tr", {}, ...made);
    });
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body)); // prettier-ignore
    this.element.replaceChildren(table);
    this.more.replaceChildren();
    const left = rows.length - body.length;
    if (left <= 0) return;
    const next = button(`Show ${Math.min(left, rowsAtATime)} more of ${left}`, () => {
      this.shown += rowsAtATime;
      this.show(heads, rows, cells, order, numeric);
    });
    this.more.append(next);
  }
}

function runCell(run: ListedRun, field: string): string | Node {
  const text = showField(fieldValue(run.record, field));
  if (field !== "run") return text;
  const folder = element("a", { href: run.folder }, text);
  if (run.page === null) return folder;
  const both = element("span", {}, folder, " ", element("a", { href: run.page, "aria-label": `page of ${text}` }, "page")); // prettier-ignore
  return both;
}

/** Rows in an order; those without a value come last. */
function sortBy<T>(rows: readonly T[], { down }: Order, value: (row: T) => FieldValue): T[] {
  const keyed = rows.map((row) => ({ row, at: value(row) }));
  const empty = (at: FieldValue): boolean => at === null || at === "";
  const sign = down ? -1 : 1;
  keyed.sort(({ at: a }, { at: b }) => {
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b));
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
  });
  return keyed.map(({ row }) => row);
}
