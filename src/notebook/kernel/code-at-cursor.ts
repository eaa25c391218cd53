/**
 * Completion and documentation for the code at the cursor.
 *
 * Stock tslab counts the cursor in UTF-16 units; the protocol counts characters, so that an emoji before it shifts
 * all that follows; and it documents a function only on its name, not within the brackets of its call.
 */
import type TypeScript from "@tslab/typescript-for-tslab";
import type { Executor } from "tslab/dist/executor";
import { printQuickInfo } from "tslab/dist/inspect";
import { ts } from "./compiler";

/** @param cursor in characters, as in what is returned */
export function complete(executor: Executor, code: string, cursor: number): object {
  const { start, end, candidates } = executor.complete(code, unitsBefore(code, cursor));
  return {
    status: "ok",
    matches: candidates,
    cursor_start: charactersBefore(code, start),
    cursor_end: charactersBefore(code, end),
    metadata: {},
  };
}

/**
 * Documentation of the name at the cursor, else of the function whose arguments are being written.
 *
 * @param cursor in characters
 */
export function inspect(executor: Executor, code: string, cursor: number): object {
  const at = unitsBefore(code, cursor);
  const here = executor.inspect(code, at);
  const called = here ? undefined : calledFunction(code, at);
  const info = called === undefined ? here : executor.inspect(code, called);
  const data = info ? { "text/plain": printQuickInfo(info) } : {};
  return { status: "ok", found: Boolean(info), data, metadata: {} };
}

/** Where the name of the innermost function starts that is called with the cursor among its arguments. */
function calledFunction(code: string, at: number): number | undefined {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
  let found: number | undefined;
  const visit = (node: TypeScript.Node): void => {
    if (at < node.getFullStart() || at > node.end) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && at > node.expression.end) {
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      found = name.getStart();
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function unitsBefore(code: string, characters: number): number {
  return Array.from(code).slice(0, characters).join("").length;
}

function charactersBefore(code: string, units: number): number {
  return Array.from(code.slice(0, units)).length;
}
