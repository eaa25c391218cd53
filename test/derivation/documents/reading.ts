import type { Chain, Document, Statement } from "../../../dist/derivation/documents/document";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import type { Run } from "../../../dist/derivation/latex/tokens";

/** Tokens as LaTeX without spaces, but where a command would run into a letter. */
export function written({ tokens }: Pick<Run, "tokens">): string {
  return tokens.reduce((text, token) => {
    const apart = /\\[a-zA-Z]+$/.test(text) && /^[a-zA-Z]/.test(token.text);
    return text + (apart ? " " : "") + token.text;
  }, "");
}

/** A chain as `left = side = side`. */
export function chainText({ left, steps }: Chain): string {
  const sides = steps.map(({ relation, side }) => `${relation} ${written(side)}`);
  return [written(left), ...sides].join(" ").trim();
}

/** A statement with its connective before it, and its conditions and reasons behind it. */
export function statementText(statement: Statement): string {
  const conditions = statement.conditions.map((each) => ` [${`${each.word} ${chainText(each)}`.trim()}]`);
  const reasons = statement.steps.map(({ reason }) => (reason === undefined ? "" : ` {${reason}}`));
  const first = statement.connective === undefined ? "" : `${statement.connective}: `;
  return first + chainText(statement) + conditions.join("") + reasons.join("");
}

/** The statements of all displays of a document, in order. */
export function statementsIn({ parts }: Document): Statement[] {
  return parts.flatMap((part) => (part.kind === "display" ? part.statements : []));
}

/** What the displays of a text say. */
export function said(text: string, file = "own.tex"): string[] {
  return statementsIn(readDocument(file, text)).map(statementText);
}

/** What a display between `$$` and `$$` says. */
export function display(inner: string): string[] {
  return said(`$$ ${inner} $$`);
}

/** The stretches of a document that are not judged, each with its reason. */
export function leftOut(text: string, file = "own.tex"): [string, string][] {
  return readDocument(file, text).unchecked.map(({ source, start, end, reason }) => [
    source.text.slice(start, end),
    reason,
  ]);
}
