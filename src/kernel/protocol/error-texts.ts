/**
 * Failures of cells as the `error` of the Jupyter protocol.
 *
 * Stock tslab prints to stderr and replies without name, message and traceback: JupyterLab shows no error, papermill
 * reports an empty message, and traces name compiled code. Here each failure has all three, with TypeScript files and
 * lines relative to the checkout and positions in cells as "cell [3], line 2".
 */
import path from "node:path";
import type { ErrorContent } from "../cells/messages";
import { cellName } from "../compiler/cell-code";
import { boxedName, withCellLines } from "../compiler/cell-sources";
import type { Diagnostic } from "../compiler/diagnostics";
import { checkout } from "../../files/checkout";

/** Stack frames of Node and this kernel. */
const internalFrame = /^\s+at .*(node:(vm|async_hooks|internal)|\/(dist|src)\/kernel\/)/;
/** A line of source that Node puts above a trace; this one belongs to Node or this kernel. */
const excerpt = /^(node:|<anonymous|evalmachine|\S*\/(dist|src)\/kernel\/)\S*:\d+\n.*\n(\s*\^+)?\n+/;

/** Stands for the brace that opens an error's own fields behind its last frame, moved to a line of its own. */
const brace = "\0{";

/** A stack trace without internal frames, with positions as "cell [3], line 2". */
export function readableTrace(stack: string): string[] {
  const lines = stack
    .replace(excerpt, "")
    .replace(/^(\s+at .*) \{$/gm, `$1\n${brace}`) // else the brace would be removed with its frame
    .split("\n")
    .filter((line) => !internalFrame.test(line));
  const readable = withCellLines(lines.join("\n"))
    .replaceAll(`\n${brace}`, " {")
    .replaceAll(`${checkout}${path.sep}`, "");
  return readable.replace(/\n{3,}/g, "\n\n").split("\n");
}

/** Printed text with its stack traces made readable. */
export function readableText(text: string): string {
  return withoutBoxes(text.includes(cellName) ? readableTrace(text).join("\n") : text);
}

/** Messages of V8 quote compiled code. */
const withoutBoxes = (text: string): string => text.replace(boxedName, "$1");

/** An error of a cell in the words of people. */
export function readableError({ ename, evalue, traceback }: ErrorContent): ErrorContent {
  return {
    ename,
    evalue: readableText(evalue),
    traceback: readableTrace(readableText(traceback.join("\n"))),
  };
}

/** The content for a cell with errors of syntax or types. */
export function compileError(diagnostics: readonly Diagnostic[], code: string, count: number): ErrorContent {
  const sourceLines = code.split("\n");
  const found = diagnostics.map(({ start, end, message, code: number, fileName }) => {
    const place = `${fileName ?? `cell [${count}]`}, line ${start.line + 1}, column ${start.character + 1}`;
    const source = fileName === undefined ? sourceLines[start.line] : undefined;
    const width = end.line === start.line ? Math.max(1, end.character - start.character) : 1;
    const pointer =
      source === undefined
        ? []
        : ["", `    ${source}`, `    ${" ".repeat(start.character)}${"^".repeat(width)}`];
    return {
      value: `${place}: ${message} (TS${number})`,
      trace: [`CompileError: ${message} (TS${number})`, `    at ${place}`, ...pointer],
    };
  });
  return {
    ename: "CompileError",
    evalue: found.map(({ value }) => value).join("\n"),
    traceback: found.flatMap(({ trace }, i) => (i === 0 ? trace : ["", ...trace])),
  };
}
