import { declaredNames, type Declarations } from "../../derivation/declare/declarations";
import { code, joinMessages, message, messageText, type Message } from "../../derivation/latex/message";
import type { Line } from "../../derivation/verdict/line";

/**
 * A verdict for somebody who solves an exercise. A repair would be the answer: the counterexample says that a line is
 * wrong, and where. What is declared is given, so advice to declare more becomes a list of what there is.
 */
export function asStudentSees(line: Line, declared: Declarations): Line {
  return { ...line, hint: line.hint && adviceFor(line.hint, declared), repair: undefined, edits: undefined };
}

function adviceFor(hint: Message, declared: Declarations): Message {
  const text = messageText(hint);
  if (text.includes("%% layout")) return message`a slope along a column is a column here`;
  if (!/\bdeclare\b|%%/.test(text)) return hint;
  const names = joinMessages(
    declaredNames(declared).map((name) => [code(name)]),
    ", ",
  );
  return message`the letters here are ${names}; one of your own is defined by ${code(":=")}`;
}
