/** Errors of syntax and types, as a cell is told of them. */
import ts from "typescript";
import { isSource } from "./cell-language";

/** A place in a cell or module: line and column from 0. */
export interface Place {
  line: number;
  character: number;
}

/** An error of syntax or types. */
export interface Diagnostic {
  start: Place;
  end: Place;
  message: string;
  /** TypeScript's number for the message. */
  code: number;
  /** The module beside the notebook in which it is, if not in the cell. */
  fileName?: string;
}

/** TypeScript's numbers for messages that are not errors of a cell, or need other words. */
export const codes = { untypedModule: 7016, unknownGlobal: 7017, assignsImport: 2632, assignsConstant: 2588 };

/** Of a variable that gets its type from later assignments, perhaps in another cell. */
const untypedVariables = new Set([7005, 7034]);

/** What cells may do though `strict` forbids it: variables and packages without types, properties of `globalThis`. */
export function isAllowed({ code, messageText }: ts.Diagnostic): boolean {
  if (code === codes.untypedModule || untypedVariables.has(code)) return true;
  return code === codes.unknownGlobal && String(messageText).includes("'typeof globalThis'");
}

/**
 * A message of TypeScript, with its place.
 *
 * @param file   in which it is, if in any
 * @param folder of the notebook, to which the names of its modules are relative
 */
export function describe(
  diagnostic: ts.Diagnostic,
  file: ts.SourceFile | undefined,
  folder: string,
): Diagnostic {
  const { start = 0, length = 0, code } = diagnostic;
  const place = (position: number): Place =>
    file ? file.getLineAndCharacterOfPosition(position) : { line: 0, character: 0 };
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const told = { start: place(start), end: place(start + length), message, code };
  if (!file || !isSource(file) || file.fileName.startsWith("cell·")) return told;
  return { ...told, fileName: file.fileName.slice(folder.length + 1) };
}
