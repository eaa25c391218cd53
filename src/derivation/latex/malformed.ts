import type { Message } from "./message";
import { asMessage, message, messageText } from "./message";

/** Text that cannot be read, with the place and, where one is known, the repair. */
export class Malformed extends Error {
  override readonly name = "Malformed";

  readonly says: Message;
  readonly hint?: Message;

  /**
   * @param says what is wrong there, one clause without a full stop
   * @param at   offset of the first character concerned
   * @param hint what to write instead
   */
  constructor(
    says: string | Message,
    readonly at: number,
    hint?: string | Message,
  ) {
    const [clause, advice] = [asMessage(says), hint && asMessage(hint)];
    super(messageText(advice ? message`${clause}; ${advice}` : clause));
    this.says = clause;
    if (advice) this.hint = advice;
  }
}

/** A name of which nothing says what it is, and no declared name is near it. */
export class Unsaid extends Malformed {
  /** @param of the name as it is written */
  constructor(
    says: Message,
    at: number,
    hint: Message | undefined,
    readonly of: string,
  ) {
    super(says, at, hint);
  }
}

/** Mathematics that can be read by people and is beyond the checker: it is not judged, and not wrong. */
export class Beyond extends Malformed {}

/** Line and column of an offset, both counted from 1. */
export function position(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, Math.max(0, at)).split("\n");
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/** "line 2, column 14", or "column 14" where the source is one line. */
export function place(source: string, at: number): string {
  const { line, column } = position(source, at);
  return source.includes("\n") ? `line ${line}, column ${column}` : `column ${column}`;
}
