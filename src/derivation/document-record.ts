import type { DerivedDocument } from "./derive-file";
import { position } from "./latex/malformed";
import { lineRecord, sourceRecord, uncheckedRecord } from "./verdict/record";
import { summary } from "./verdict/text";

/** What JSON says of one file; `derive.schema.json` describes it. */
export interface FileRecord {
  file: string;
  /** Why the file, or declarations in it, could not be read. */
  errors: string[];
  lines: object[];
  unchecked: object[];
  assumed: object[];
  questions: object[];
  contradictions: object[];
  summary: string;
}

/** The record of a document that was checked. */
export function documentRecord({
  document,
  derivations,
  unchecked,
  inference,
  refused,
}: DerivedDocument): FileRecord {
  const lines = derivations.flatMap((each) => each.lines);
  const at = (source: { text: string } | undefined, offset: number | undefined): object => {
    if (!source || offset === undefined) return {};
    const { line, column } = position(source.text, offset);
    return { from: offset, row: line, column };
  };
  return {
    file: document.file,
    errors: refused.map(({ error }) => error.message),
    lines: derivations.flatMap(({ lines: own, latex, source = document.sources[0] }) =>
      own.map((line) => ({ ...lineRecord(line, source?.text ?? latex), ...sourceRecord(source) })),
    ),
    unchecked: unchecked.map(uncheckedRecord),
    assumed: inference.sections.flatMap(({ assumed, source, at: start }) =>
      assumed.map(({ names, line, evidence }) => ({ names, line, why: evidence.says, ...at(source, start) })),
    ),
    questions: inference.sections.flatMap(({ questions, source }) =>
      questions.map(({ name, at: offset, readings }) => ({ name, readings, ...at(source, offset) })),
    ),
    contradictions: inference.sections.flatMap(({ contradictions, source }) =>
      contradictions.map(({ name, line, at: offset, says }) => ({ name, line, says, ...at(source, offset) })),
    ),
    summary: summary(lines, unchecked),
  };
}

/** The record of a file that could not be read. */
export function refusedRecord(file: string, error: string): FileRecord {
  const none = { lines: [], unchecked: [], assumed: [], questions: [], contradictions: [] };
  return { file, errors: [error], ...none, summary: "it could not be read" };
}
