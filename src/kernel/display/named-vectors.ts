/**
 * Words with their vectors as a table. They are plain values without methods, recognised by their fields.
 *
 * Stock tslab prints the object's fields.
 */
import { types } from "node:util";
import type { NamedVectors } from "../../model/word-vectors";
import type { MimeBundle } from "../../display/displayable";
import { column, grouped } from "../../notebook/format";
import { escapeHtml } from "../../display/html";

/** How many words and components are shown; the caption counts all. */
const shown = { words: 20, components: 10 };

export function isNamedVectors(value: object): value is NamedVectors {
  if (!("words" in value && "vectors" in value && Array.isArray(value.words))) return false;
  const { words, vectors } = value;
  if (typeof vectors !== "object" || vectors === null) return false;
  if (!("rows" in vectors && "cols" in vectors && "data" in vectors)) return false;
  const { rows, cols, data } = vectors;
  const isFloats = types.isFloat64Array(data) || types.isFloat32Array(data);
  return isFloats && rows === words.length && data.length === words.length * Number(cols);
}

/** The first words, one a row, with the first components of their vectors. */
export function namedVectorsBundle({ words, vectors: { rows, cols, data } }: NamedVectors): MimeBundle {
  const names = words.slice(0, shown.words);
  const components = Math.min(cols, shown.components);
  const columns = Array.from({ length: components }, (_, c) =>
    column(names.map((_, w) => data[w * cols + c])),
  );
  const caption = [
    `${grouped(rows)} words with vectors of ${grouped(cols)} dimensions`,
    ...(names.length < rows ? [`the first ${names.length} words`] : []),
    ...(components < cols ? [`components 1 to ${components}`] : []),
  ].join(", ");
  const heads = ["word", ...columns.map((_, c) => String(c + 1))];
  const body = names.map((name, w) => [name, ...columns.map((texts) => texts[w])]);
  return { "text/html": html(caption, heads, body), "text/plain": plain(caption, heads, body) };
}

function html(caption: string, heads: string[], body: string[][]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  const rows = body.map(([name, ...numbers]) => {
    const cells = numbers.map((text) => `<td style="font-variant-numeric:tabular-nums">${text}</td>`);
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.join("")}</tr>`;
  });
  const title = `<caption style="caption-side:top;text-align:left">${caption}</caption>`;
  return `<table>${title}<thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function plain(caption: string, heads: string[], body: string[][]): string {
  const table = [heads, ...body];
  const widths = heads.map((_, c) => Math.max(...table.map((row) => row[c].length)));
  const line = (row: string[]): string =>
    row.map((text, c) => (c === 0 ? text.padEnd(widths[c]) : text.padStart(widths[c]))).join("  ");
  return [caption, ...table.map(line)].join("\n");
}
