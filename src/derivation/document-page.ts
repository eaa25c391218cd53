import { escapeHtml } from "../display/html";
import type { DerivedDocument } from "./derive-file";
import { sourceName } from "./document-text";
import type { Source } from "./documents/document";
import { inferenceText } from "./infer/inference-text";
import { position } from "./latex/malformed";
import type { Line } from "./verdict/line";
import { lineHtml, markStyles } from "./verdict/typeset";
import { countsText } from "./verdict/counts";
import type { Mark } from "./verdict/verdicts";

/** What a page says of one file. */
export interface PageFile {
  file: string;
  html: string;
  marks: readonly Mark[];
  unchecked: number;
  refused: boolean;
}

/** Rows of text without a verdict beside it, beyond which they are folded. */
const mostRows = 6;

/** What stands beside a row of the author's text. */
interface Beside {
  row: number;
  html: string;
}

/** A document with the verdicts beside its author's lines; no script is needed, and nothing in it becomes markup. */
export function documentHtml({
  document,
  derivations,
  unchecked,
  inference,
  refused,
}: DerivedDocument): string {
  const sections = document.sources.map((source) => {
    const lines = derivations.filter((each) => (each.source ?? document.sources[0]) === source);
    const beside: Beside[] = [
      ...lines.flatMap((each) =>
        each.lines.map((line) => ({ row: findRow(source, line), html: lineHtml(line) })),
      ),
      ...unchecked
        .filter((each) => each.source === source)
        .map(({ start, reason }) => ({
          row: position(source.text, start).line,
          html: `<p class="verdict open"><b>– not judged</b>: ${escapeHtml(reason)}</p>`,
        })),
      ...refused
        .filter((each) => each.source === source)
        .map(({ error }) => ({
          row: position(source.text, error.at).line,
          html: `<p class="verdict wrong"><b>✗ malformed</b>: ${escapeHtml(error.message)}</p>`,
        })),
    ];
    return beside.length === 0 ? "" : sourceHtml(source, beside, document.sources.length > 1);
  });
  const assumed = inferenceText(inference);
  const note =
    assumed === ""
      ? ""
      : `<details><summary>What was assumed</summary><pre>${escapeHtml(assumed)}</pre></details>`;
  return note + sections.join("");
}

/** The row of the text in which the right side of a line begins. */
function findRow({ text }: Source, { from }: Line): number {
  return position(text, from).line;
}

/** The widths of number, text and verdict, which the first row would set otherwise. */
const columns = `<colgroup><col class="number"><col class="written"><col></colgroup>`;

/** @param titled whether the source has a title, as where a document has several */
function sourceHtml(source: Source, beside: readonly Beside[], titled: boolean): string {
  const rows = source.text.trimEnd().split("\n");
  const parts: string[] = [];
  let plain: number[] = [];
  const flush = (): void => {
    const body = plain.map((i) => rowHtml(i, rows[i], "")).join("");
    if (plain.length > mostRows)
      parts.push(
        `<tbody><tr><td></td><td colspan="2"><details><summary>${plain.length} lines of text</summary><table class="source">${columns}${body}</table></details></td></tr></tbody>`,
      );
    else parts.push(`<tbody>${body}</tbody>`);
    plain = [];
  };
  rows.forEach((row, i) => {
    const here = beside.filter((each) => each.row === i + 1);
    if (here.length === 0) plain.push(i);
    else {
      flush();
      parts.push(`<tbody>${rowHtml(i, row, here.map(({ html }) => html).join(""))}</tbody>`);
    }
  });
  flush();
  const title = titled ? `<h3>${escapeHtml(sourceName(source))}</h3>` : "";
  return `${title}<table class="source">${columns}${parts.join("")}</table>`;
}

function rowHtml(i: number, row: string, beside: string): string {
  return `<tr><td class="number">${i + 1}</td><td class="written"><code>${escapeHtml(row)}</code></td><td>${beside}</td></tr>`;
}

/** A file that could not be read. */
export function refusedHtml(file: string, error: string): string {
  return `<p class="verdict wrong"><b>✗ not read</b>: ${escapeHtml(`${file}: ${error}`)}</p>`;
}

const styles = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 110rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .15rem .6rem; }
.overview td, .overview th { border-bottom: 1px solid #8886; } .overview td.count { text-align: right; }
.source { width: 100%; table-layout: fixed; } col.number { width: 3.5rem; } col.written { width: 46%; }
td.number { color: light-dark(#6a6a6a, #a0a0a0); text-align: right; }
.written code, pre { white-space: pre-wrap; overflow-wrap: anywhere; } .verdict, details.verdict { margin: 0; overflow-x: auto; }
@media (max-width: 50rem) { .overview { display: block; overflow-x: auto; font-size: .85rem; } .overview td, .overview th { padding: .15rem .3rem; } .source, .source tbody, .source tr, .source td { display: block; width: auto; } .source td.number, colgroup { display: none; } }
`;

const pageTitle = "<title>Derivations: ";

/** Whether a text is such a page, which the next one may replace. */
export const isPage = (text: string): boolean => text.slice(0, 400).includes(pageTitle);

/** One page for all files, which needs no network: an overview, then each document. */
export function pageHtml(files: readonly PageFile[]): string {
  const total = countsText(
    files.flatMap(({ marks }) => marks),
    files.reduce((sum, { unchecked }) => sum + unchecked, 0),
  );
  const sections = files.map(
    ({ file, html }, i) => `<section id="file-${i + 1}"><h2>${escapeHtml(file)}</h2>${html}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${pageTitle}${escapeHtml(total)}</title><style>${styles}${markStyles}</style></head>
<body><h1>Derivations</h1><p>${escapeHtml(total)}</p>${overview(files)}${sections.join("\n")}</body></html>
`;
}

function overview(files: readonly PageFile[]): string {
  const count = (marks: readonly Mark[], ...wanted: Mark[]): number =>
    marks.filter((mark) => wanted.includes(mark)).length;
  const rows = files.map(({ file, marks, unchecked, refused }, i) => {
    const numbers = [
      count(marks, "right", "definition"),
      count(marks, "wrong here", "inherited", "right but does not follow"),
      count(marks, "not decided"),
      count(marks, "malformed") + Number(refused),
      unchecked,
    ];
    const cells = numbers.map((number) => `<td class="count">${number}</td>`).join("");
    return `<tr><td><a href="#file-${i + 1}">${escapeHtml(file)}</a></td>${cells}</tr>`;
  });
  const titles = ["file", "✓ right", "✗ wrong", "? not decided", "✗ not read", "– not judged"];
  const head = titles.map((title) => `<th scope="col">${title}</th>`).join("");
  return `<table class="overview"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
