import { message, type Message } from "./latex/message";
import type { Line } from "./verdict/line";

/** A line that was wrong and is opened: not decided, without what was said against it. */
export function opened(line: Line, says: Message, hint: Message): Line {
  return {
    ...line,
    mark: "not decided",
    follows: "unknown",
    equals: "unknown",
    says,
    hint,
    counterexample: undefined,
    repair: undefined,
    edits: undefined,
    help: undefined,
  };
}

/**
 * The lines of a derivation after some that were wrong were opened: what follows from an opened line is open too, and of a
 * line that equals what is being derived, whether it follows cannot be told.
 *
 * @param before the lines as they were decided
 * @param after the same, of which some are now not decided
 */
export function settleFollowers(before: readonly Line[], after: readonly Line[]): Line[] {
  let open = false;
  return after.map((line, i): Line => {
    if (line.left !== undefined) open = false;
    const isOpened = before[i].mark !== line.mark;
    const follows = open;
    open = isOpened || (open && line.mark === "inherited");
    if (!follows || isOpened) return line;
    if (line.mark === "right but does not follow")
      return { ...line, mark: "right", follows: "unknown", says: message`` };
    if (line.mark !== "inherited") return line;
    return {
      ...line,
      mark: "not decided",
      equals: "unknown",
      says: message`follows from the line before, which is not decided`,
      counterexample: undefined,
    };
  });
}
