import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

/** The marks of the displays of a text, and the lines that were assumed for it. */
export function check(text: string, ...displays: string[]): { marks: string[]; assumed: string[] } {
  const all = [text, ...displays.map((each) => `$$ ${each} $$`)].join("\n\n");
  const { derivations, inference } = deriveDocument(readDocument("a.md", all));
  return {
    marks: derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark)),
    assumed: inference.sections.flatMap(({ assumed }) => assumed.map(({ line }) => line)),
  };
}
