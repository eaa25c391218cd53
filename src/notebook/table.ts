import type * as Danfojs from "danfojs-node";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import { column } from "./format";
import { escapeHtml, withSubscripts } from "../display/html";

/** What `table` needs of a danfojs DataFrame. */
export interface Frame {
  readonly columns: string[];
  readonly values: unknown;
}

/** One row of a table, by column name. */
export type Row = Record<string, string | number | boolean | null | undefined>;

interface Cells {
  name: string;
  numeric: boolean;
  texts: string[];
}

/**
 * A table for a notebook. Numbers are aligned and have one format within a column; long words are not cut; all text is
 * escaped; in the caption and in names of columns u_w has a subscript. The first column names the rows.
 *
 * danfojs itself prints frames as plain text, and cuts long words.
 *
 * @param data    a danfojs DataFrame, or rows to make one of; all rows have the columns of the first
 * @param caption what the table shows
 * @param options `sortable`: in an exported page a click on a column's name sorts by it
 */
export function table(
  data: Frame | readonly Row[],
  caption: string,
  options: { sortable?: boolean } = {},
): Displayable {
  const frame: Frame = Array.isArray(data) ? createFrame(data as Row[]) : (data as Frame);
  const columns = formatColumns(frame);
  const rows = columns.length === 0 ? 0 : columns[0].texts.length;
  return {
    [jupyterDisplay]: () => ({
      "text/html": html(columns, rows, caption, options.sortable === true),
      "text/plain": plain(columns, rows, caption),
    }),
  };
}

/** danfojs is loaded by the first table of rows: that takes seconds, for which the import of `table` need not wait. */
function createFrame(rows: Row[]): Frame {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only where a table needs it
  const { DataFrame }: typeof Danfojs = require("danfojs-node");
  return new DataFrame(rows);
}

function formatColumns(frame: Frame): Cells[] {
  const rows = frame.values as unknown[][];
  return frame.columns.map((name, c) => {
    const values = rows.map((row) => row[c] ?? "");
    const numeric = values.length > 0 && values.every((value) => typeof value === "number");
    return { name, numeric, texts: numeric ? column(values as number[]) : values.map(String) };
  });
}

function html(columns: Cells[], rows: number, caption: string, sortable: boolean): string {
  const cell = (tag: string, { numeric, texts }: Cells, content: string): string => {
    const style = numeric
      ? "text-align:right;font-variant-numeric:tabular-nums"
      : `text-align:left;white-space:normal;${overflowWrap(texts)};max-width:28em`;
    return `<${tag} style="${style}">${content}</${tag.slice(0, 2)}>`;
  };
  const name = (text: string): string => withSubscripts(escapeHtml(text));
  const head = columns.map((cells) => cell('th scope="col"', cells, name(cells.name))).join("");
  const body = Array.from({ length: rows }, (_, r) => {
    const shown = ({ numeric, texts }: Cells): string => escapeHtml(numeric ? withMinus(texts[r]) : texts[r]);
    const cells = columns.map((c, i) => cell(i === 0 ? 'th scope="row"' : "td", c, shown(c)));
    return `<tr>${cells.join("")}</tr>`;
  });
  const title = `<caption style="caption-side:top;text-align:left">${name(caption)}</caption>`;
  return `<table${sortable ? ' class="sortable"' : ""}>${title}<thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

/** A number with minus signs, which are as wide as a plus and stand at its height, in place of hyphens. */
const withMinus = (number: string): string => number.replaceAll("-", "\u2212");

/** How a column breaks lines: within words only if one is long; such a column would shrink to one letter. */
function overflowWrap(texts: readonly string[]): string {
  return texts.some((text) => /\S{25}/.test(text))
    ? "overflow-wrap:anywhere;min-width:8em"
    : "overflow-wrap:break-word";
}

function plain(columns: Cells[], rows: number, caption: string): string {
  const padded = columns.map(({ name, numeric, texts }) => {
    const all = [name, ...texts];
    const width = Math.max(...all.map((text) => text.length));
    return all.map((text) => (numeric ? text.padStart(width) : text.padEnd(width)));
  });
  const lines = Array.from({ length: rows + 1 }, (_, r) => padded.map((texts) => texts[r]).join("  "));
  return [caption, ...lines.map((line) => line.trimEnd())].join("\n");
}
