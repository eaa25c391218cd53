import { Cursor } from "./cursor";
import type { Expression, ProductSign, SymbolName } from "./expression";
import { nameText } from "./name-text";
import { beginsName, letterCommands, readName, readSubscript, styleCommands } from "./names";
import { beginsOperator, operatorCommands, readOperator } from "./operators";
import { refuse } from "./spelling";

const productSigns: Record<string, ProductSign> = {
  "\\cdot": "\\cdot",
  "\\times": "\\cdot",
  "*": "\\cdot",
  "\\odot": "\\odot",
  "\\circ": "\\odot",
};

const commands = [...operatorCommands, ...letterCommands, ...styleCommands, ...Object.keys(productSigns)];

/**
 * Reads an expression, verbatim: nothing is guessed, and what cannot be read is an error with its place.
 *
 *     expression = ["-"] term { ("+" | "-") term }
 *     term       = factor { ["\cdot" | "\times" | "\odot" | "/"] factor }     left to right
 *     factor     = primary { "^" exponent | "_" indices }
 *     primary    = number | name | function argument | \frac | \sum … | "(" expression ")"
 *
 * A sum, and a derivative before its operand, reaches to the end of its term.
 *
 * @param source    LaTeX without `=`, such as `-\boldsymbol{u}_o + \sum_w \hat{y}_w u_w`
 * @param functions names of functions of one's own, as `nameText` gives them
 * @param from      offset to begin at; spans and errors are offsets into the whole source
 * @param to        offset to end before
 * @throws Malformed
 */
export function readExpression(
  source: string,
  functions?: ReadonlySet<string>,
  from = 0,
  to = source.length,
): Expression {
  const cursor = new Cursor(source, functions, from, to);
  const expression = readSum(cursor);
  if (!cursor.end) refuseHere(cursor);
  return expression;
}

/** Refuses the next token where an expression should have ended or begun. */
export function refuseHere(cursor: Cursor): never {
  return refuse(cursor, commands);
}

/** Reads terms joined by + and -. */
export function readSum(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  return cursor.nested(() => {
    const minus = cursor.accept("-");
    if (!minus) cursor.accept("+");
    let sum = readTerm(cursor);
    if (minus) sum = { kind: "negate", of: sum, span: [start, cursor.before] };
    for (let sign = cursor.accept("+", "-"); sign; sign = cursor.accept("+", "-")) {
      const kind = sign.text === "+" ? "add" : "subtract";
      sum = { kind, left: sum, right: readTerm(cursor), span: [start, cursor.before] };
    }
    return sum;
  });
}

/** Reads factors, side by side or joined by a sign; `a / b` is a fraction. */
export function readTerm(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  let product = readFactor(cursor);
  for (;;) {
    const sign = cursor.accept(...Object.keys(productSigns), "/");
    if (!sign && !beginsFactor(cursor)) return product;
    const right = readFactor(cursor);
    const span: [number, number] = [start, cursor.before];
    if (sign?.text === "/") product = { kind: "fraction", over: product, under: right, span };
    else product = { kind: "times", by: sign ? productSigns[sign.text] : "", left: product, right, span };
  }
}

/** Whether a factor begins here. */
export function beginsFactor(cursor: Cursor): boolean {
  if (cursor.peek().kind === "number" || cursor.sees("(", "{", "[")) return true;
  return beginsName(cursor) || beginsOperator(cursor);
}

/** Reads a factor with what is raised or set below it. */
export function readFactor(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  let factor = readPrimary(cursor);
  while (cursor.sees("^", "_")) {
    if (cursor.sees("^")) factor = readRaised(cursor, factor);
    else factor = readEntry(cursor, factor);
    factor.span = [start, cursor.before];
  }
  return factor;
}

function readRaised(cursor: Cursor, base: Expression): Expression {
  cursor.take();
  if (cursor.accept("\\top", "\\intercal", "T")) return { kind: "transpose", of: base };
  if (!cursor.accept("{")) return { kind: "power", base, exponent: readPrimary(cursor) };
  const mark = cursor.peek(1).text === "}" && cursor.accept("\\top", "\\intercal", "T");
  const raised: Expression = mark
    ? { kind: "transpose", of: base }
    : { kind: "power", base, exponent: readSum(cursor) };
  cursor.expect("}", "that closes the exponent");
  return raised;
}

function readEntry(cursor: Cursor, of: Expression): Expression {
  if (of.kind === "symbol") cursor.fail("a second subscript");
  const subscript = readSubscript(cursor);
  if (!("indices" in subscript)) return cursor.fail("an expression has no label");
  return { kind: "entry", of, indices: subscript.indices };
}

function readPrimary(cursor: Cursor): Expression {
  const token = cursor.peek();
  const span: [number, number] = [token.start, token.end];
  if (token.kind === "number") return { kind: "number", value: cursor.take().text, span };
  if (beginsOperator(cursor)) return cursor.nested(() => readOperator(cursor));
  if (beginsName(cursor)) return readApplied(cursor, readName(cursor));
  const closing = closings[token.text];
  if (closing) {
    cursor.take();
    const inner = readSum(cursor);
    cursor.expect(closing, `that closes \`${token.text}\` of ${columnOf(cursor, token.start)}`);
    // A group is an expression of its own: `{y}_i` and `(y)_i` are entries of y, `y_i` is a name.
    return inner.kind === "symbol" && cursor.sees("_") ? readEntryOf(cursor, inner) : inner;
  }
  if (token.kind === "command" && !commands.includes(token.text)) refuseHere(cursor);
  return cursor.fail("a number, a name or `(` is missing");
}

const closings: Record<string, string> = { "(": ")", "{": "}", "[": "]" };

function readEntryOf(cursor: Cursor, of: Expression): Expression {
  const subscript = readSubscript(cursor);
  if (!("indices" in subscript)) return cursor.fail("an expression has no label");
  return { kind: "entry", of, indices: subscript.indices };
}

function columnOf(cursor: Cursor, at: number): string {
  return `column ${at - (cursor.source.lastIndexOf("\n", at - 1) + 1) + 1}`;
}

/** `J(v_c, w_j, U)` where J is a function of one's own, or where more than one argument stands there. */
function readApplied(cursor: Cursor, of: SymbolName): Expression {
  const many = (): Expression[] | undefined => {
    const list = readArguments(cursor);
    return list.length > 1 || cursor.functions.has(nameText(of)) ? list : undefined;
  };
  const list = cursor.sees("(") ? cursor.attempt(many) : undefined;
  return list ? { kind: "apply", of, arguments: list, span: [of.span?.[0] ?? 0, cursor.before] } : of;
}

function readArguments(cursor: Cursor): Expression[] {
  cursor.take();
  const list = [readSum(cursor)];
  while (cursor.accept(",")) list.push(readSum(cursor));
  cursor.expect(")", "that closes the arguments");
  return list;
}

/** Reads an expression between two signs. */
export function readGroup(cursor: Cursor, open: string, close: string): Expression {
  cursor.expect(open, "that opens it");
  const inner = readSum(cursor);
  cursor.expect(close, `that closes \`${open}\``);
  return inner;
}
