import type { Expression, IndexName } from "./expression";
import { indexText } from "./name-text";
import { print } from "./printer";

/** LaTeX or a declaration as it was written or should be written, which need not be an expression. */
export interface Code {
  kind: "code";
  text: string;
}

/** A formula that is no expression of the author's, such as the values at a point: typeset on a page, plain in a text. */
export interface Formula {
  kind: "formula";
  latex: string;
  text: string;
}

/** A piece of a message: plain text, code, a formula or an index. */
export type Part = string | Code | Formula | Expression | IndexName;

/** What is said to the reader, with its formulas as values: text, a page or JSON write them in their own way. */
export type Message = readonly Part[];

/** Code to be quoted in a message. */
export function code(text: string): Code {
  return { kind: "code", text };
}

/** A formula with the words that stand for it in plain text. */
export function formula(latex: string, text: string): Formula {
  return { kind: "formula", latex, text };
}

/**
 * A message as it reads, with its parts between `${` and `}`; a message in it is joined in, a plain text or a
 * number stands there as it is.
 */
export function message(strings: TemplateStringsArray, ...values: (Part | Message | number)[]): Message {
  const parts = strings.flatMap((text, i): Part[] => {
    const value = values[i];
    if (i >= values.length) return [text];
    if (typeof value === "number") return [text, String(value)];
    return isMessage(value) ? [text, ...value] : [text, value];
  });
  return parts.filter((part) => part !== "");
}

/** A plain text as a message. */
export function asMessage(says: string | Message): Message {
  return isMessage(says) ? says : [says];
}

/** Messages one after the other, such as `a, b and c`. */
export function joinMessages(messages: readonly Message[], by: string, last = by): Message {
  return messages.flatMap((each, i) => (i === 0 ? each : [i === messages.length - 1 ? last : by, ...each]));
}

/** A message as plain text: formulas in LaTeX, quoted like code. */
export function messageText(says: Message): string {
  return says.map(partText).join("");
}

function partText(part: Part): string {
  if (typeof part === "string") return part;
  return "kind" in part && part.kind === "formula" ? part.text : `\`${partLatex(part)}\``;
}

/** The LaTeX of a part that is not plain text. */
export function partLatex(part: Exclude<Part, string>): string {
  if (!("kind" in part)) return indexText(part);
  if (part.kind === "formula") return part.latex;
  return part.kind === "code" ? part.text : print(part);
}

function isMessage(value: Part | Message): value is Message {
  return Array.isArray(value);
}
