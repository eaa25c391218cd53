/**
 * A danfojs DataFrame as an HTML table, recognised by its fields: importing danfojs takes over a second.
 *
 * Stock tslab prints the object's fields.
 */
import { escapeHtml } from "../../display/html";
import type { MimeBundle } from "../../display/displayable";

/** What is shown of a danfojs DataFrame. */
interface DataFrame {
  columns: unknown[];
  index: unknown[];
  values: unknown[][];
  toString(): string;
}

/** How many rows are shown; a line below the table counts the rest. */
const rowsShown = 30;

export function isDataFrame(value: unknown): value is DataFrame {
  if (typeof value !== "object" || value === null || !("$data" in value)) return false;
  if (!("columns" in value && "index" in value && "values" in value && "ctypes" in value)) return false;
  const { columns, index, values } = value;
  return (
    Array.isArray(columns) && Array.isArray(index) && Array.isArray(values) && values.every(Array.isArray)
  );
}

const escaped = (value: unknown): string => escapeHtml(String(value));

/** The table as HTML with all text escaped; its text alternative is danfojs's own. */
export function dataFrameBundle(frame: DataFrame): MimeBundle {
  const head = ["", ...frame.columns].map((name) => `<th scope="col">${escaped(name)}</th>`).join("");
  const rows = frame.values.slice(0, rowsShown).map((row, r) => {
    const cells = row.map((value) => `<td>${escaped(value)}</td>`).join("");
    return `<tr><th scope="row">${escaped(frame.index[r])}</th>${cells}</tr>`;
  });
  const hidden = frame.values.length - rows.length;
  const note = hidden > 0 ? `<p>${hidden} more rows</p>` : "";
  return {
    "text/html": `<table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>${note}`,
    "text/plain": frame.toString(),
  };
}
