import { declare } from "../declare/declare";
import type { Declarations } from "../declare/declarations";
import { Malformed } from "../latex/malformed";

/** A thing that is declared in a line. */
interface Lined {
  line: string;
}

/**
 * The declarations with some lines. A line that is refused is left out: it says of a name what another line says
 * already, or it was made of words that only look like a declaration.
 *
 * @returns with the lines that hold
 */
export function declareLines<T extends Lined>(
  lines: readonly T[],
  before: Declarations,
): { declared: Declarations; held: T[] } {
  let declared = before;
  const held: T[] = [];
  for (const each of lines) {
    try {
      declared = declare(each.line, declared);
      held.push(each);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
    }
  }
  return { declared, held };
}
