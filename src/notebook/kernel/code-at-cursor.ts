/**
 * Completion and documentation for the code at the cursor.
 *
 * Stock tslab counts the cursor in UTF-16 units; the protocol counts characters, so that an emoji before it shifts
 * all that follows.
 */
import type { Executor } from "tslab/dist/executor";
import { printQuickInfo } from "tslab/dist/inspect";

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

/** @param cursor in characters */
export function inspect(executor: Executor, code: string, cursor: number): object {
  const info = executor.inspect(code, unitsBefore(code, cursor));
  const data = info ? { "text/plain": printQuickInfo(info) } : {};
  return { status: "ok", found: Boolean(info), data, metadata: {} };
}

function unitsBefore(code: string, characters: number): number {
  return Array.from(code).slice(0, characters).join("").length;
}

function charactersBefore(code: string, units: number): number {
  return Array.from(code.slice(0, units)).length;
}
