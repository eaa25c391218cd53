import { code, message } from "./message";
import { distributionWords } from "./distributions";
import type { Cursor } from "./cursor";
import type { Accent, Raised, SymbolName } from "./expression";
import { isRaisedName, readIndexList, readSubscript } from "./indices";
import { letterText, nameText } from "./name-text";
import { refuseBeyond, requireSpelling } from "./spelling";
import { joinTokens } from "./tokens";

const bold = ["\\boldsymbol", "\\mathbf", "\\bm", "\\pmb", "\\symbf", "\\vb", "\\bold", "\\underline"];
const arrows = ["\\vec", "\\overrightarrow"];
const upright = ["\\mathrm", "\\mathit", "\\mathsf", "\\mathtt", "\\mathnormal"];
const words = ["\\text", "\\textrm", "\\textit", "\\textsf", "\\texttt", "\\mbox", "\\operatorname"];
const alphabets = ["\\mathcal", "\\mathscr", "\\mathfrak", "\\mathbb"];
const accents: Record<string, Accent> = {
  "\\hat": "hat",
  "\\widehat": "hat",
  "\\tilde": "tilde",
  "\\widetilde": "tilde",
  "\\bar": "bar",
  "\\overline": "bar",
  "\\dot": "dot",
  "\\ddot": "ddot",
  "\\check": "check",
  "\\breve": "breve",
  "\\acute": "acute",
  "\\grave": "grave",
  "\\mathring": "mathring",
};
const letters =
  "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi pi varpi " +
  "rho varrho sigma varsigma tau upsilon phi varphi chi psi omega ell hbar imath jmath wp aleph Gamma Delta Theta " +
  "Lambda Xi Pi Sigma Upsilon Phi Psi Omega Pr";
export const letterCommands: ReadonlySet<string> = new Set(letters.split(" ").map((name) => `\\${name}`));
export const styleCommands: readonly string[] = [
  ...bold,
  ...arrows,
  ...upright,
  ...words,
  ...alphabets,
  ...Object.keys(accents),
];

/** Whether the next token can begin a name. */
export function beginsName(cursor: Cursor): boolean {
  const { kind, text } = cursor.peek();
  return kind === "letter" || letterCommands.has(text) || styleCommands.includes(text) || beginsCount(cursor);
}

/** Reads a name with its accent, its font and all that is set at it, such as `\hat{\boldsymbol{y}}_{w_0}`. */
export function readName(cursor: Cursor): SymbolName {
  const start = cursor.peek().start;
  const symbol = readLetter(cursor);
  for (;;) {
    const below = symbol.indices ?? symbol.label;
    if (cursor.sees("'") && !primeTransposes(cursor, symbol))
      symbol.name = marked(symbol.name, cursor.take().text);
    else if (cursor.sees("_") && below === undefined)
      Object.assign(symbol, readSubscript(cursor, symbol.name));
    else if (!cursor.sees("^") || symbol.raised || !readAbove(cursor, symbol)) break;
  }
  return { ...symbol, span: [start, cursor.before] };
}

/** Whether the prime that comes next transposes the name before it: `X'`, but not that of a known `x'` or of `f'(x)`. */
function primeTransposes({ names }: Cursor, symbol: SymbolName): boolean {
  if (names.transposes !== true) return false;
  const [text, primed] = [symbol.name, marked(symbol.name, "'")].map((name) => nameText({ ...symbol, name }));
  return !names.values.has(primed) && !names.applied.has(text);
}

/** `^{(i)}`, `^{[1]}`, `^*`, `^\prime`, `^{\text{new}}` or `^{(new)}`, which belong to the name; false if it is a power. */
export function readAbove(cursor: Cursor, symbol: SymbolName): boolean {
  const kind = isRaisedName(cursor);
  const euler = symbol.name === "e" && !symbol.accent && !cursor.names.values.has("e") && !isStep(cursor);
  if (!kind || euler || (kind === "prime" && primeTransposes(cursor, symbol))) return false;
  cursor.take();
  const braced = cursor.accept("{");
  if (kind === "raised") symbol.raised = readRaisedIndices(cursor);
  else if (kind === "word") {
    const bracketed = cursor.accept("(");
    const text = cursor.peek().kind === "letter" ? readLetters(cursor) : (cursor.take(), readText(cursor));
    if (bracketed) cursor.expect(")", "that closes what is raised");
    symbol.name = marked(symbol.name, `^{\\text{${text}}}`);
  } else {
    const mark = cursor.take().text.replace(/^\\(?:ast|star)$/, "*");
    symbol.name = marked(symbol.name, kind === "prime" ? "'" : `^{${mark}}`);
  }
  // What stands behind it between the braces raises the whole name, as in x^{(i)\top}.
  if (braced && !cursor.accept("}")) cursor.insert("^", "{");
  return true;
}

/** Whether `^{(t)}` follows, or `^{(t-1)}`, which nobody writes for the power of Euler's number. */
function isStep(cursor: Cursor): boolean {
  const ahead = cursor.peekWhile(({ text }) => text !== ")").map(({ text }) => text);
  return /^\^\{\(t(?:[+-]\d)?$/.test(ahead.join("").replace(/\s/g, ""));
}

/** A letter with a prime or a star, which stands inside an accent. */
function marked(name: string, mark: string): string {
  const inner = /^(\\[a-z]+)\{(.*)\}$/.exec(name);
  return inner && Object.hasOwn(accents, inner[1]) ? `${inner[1]}{${marked(inner[2], mark)}}` : name + mark;
}

function readRaisedIndices(cursor: Cursor): Raised {
  const bracket = cursor.take().text === "(" ? "(" : "[";
  const indices = readIndexList(cursor, bracket === "(" ? ")" : "]");
  return { bracket, indices };
}

function readLetter(cursor: Cursor): SymbolName {
  const { text } = cursor.peek();
  if (beginsBoldNumber(cursor)) return readBoldNumber(cursor);
  if (bold.includes(text)) return { ...readStyled(cursor), bold: true };
  if (arrows.includes(text)) return { ...readStyled(cursor), arrow: true };
  if (upright.includes(text) || words.includes(text)) return readUpright(cursor);
  if (accents[text]) return accented(readStyled(cursor), accents[text]);
  if (alphabets.includes(text)) {
    cursor.take();
    if (cursor.sees("{")) return { kind: "symbol", name: `${text}{${readText(cursor)}}` };
    const { kind, text: letter } = cursor.peek();
    if (kind !== "letter" && kind !== "number" && !letterCommands.has(letter)) cursor.missing("a name");
    return { kind: "symbol", name: `${text}{${cursor.take().text}}` };
  }
  if (beginsCount(cursor)) return readCount(cursor);
  if (!beginsName(cursor)) cursor.missing("a name");
  return readWord(cursor) ?? readOne(cursor);
}

/** Whether a bold 0 or 1 begins here, a column or matrix of it; a 0 may have an arrow or a bar instead. */
export function beginsBoldNumber(cursor: Cursor): boolean {
  const { text } = cursor.peek();
  if (![...bold, ...zeroMarks].includes(text)) return false;
  const figure = cursor.peek(1).text === "{" ? 2 : 1;
  const isNumber =
    cursor.peek(figure).text === "0" || (bold.includes(text) && cursor.peek(figure).text === "1");
  return isNumber && (figure === 1 || cursor.peek(3).text === "}");
}

const zeroMarks = [...arrows, "\\bar", "\\overline", "\\mathbb"];

function readBoldNumber(cursor: Cursor): SymbolName {
  cursor.take();
  const figure = cursor.sees("{") ? readText(cursor) : cursor.take().text;
  if (figure === "0") dropSize(cursor);
  return { kind: "symbol", name: `\\mathbf{${figure}}` };
}

/** The size below a zero, `0_d` or `0_{d \\times n}`, which fits whatever it is equal to. */
export function dropSize(cursor: Cursor): void {
  if (!cursor.accept("_")) return;
  let depth = 0;
  do {
    const { text } = cursor.take();
    depth += text === "{" ? 1 : text === "}" ? -1 : 0;
  } while (depth > 0 && cursor.peek().kind !== "end");
}

/** Whether a count begins here, `\#(w, c)`: how often something occurs, which is one name with all in its parentheses. */
const beginsCount = (cursor: Cursor): boolean => cursor.sees("\\#") && cursor.peek(1).text === "(";

function readCount(cursor: Cursor): SymbolName {
  const tokens = [cursor.take()];
  let depth = 0;
  do {
    const token = cursor.take();
    depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    tokens.push({ ...token, spaced: false });
  } while (depth > 0 && !cursor.end);
  return { kind: "symbol", name: joinTokens(tokens) };
}

function readOne(cursor: Cursor): SymbolName {
  requireSpelling(cursor);
  return { kind: "symbol", name: cursor.take().text };
}

/** What losses and measures are called for short, in letters that nobody multiplies. */
const measureWords: ReadonlySet<string> = new Set([
  "CE",
  "BCE",
  "NLL",
  "MSE",
  "SSE",
  "RSS",
  "ELBO",
  "PP",
  "PPL",
]);

/** The longest name of several letters that begins here and is known, such as CE, or is applied as in CE(y, x). */
function readWord(cursor: Cursor): SymbolName | undefined {
  const run = lettersAhead(cursor);
  if (measureWords.has(run) && ![...run].some((letter) => cursor.names.values.has(letter)))
    return takeWord(cursor, run);
  // The error that reaches the hidden layer of word2vec, EH or EH_i.
  if (run === "EH" && !cursor.names.values.has("H")) return takeWord(cursor, run);
  const hasBars = distributionWords.has(run);
  if ((hasBars || /^[A-Z]{2,}$/.test(run)) && isAppliedToSeveral(cursor, run.length, hasBars))
    return takeWord(cursor, run);
  for (let length = run.length; length > 1; length--) {
    const name = `\\text{${run.slice(0, length)}}`;
    if (!cursor.names.values.has(name) && !cursor.names.applied.has(name)) continue;
    return takeWord(cursor, run.slice(0, length));
  }
  return undefined;
}

function takeWord(cursor: Cursor, word: string): SymbolName {
  for (let i = 0; i < word.length; i++) cursor.take();
  return { kind: "symbol", name: `\\text{${word}}` };
}

/** Whether a list of arguments follows after so many tokens: parentheses with a comma, or double bars, between them. */
function isAppliedToSeveral(cursor: Cursor, from: number, hasBars: boolean): boolean {
  if (cursor.peek(from).text !== "(") return false;
  let depth = 0;
  for (let ahead = from; cursor.peek(ahead).kind !== "end"; ahead++) {
    const { text } = cursor.peek(ahead);
    if (["(", "[", "{", "\\{"].includes(text)) depth++;
    if ([")", "]", "}", "\\}"].includes(text) && --depth === 0) return false;
    if (depth === 1 && (text === "," || (hasBars && doubleBars.includes(text)))) return true;
    if (depth === 1 && hasBars && text === "|" && cursor.peek(ahead + 1).text === "|") return true;
  }
  return false;
}

const doubleBars = ["\\|", "\\Vert", "\\parallel"];
const longestWord = 30;

/** The letters that come next without space between them. */
export function lettersAhead(cursor: Cursor): string {
  const isNext = (ahead: number, spaced = false): boolean => ahead < longestWord && !(spaced && ahead > 0);
  return joinTokens(
    cursor.peekWhile(({ kind, spaced }, ahead) => kind === "letter" && isNext(ahead, spaced)),
  );
}

/** An accent over a name that has one makes another name. */
function accented(symbol: SymbolName, accent: Accent): SymbolName {
  if (!symbol.accent) return { ...symbol, accent };
  const { label, indices, ...letter } = symbol;
  const name = letterText(letter);
  return { kind: "symbol", name, accent, ...(label !== undefined && { label }), ...(indices && { indices }) };
}

/** `\boldsymbol{v}`, `\boldsymbol{v_c}`, `\hat y`: one name, in braces or not. */
function readStyled(cursor: Cursor): SymbolName {
  const command = cursor.take();
  return cursor.nested(() => {
    if (!cursor.accept("{")) return readLetter(cursor);
    const symbol = readName(cursor);
    if (!cursor.sees("}"))
      cursor.fail(message`${code(command.text)} takes one name`, "put it around each name by itself");
    cursor.take();
    return symbol;
  });
}

/** `\mathrm{CE}` and `\text{loss}` are names of several letters; one letter is the same upright or not. */
function readUpright(cursor: Cursor): SymbolName {
  if (cursor.peek(1).text === "*") cursor.drop(1);
  const [first, second] = [cursor.peek(2), cursor.peek(3)];
  const many = first.kind === "letter" && !["}", "_", "'", "^"].includes(second.text);
  if (cursor.peek(1).text !== "{" || !many) return readStyled(cursor);
  const { start } = cursor.take();
  const word = readText(cursor);
  refuseBeyond(word, start);
  return { kind: "symbol", name: `\\text{${word}}` };
}

/** Whether a font is put around more than one name, as in `\mathbf{u_o^\top v_c}`. */
export function stylesExpression(cursor: Cursor): boolean {
  if (!bold.includes(cursor.peek().text) || cursor.peek(1).text !== "{") return false;
  if (beginsBoldNumber(cursor)) return false;
  return cursor.ahead(2, () => !cursor.tryRead(() => readName(cursor) && cursor.accept("}")));
}

function readLetters(cursor: Cursor): string {
  const letters = cursor.peekWhile(({ kind }) => kind === "letter");
  letters.forEach(() => cursor.take());
  return joinTokens(letters);
}

/** Reads `{naive-softmax}` verbatim. */
export function readText(cursor: Cursor): string {
  cursor.expect("{", "of the text");
  const inner = cursor.peekWhile(({ text }) => text !== "}" && text !== "{");
  for (let i = 0; i < inner.length; i++) cursor.take();
  cursor.expect("}", "that closes the text");
  return joinTokens(inner);
}
