/** Whether the text of a cell is complete, for clients that send a line at a time. */
import { parseCell } from "./syntax";

export type Completeness = { status: "complete" | "invalid" } | { status: "incomplete"; indent: string };

/** TypeScript's numbers for text that ends inside what the next line may go on with: a comment or a template. */
const unterminated = new Set([1010, 1160]);

/** The same for a string and a regular expression, which end with their line unless it ends with a backslash. */
const endsWithLine = new Set([1002, 1161]);

const opening = /[{([]\s*$/;

export function isComplete(code: string): Completeness {
  const file = parseCell("cell.ts", code);
  const [first] = file.parseDiagnostics;
  if (first === undefined) return { status: "complete" };
  const end = code.trimEnd().length;
  const goesOn = file.parseDiagnostics.every(({ code: number, start }) =>
    endsWithLine.has(number) ? code.endsWith("\\") : unterminated.has(number) || start >= end,
  );
  if (!goesOn) return { status: "invalid" };
  const line = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  return { status: "incomplete", indent: opening.test(line) ? `${indent}  ` : indent };
}
