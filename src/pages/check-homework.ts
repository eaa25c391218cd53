import type { DerivedDocument } from "../derivation/derive-file";
import { deriveDocument } from "../derivation/derive-file";
import { documentHtml } from "../derivation/document-page";
import { readDocument } from "../derivation/documents/read-document";
import { position } from "../derivation/latex/malformed";
import { messageHtml } from "../derivation/verdict/typeset";
import { countsText } from "../derivation/verdict/counts";
import { verdictText } from "../derivation/verdict/text";

/** A document to check; the ending of its name says what it is. */
export interface Homework {
  file: string;
  text: string;
  /** Whether formulas within the text are judged like displays. */
  inline: boolean;
}

/** A place of the text at which lines can be put in. */
interface At {
  /** The row, counted from 1. */
  row: number;
}

/** A declaration that the author did not write. */
export interface AssumedView extends At {
  line: string;
  why: string;
}

/** A name of which several readings remain; the first is taken. */
export interface QuestionView extends At {
  name: string;
  readings: { line: string; because: string }[];
}

/** A change that makes a line right, which was itself checked. */
export interface DocumentMend {
  row: number;
  from: number;
  to: number;
  replacement: string;
  html: string;
}

/** What is found in a document. Only `html` of it and of its mends is markup, made here. */
export interface CheckedHomework {
  html: string;
  summary: string;
  /** The lines that are not right, in words. */
  wrong: string[];
  assumed: AssumedView[];
  questions: QuestionView[];
  contradictions: string[];
  mends: DocumentMend[];
}

/** What the page hears: how many lines are done, and in the end what was found. */
export type HomeworkPart = { lines: number } | CheckedHomework;

/**
 * Checks a document.
 *
 * @param tell hears how many lines are done after each chain
 */
export function checkHomework(
  { file, text, inline }: Homework,
  tell: (part: HomeworkPart) => void,
): CheckedHomework {
  let lines = 0;
  const found = deriveDocument(readDocument(file, text, { inline }), (chain) =>
    tell({ lines: (lines += chain.length) }),
  );
  const all = found.derivations.flatMap((each) => each.lines);
  const wrong = all.filter(({ mark }) => mark !== "right" && mark !== "definition");
  return {
    html: documentHtml({ ...found, inference: { sections: [] } }),
    summary: countsText(
      all.map(({ mark }) => mark),
      found.unchecked.length,
    ),
    wrong: wrong.map((line) => `Row ${line.row}, ${verdictText(line)}`),
    ...assumptionsOf(found, text),
    mends: wrong.flatMap(({ edits = [], row }) =>
      edits.map(({ says, ...edit }) => ({ ...edit, row, html: messageHtml(says) })),
    ),
  };
}

function assumptionsOf(
  { inference: { sections } }: DerivedDocument,
  text: string,
): Pick<CheckedHomework, "assumed" | "questions" | "contradictions"> {
  const rowOf = (at: number): number => position(text, at).line;
  return {
    assumed: sections.flatMap(({ at, assumed }) =>
      assumed.map(({ line, evidence }) => ({ line, why: evidence.says, row: rowOf(at) })),
    ),
    questions: sections.flatMap(({ at, questions }) =>
      questions.map(({ name, readings }) => ({ name, readings, row: rowOf(at) })),
    ),
    contradictions: sections.flatMap(({ contradictions }) =>
      contradictions.map(({ at, line, says }) => `Row ${rowOf(at)} does not fit ${line}: ${says}`),
    ),
  };
}
