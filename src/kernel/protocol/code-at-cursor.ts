/**
 * Completion and documentation for the code at the cursor.
 *
 * Stock tslab counts the cursor in UTF-16 units, but the protocol counts characters: an emoji before the cursor
 * shifts it. And stock tslab documents a function only on its name, not inside the brackets of a call.
 */
import type { CellSession } from "../compiler/cell-session";

/** Completions at the cursor. All positions are in characters. */
export async function complete(session: CellSession, code: string, cursor: number): Promise<object> {
  const { start, end, matches } = await session.complete(code, unitsBefore(code, cursor));
  return {
    status: "ok",
    matches,
    cursor_start: charactersBefore(code, start),
    cursor_end: charactersBefore(code, end),
    metadata: {},
  };
}

/**
 * Documentation of the name at the cursor; if there is no name, of the function whose call contains the cursor.
 *
 * @param cursor in characters
 */
export async function inspect(session: CellSession, code: string, cursor: number): Promise<object> {
  const text = await session.inspect(code, unitsBefore(code, cursor));
  const data = text === undefined ? {} : { "text/plain": text };
  return { status: "ok", found: text !== undefined, data, metadata: {} };
}

function unitsBefore(code: string, characters: number): number {
  return Array.from(code).slice(0, characters).join("").length;
}

function charactersBefore(code: string, units: number): number {
  return Array.from(code.slice(0, units)).length;
}
