import type { DerivedDocument } from "./derive-file";
import type { Source, Unchecked } from "./documents/document";
import { inferenceText } from "./infer/inference-text";
import { position } from "./latex/malformed";
import { messageText } from "./latex/message";
import { caret } from "./verdict/caret";
import type { Line } from "./verdict/line";
import { detailTexts, equationText, verdictText } from "./verdict/text";

/** Every line of a document in words, and every place that is not judged, each with its place. */
export function documentText({
  document,
  derivations,
  unchecked,
  inference,
  refused,
}: DerivedDocument): string[] {
  const assumed = inferenceText(inference);
  return [
    ...refused.map(({ source, error }) => `${sourceName(source)}: ${error.message}`),
    ...(assumed === "" ? [] : [assumed]),
    ...derivations.flatMap(({ lines, source = document.sources[0] }) =>
      lines.map((line) => lineReport(source, line)),
    ),
    ...unchecked.map(uncheckedReport),
  ];
}

/** A file, and of a notebook the cell in it. */
export function sourceName({ file, cell }: Source): string {
  return cell === undefined ? file : `${file}, cell ${cell}`;
}

const quiet = ["right", "definition", "inherited"];

/** A line that is wrong is shown as its author wrote it, with a caret under the place. */
function lineReport(source: Source, line: Line): string {
  const head = `${sourceName(source)}:${line.row}:${line.column}: ${verdictText(line)}`;
  const shown = quiet.includes(line.mark) ? [equationText(line)] : caret(source.text, line.row, line.column);
  const isQuiet = line.mark === "right" || line.mark === "inherited";
  const details = isQuiet ? (line.note ? [messageText(line.note)] : []) : detailTexts(line);
  return [head, ...[...shown, ...details].map((text) => `    ${text}`)].join("\n");
}

function uncheckedReport({ source, start, end, reason }: Unchecked): string {
  const { line, column } = position(source.text, start);
  const written = source.text.slice(start, end).trim().split("\n");
  return [
    `${sourceName(source)}:${line}:${column}: not judged: ${reason}`,
    ...written.map((text) => `    ${text.trim()}`),
  ].join("\n");
}
