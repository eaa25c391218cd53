import type { Cursor } from "./cursor";
import type { IndexName } from "./expression";
import { letterCommands, readText } from "./names";
import { beginsSetSize, readSetSize } from "./sets";
import type { Token } from "./tokens";
import { joinTokens } from "./tokens";

const labelCommands = [
  "\\text",
  "\\mathrm",
  "\\textrm",
  "\\textit",
  "\\mathit",
  "\\mathsf",
  "\\operatorname",
];
const extrema = ["\\max", "\\min"];
/** Fonts of a letter, which mean nothing below a name. */
const fonts = ["\\mathbf", "\\boldsymbol", "\\bm", "\\vec"];

/**
 * Reads `_o`, `_{w_0}`, `_{ij}`, `_{\text{neg-sample}}`, `_{neg-sample}`.
 *
 * @param letter what it is set below, where that is a letter
 */
export function readSubscript(cursor: Cursor, letter = ""): { indices: IndexName[] } | { label: string } {
  cursor.expect("_", "of a subscript");
  const braced = cursor.accept("{");
  const label = readLabel(cursor, braced !== undefined, letter);
  if (label !== undefined) {
    if (braced) cursor.expect("}", "that closes the subscript");
    return { label };
  }
  if (!braced) return { indices: [readIndex(cursor, false)] };
  return { indices: readIndexList(cursor, "}") };
}

/** Reads indices to the sign that closes them, one after the other or with commas. */
export function readIndexList(cursor: Cursor, close: string): IndexName[] {
  const indices = [readIndex(cursor, true)];
  while (!cursor.end && !cursor.sees(close)) {
    cursor.accept(",");
    indices.push(readIndex(cursor, true));
  }
  cursor.expect(close, close === "}" ? "that closes the subscript" : "that closes the indices");
  return indices;
}

/** A word that is part of the name: `\text{naive-softmax}`, or `naive-softmax` as it stands; `_` joins words as `-` does. */
function readLabel(cursor: Cursor, braced: boolean, below: string): string | undefined {
  if (labelCommands.includes(cursor.peek().text)) {
    const letter = cursor.ahead(1, () => (cursor.sees("{") ? cursor.peek(2).text === "}" : true));
    if (letter) return undefined;
    cursor.take();
    return readText(cursor).replace(/\\?_/g, "-");
  }
  // x_{\max} is named for what it is.
  if (extrema.includes(cursor.peek().text) && (!braced || cursor.peek(1).text === "}"))
    return cursor.take().text.slice(1);
  if (!braced) return undefined;
  // \mu_{-1} is named for the label of its class.
  const sign = cursor.peek().text;
  if ((sign === "-" || sign === "+") && cursor.peek(1).kind === "number" && cursor.peek(2).text === "}")
    return cursor.take().text + cursor.take().text;
  const tokens = cursor.peekWhile(({ kind, text, spaced }, i) => isLetter(kind, text) && !(spaced && i > 0));
  const text = joinTokens(tokens);
  if (cursor.peek(tokens.length).text !== "}" || !isWord(text, below, cursor)) return undefined;
  tokens.forEach(() => cursor.take());
  return text;
}

const isLetter = (kind: Token["kind"], text: string): boolean => kind === "letter" || text === "-";

/** Letters of losses, and two letters that name one below them: cross entropy, negative sampling, skip-gram. */
const lossLetters = new Set(["J", "L", "\\ell", "\\mathcal{J}", "\\mathcal{L}"]);
const lossLabels = new Set(["ce", "ns", "sg"]);

/** Whether letters below a name are a word and not one index beside the other, as in ij. */
function isWord(text: string, below: string, { names }: Cursor): boolean {
  if (!/^[a-zA-Z]{2,}(?:-[a-zA-Z]+)*$|^[a-zA-Z]+-[a-zA-Z]{2,}$/.test(text)) return false;
  const letters = [...text];
  if (letters.every((letter) => names.indices.has(letter))) return false;
  if (text.includes("-") || /^[A-Z]+$/.test(text)) return true;
  if (lossLetters.has(below) && lossLabels.has(text)) return true;
  if (letters.length < 3) return false;
  const codes = letters.map((letter) => letter.charCodeAt(0));
  const near = Math.max(...codes) - Math.min(...codes) <= 5;
  return !near || new Set(letters).size < letters.length;
}

/**
 * Reads an index: `o`, `12`, `w'`, `w_0`, `w_{t+j}`, `t-1`.
 *
 * @param whole whether more than one token may belong to it, as between braces
 */
export function readIndex(cursor: Cursor, whole: boolean): IndexName {
  const start = cursor.peek().start;
  return cursor.nested(() => {
    const index: IndexName = { name: readIndexLetter(cursor, whole) };
    const sign = whole && /^\D/.test(index.name) ? cursor.accept("+", "-")?.text : undefined;
    if (sign && (sign === "-" || cursor.peek().kind === "number")) {
      if (!["number", "letter"].includes(cursor.peek().kind)) cursor.missing("a number");
      index.offset = `${sign}${cursor.take().text}`;
    } else if (sign) {
      index.before = index.name;
      index.name = readIndexLetter(cursor);
    }
    if (whole && cursor.sees("_")) {
      const subscript = readSubscript(cursor);
      if (!("indices" in subscript)) return cursor.fail("an index cannot have a label");
      index.at = subscript.indices;
    }
    return { ...index, span: [start, cursor.before] };
  });
}

function readIndexLetter(cursor: Cursor, whole = true): string {
  if (labelCommands.includes(cursor.peek().text) || fonts.includes(cursor.peek().text)) {
    cursor.take();
    const braced = cursor.accept("{");
    const letter = readIndexLetter(cursor);
    if (braced) cursor.expect("}", "that closes the index");
    return letter;
  }
  const token: Token = cursor.peek();
  if (beginsSetSize(cursor)) return readSetSize(cursor);
  if (token.kind !== "letter" && token.kind !== "number" && !letterCommands.has(token.text)) {
    cursor.missing("an index");
  }
  cursor.take();
  if (token.kind === "number") return token.text;
  return token.text + (whole || !cursor.names.transposes ? readPrimes(cursor) : "") + readStar(cursor, whole);
}

/** The star of `j^*`, which tells one value of an index from the others; braces around it make no other index. */
function readStar(cursor: Cursor, whole: boolean): string {
  if (!whole || !cursor.sees("^")) return "";
  const braced = cursor.peek(1).text === "{";
  if (!stars.includes(cursor.peek(braced ? 2 : 1).text) || (braced && cursor.peek(3).text !== "}")) return "";
  for (let i = braced ? 4 : 2; i > 0; i--) cursor.take();
  return "^{*}";
}

const stars = ["*", "\\ast", "\\star"];

function readPrimes(cursor: Cursor): string {
  let primes = "";
  while (cursor.accept("'")) primes += "'";
  return primes;
}

/**
 * Whether what is raised here belongs to the name before it: indices in brackets (`^{(i)}`, `^{[1]}`), a mark
 * (`^*`), a prime or a word (`^{\text{new}}`).
 */
export function isRaisedName(cursor: Cursor): "raised" | "mark" | "prime" | "word" | undefined {
  const braced = cursor.peek(1).text === "{";
  const first = braced ? 2 : 1;
  const { text } = cursor.peek(first);
  if (text === "\\prime") return "prime";
  if (/^(?:\*|\\ast|\\star|\\dagger)$/.test(text)) return "mark";
  if (!braced) return undefined;
  if (/^[-+]$/.test(text) && cursor.peek(3).text === "}") return "mark";
  if (labelCommands.includes(text) && cursor.peek(3).text === "{") {
    const inner = cursor.ahead(4, () => cursor.peekWhile((token) => token.text !== "}"));
    return inner.length > 1 && cursor.peek(4 + inner.length + 1).text === "}" ? "word" : undefined;
  }
  if (isWordAhead(cursor)) return "word";
  if (text !== "(" && text !== "[") return undefined;
  const inside = cursor.ahead(3, () => cursor.peekWhile((token) => !/^[)\]}]$/.test(token.text)));
  const close = cursor.peek(3 + inside.length).text;
  if (
    close !== (text === "(" ? ")" : "]") ||
    !/^[a-zA-Z]+'*(?:[-+]\d+)?$|^\d+$|^[a-z\d](?:,[a-z\d])+$/.test(plainText(inside))
  )
    return undefined;
  const after = cursor.peek(4 + inside.length).text;
  return /^(?:\}|T|\d|\\top|\\intercal)$/.test(after) ? "raised" : undefined;
}

/** Words that tell names apart where they stand raised between braces, even without `\text`. */
const raisedWords = ["new", "old", "next", "prev", "train", "test", "pred", "true"];

/** `{new}`, `{(new)}` or `{(\text{new})}` behind the sign that raises. */
function isWordAhead(cursor: Cursor): boolean {
  const bracketed = cursor.peek(2).text === "(" ? 1 : 0;
  const upright = bracketed && labelCommands.includes(cursor.peek(3).text) ? 2 : 0;
  const from = 2 + bracketed + upright;
  const word = cursor.ahead(from, () => joinTokens(cursor.peekWhile(({ kind }) => kind === "letter")));
  const closing = [...(upright ? ["}"] : []), ...(bracketed ? [")"] : []), "}"];
  const isClosed = closing.every((sign, i) => cursor.peek(from + word.length + i).text === sign);
  return (raisedWords.includes(word) || (upright > 0 && word.length > 1)) && isClosed;
}

const plainText = (tokens: readonly Token[]): string =>
  tokens.map(({ text }) => (letterCommands.has(text) ? "x" : text)).join("");
