/**
 * What goes wrong in a cell, as the `error` of the Jupyter protocol.
 *
 * Stock tslab prints to stderr and gives a status without name, message or traceback, so that nothing shows red,
 * papermill reports an empty message and a trace names compiled code. Here each failure has all three, with
 * TypeScript files and lines relative to the checkout and positions in cells as "cell [3], line 2".
 */
import path from "node:path";
import { inspect } from "node:util";
import type { Diagnostic } from "tslab/dist/converter";
import { cellName, withCellLines } from "./cell-sources";
import { isInterruption } from "./interrupt";

/** Content of an `error` message, and part of the `execute_reply` of a failed cell. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

const checkout = path.resolve(__dirname, "../../..");
/** Frames of the machinery around a cell. */
const machinery = /^\s+at .*(node_modules\/tslab\/|node:(vm|async_hooks|internal)|\/notebook\/kernel\/)/;
/** A line of source that Node puts above a trace, where no file of the reader's or of a package has it. */
const excerpt = /^(node:|<anonymous|evalmachine|\S*\/notebook\/kernel\/)\S*:\d+\n.*\n(\s*\^+)?\n+/;

/** Stands, on a line of its own, for the brace that opens an error's own fields behind its last frame. */
const brace = "\0{";

/** A stack trace as a reader of the notebook needs it. */
export function readableTrace(stack: string): string[] {
  const lines = stack
    .replace(excerpt, "")
    .replace(/^(\s+at .*) \{$/gm, `$1\n${brace}`) // else the brace would go with a frame that is left out
    .split("\n")
    .filter((line) => !machinery.test(line));
  const told = withCellLines(lines.join("\n"))
    .replaceAll(`\n${brace}`, " {")
    .replaceAll(`${checkout}${path.sep}`, "");
  return told.replace(/\n{3,}/g, "\n\n").split("\n");
}

/** Printed text, with the stack traces of cells in it as `readableTrace` has them. */
export function readableText(text: string): string {
  return text.includes(cellName) ? readableTrace(text).join("\n") : text;
}

const stopped = {
  ename: "Interrupted",
  evalue: "the cell was stopped",
  traceback: ["Interrupted: the cell was stopped"],
};

/** The content for a value that a cell threw, whatever it does when it is looked at. */
export function thrownError(thrown: unknown): ErrorContent {
  try {
    if (isInterruption(thrown)) return stopped;
    const traceback = readableTrace(inspect(thrown));
    if (!(thrown instanceof Error)) return { ename: "Thrown value", evalue: inspect(thrown), traceback };
    return { ename: String(thrown.name), evalue: String(thrown.message), traceback };
  } catch {
    const evalue = "a value that throws when it is shown";
    return { ename: "Thrown value", evalue, traceback: [evalue] };
  }
}

/** The first line of a problem and what explains it, which tslab lists as diagnostics of their own. */
function messages(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const joined: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const last = joined.at(-1);
    const explains =
      last?.start.offset === diagnostic.start.offset && last.end.offset === diagnostic.end.offset;
    if (last && explains) last.messageText += `\n  ${diagnostic.messageText}`;
    else joined.push({ ...diagnostic });
  }
  return joined;
}

/** The content for a cell that does not compile or whose types disagree. */
export function compileError(diagnostics: readonly Diagnostic[], code: string, count: number): ErrorContent {
  const sourceLines = code.split("\n");
  const found = messages(diagnostics).map(({ start, end, messageText, code: number, fileName }) => {
    const place = `${fileName ?? `cell [${count}]`}, line ${start.line + 1}, column ${start.character + 1}`;
    const source = fileName === undefined ? sourceLines[start.line] : undefined;
    const width = end.line === start.line ? Math.max(1, end.character - start.character) : 1;
    const pointer =
      source === undefined
        ? []
        : ["", `    ${source}`, `    ${" ".repeat(start.character)}${"^".repeat(width)}`];
    return {
      value: `${place}: ${messageText} (TS${number})`,
      trace: [`CompileError: ${messageText} (TS${number})`, `    at ${place}`, ...pointer],
    };
  });
  return {
    ename: "CompileError",
    evalue: found.map(({ value }) => value).join("\n"),
    traceback: found.flatMap(({ trace }, i) => (i === 0 ? trace : ["", ...trace])),
  };
}
