import type { Cursor } from "./cursor";
import type { Accent, IndexName, SymbolName } from "./expression";
import { requireSpelling } from "./spelling";
import type { Token } from "./tokens";

const bold = ["\\boldsymbol", "\\mathbf", "\\bm", "\\pmb"];
const plain = ["\\mathrm", "\\mathit", "\\mathsf"];
const accents: Record<string, Accent> = {
  "\\hat": "hat",
  "\\widehat": "hat",
  "\\tilde": "tilde",
  "\\bar": "bar",
};
const letters =
  "alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho tau phi varphi psi omega ell Theta Lambda Phi Psi Omega Delta Gamma";
export const letterCommands: ReadonlySet<string> = new Set(letters.split(" ").map((name) => `\\${name}`));
export const styleCommands: readonly string[] = [
  ...bold,
  ...plain,
  ...Object.keys(accents),
  "\\mathcal",
  "\\text",
];

/** Whether the next token can begin a name. */
export function beginsName(cursor: Cursor): boolean {
  const { kind, text } = cursor.peek();
  return kind === "letter" || letterCommands.has(text) || styleCommands.includes(text);
}

/** Reads a name with its accent, boldness and subscript, such as `\hat{\boldsymbol{y}}_{w_0}`. */
export function readName(cursor: Cursor): SymbolName {
  const start = cursor.peek().start;
  const symbol = readLetter(cursor);
  if (symbol.indices === undefined && symbol.label === undefined && cursor.sees("_")) {
    Object.assign(symbol, readSubscript(cursor));
  }
  return { ...symbol, span: [start, cursor.before] };
}

function readLetter(cursor: Cursor): SymbolName {
  const token = cursor.peek();
  if (bold.includes(token.text)) return { ...readStyled(cursor), bold: true };
  if (plain.includes(token.text)) return readStyled(cursor);
  if (accents[token.text]) return { ...readStyled(cursor), accent: accents[token.text] };
  if (token.text === "\\mathcal" || token.text === "\\text") {
    cursor.take();
    return { kind: "symbol", name: `${token.text}{${readText(cursor)}}` };
  }
  if (!beginsName(cursor)) cursor.fail("a name is missing");
  requireSpelling(cursor);
  cursor.take();
  return { kind: "symbol", name: token.text + readPrimes(cursor) };
}

/** `\boldsymbol{v}`, `\boldsymbol{v_c}`, `\hat y`: one name, in braces or not. */
function readStyled(cursor: Cursor): SymbolName {
  const command = cursor.take();
  return cursor.nested(() => {
    if (!cursor.accept("{")) return readLetter(cursor);
    const symbol = readName(cursor);
    if (!cursor.sees("}"))
      cursor.fail(`\`${command.text}\` takes one name`, "put it around each name by itself");
    cursor.take();
    return symbol;
  });
}

/** Reads `_o`, `_{w_0}`, `_{ij}`, `_{\text{neg-sample}}`. */
export function readSubscript(cursor: Cursor): { indices: IndexName[] } | { label: string } {
  cursor.expect("_", "of a subscript");
  const braced = cursor.accept("{");
  if (cursor.accept("\\text", "\\mathrm")) {
    const label = readText(cursor);
    if (braced) cursor.expect("}", "that closes the subscript");
    return { label };
  }
  const indices = [readIndex(cursor, braced !== undefined)];
  while (braced && !cursor.sees("}")) {
    cursor.accept(",");
    indices.push(readIndex(cursor, true));
  }
  if (braced) cursor.expect("}", "that closes the subscript");
  return { indices };
}

/**
 * Reads an index: `o`, `12`, `w'`, `w_0`, `w_{t+j}`.
 *
 * @param whole whether more than one token may belong to it, as between braces
 */
export function readIndex(cursor: Cursor, whole: boolean): IndexName {
  const start = cursor.peek().start;
  return cursor.nested(() => {
    const index: IndexName = { name: readIndexLetter(cursor) };
    if (whole && cursor.accept("+")) {
      index.before = index.name;
      index.name = readIndexLetter(cursor);
    }
    if (whole && cursor.sees("_")) {
      const subscript = readSubscript(cursor);
      if (!("indices" in subscript)) return cursor.fail("an index has no label");
      index.at = subscript.indices;
    }
    return { ...index, span: [start, cursor.before] };
  });
}

function readIndexLetter(cursor: Cursor): string {
  const token: Token = cursor.peek();
  if (token.kind !== "letter" && token.kind !== "number" && !letterCommands.has(token.text)) {
    cursor.fail("an index is missing");
  }
  cursor.take();
  return token.kind === "number" ? token.text : token.text + readPrimes(cursor);
}

function readPrimes(cursor: Cursor): string {
  let primes = "";
  while (cursor.accept("'")) primes += "'";
  return primes;
}

/** Reads `{naive-softmax}` verbatim. */
export function readText(cursor: Cursor): string {
  const open = cursor.expect("{", "of the text");
  while (!cursor.end && !cursor.sees("}", "{")) cursor.take();
  const close = cursor.expect("}", "that closes the text");
  return cursor.source.slice(open.end, close.start).trim();
}
