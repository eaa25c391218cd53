import { code, message } from "./message";
import type { Cursor } from "./cursor";
import { lettersAhead, readText } from "./names";

/** The commands that a name of a set may be written in. */
export const setCommands = [
  "\\text",
  "\\mathrm",
  "\\mathcal",
  "\\mathbb",
  "\\mathscr",
  "\\mathit",
  "\\operatorname",
];

const openBars: Record<string, string> = { "|": "|", "\\lvert": "\\rvert", "\\vert": "\\vert" };

/** Reads the name of a set, `V`, `Vocab`, `\mathcal{V}`, `\text{Vocab}`; the vocabulary has one name, however it is spelt. */
export function readSetName(cursor: Cursor): string {
  const name = beginsSetSize(cursor)
    ? readSetSize(cursor).slice(1, -1)
    : readLetters(cursor).replace(/^\|(.+)\|$/, "$1");
  return /^vocab(?:ulary)?$/i.test(name) ? "Vocab" : name;
}

function readLetters(cursor: Cursor): string {
  if (setCommands.includes(cursor.peek().text)) {
    cursor.take();
    return cursor.sees("{") ? readText(cursor) : cursor.take().text;
  }
  const braced = cursor.accept("{");
  const letters = lettersAhead(cursor);
  for (let i = 0; i < letters.length; i++) cursor.take();
  if (!letters) cursor.missing("the set", message`write ${code("\\sum_{w \\in Vocab}")}`);
  if (braced) cursor.expect("}", "that closes the set");
  return letters;
}

/** Whether the size of a set begins here, `|V|`. */
export const beginsSetSize = (cursor: Cursor): boolean => Object.hasOwn(openBars, cursor.peek().text);

/** Reads the size of a set: the number of its elements, and the index of the last of them. */
export function readSetSize(cursor: Cursor): string {
  const bar = cursor.take().text;
  const name = readSetName(cursor);
  cursor.expect(openBars[bar], "that closes the size of the set");
  return `|${name}|`;
}
