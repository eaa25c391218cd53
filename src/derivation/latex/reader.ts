import { code, message } from "./message";
import { readApplied } from "./applications";
import { operatorCommands } from "./commands";
import { Cursor } from "./cursor";
import { beginsBarAt, beginsStepBar, beginsValue, readBarAt, readValueAt, skipStepBar } from "./evaluated";
import { distributionFunction } from "./distributions";
import { acceptDots, readEllipsis, readList } from "./ellipses";
import type { Expression, ProductSign, SymbolName } from "./expression";
import { lengthOver, readOver } from "./fractions";
import { readSubscript } from "./indices";
import type { KnownNames } from "./known-names";
import { lex } from "./lexer";
import { Malformed } from "./malformed";
import { nameText } from "./name-text";
import {
  beginsName,
  dropSize,
  letterCommands,
  readAbove,
  readName,
  styleCommands,
  stylesExpression,
} from "./names";
import { beginsOperator, readOperator } from "./operators";
import { refuse } from "./spelling";
import type { Run } from "./tokens";

const productSigns: Record<string, ProductSign> = {
  "\\cdot": "\\cdot",
  "\\times": "\\times",
  "*": "*",
  "\\ast": "*",
  "\\otimes": "\\otimes",
  "\\odot": "\\odot",
  "\\circ": "\\odot",
};

/** Signs that divide. */
const divisions = ["/", "\\div"];
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
 * @param source LaTeX without `=`, such as `-\boldsymbol{u}_o + \sum_w \hat{y}_w u_w`
 * @param names  what is known of names
 * @param from   offset to begin at; spans and errors are offsets into the whole source
 * @param to     offset to end before
 * @throws Malformed
 */
export function readExpression(source: string, names?: KnownNames, from = 0, to = source.length): Expression {
  return readRun(source, lex(source, from, to), names);
}

/**
 * Reads an expression from tokens, such as a side of an equation in a document.
 *
 * @param source the text that their places are offsets into
 * @throws Malformed
 */
export function readRun(source: string, run: Run, names?: KnownNames): Expression {
  const cursor = new Cursor(source, run, names);
  const expression = readSum(cursor);
  if (!cursor.end) refuseHere(cursor);
  return expression;
}

/** Refuses the next token where an expression should have ended or begun. */
export function refuseHere(cursor: Cursor): never {
  return refuse(cursor, commands);
}

/** Reads terms joined by + and -, with dots among them. */
export function readSum(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  return cursor.nested(() => {
    const minus = cursor.accept("-");
    if (!minus) cursor.accept("+");
    const terms = [{ minus: minus !== undefined, term: readTerm(cursor), end: cursor.before }];
    for (let sign = cursor.accept("+", "-"); sign; sign = cursor.accept("+", "-")) {
      const isMinus = sign.text === "-";
      if (acceptDots(cursor)) terms.push({ ...readDotted(cursor, terms, isMinus), end: cursor.before });
      else terms.push({ minus: isMinus, term: readTerm(cursor, false), end: cursor.before });
    }
    const [first, ...rest] = terms;
    const negated: Expression = { kind: "negate", of: first.term, span: [start, first.end] };
    return rest.reduce<Expression>(
      (left, { minus: isMinus, term, end }) => ({
        kind: isMinus ? "subtract" : "add",
        left,
        right: term,
        span: [start, end],
      }),
      first.minus ? negated : first.term,
    );
  });
}

/** `+ x_n` behind the dots of `x_1 + x_2 + \cdots`: the sum that takes the place of the terms before them. */
function readDotted(
  cursor: Cursor,
  terms: { minus: boolean; term: Expression }[],
  isMinus: boolean,
): { minus: boolean; term: Expression } {
  const sign = isMinus ? "-" : "+";
  const behind: Expression[] = [];
  do {
    cursor.expect(sign, "after the dots");
    behind.push(readTerm(cursor));
  } while (
    cursor.sees(sign) &&
    cursor.ahead(1, () => acceptDots(cursor)) &&
    cursor.take() &&
    acceptDots(cursor)
  );
  const alike: Expression[] = [];
  for (const { minus, term } of terms) {
    if (minus !== isMinus) alike.length = 0;
    else alike.push(term);
  }
  const { body, index, count, first } = readEllipsis(cursor, alike, behind);
  terms.length -= first;
  return {
    minus: isMinus,
    term: { kind: "sum", bound: { index, over: { kind: "count", name: count } }, body },
  };
}

/** A factor and the sign before it; the first one has none. */
interface Step {
  sign: string;
  factor: Expression;
  end: number;
}

/**
 * Reads factors, side by side or joined by a sign, with dots among them; `a / b` is a fraction.
 *
 * @param first whether no other term of its sum stands before it
 */
export function readTerm(cursor: Cursor, first = true): Expression {
  const start = cursor.peek().start;
  const steps: Step[] = [{ sign: "", factor: readFactor(cursor), end: cursor.before }];
  for (;;) {
    const sign =
      cursor.accept(...Object.keys(productSigns), ...divisions)?.text ??
      (acceptPoint(cursor) ? "\\cdot" : "");
    if (acceptDots(cursor)) readDottedProduct(cursor, steps);
    else if (!sign && beginsStepBar(cursor, steps[steps.length - 1].factor)) skipStepBar(cursor);
    else if (!sign && beginsBarAt(cursor)) {
      if (!first && cursor.peek().side === "right")
        cursor.fail("it is not clear what the bar belongs to", message`put it in parentheses`);
      const factor = readBarAt(cursor, createProduct(steps, start));
      steps.splice(0, steps.length, { sign: "", factor, end: cursor.before });
    } else if (!sign && !beginsFactor(cursor)) break;
    else steps.push({ sign, factor: sign ? readSigned(cursor) : readFactor(cursor), end: cursor.before });
  }
  return createProduct(steps, start);
}

/** The point of `\frac{1}{m}.\sum_i x_i`, a product for many; one that ends a sentence has a space behind it only. */
function acceptPoint(cursor: Cursor): boolean {
  if (!cursor.sees(".")) return false;
  const endsSentence = cursor.peek(1).spaced && !cursor.peek().spaced;
  if (endsSentence || !cursor.ahead(1, () => beginsFactor(cursor))) return false;
  cursor.take();
  return true;
}

function createProduct([first, ...rest]: readonly Step[], start: number): Expression {
  return rest.reduce((product, { sign, factor, end }) => {
    const span: [number, number] = [start, end];
    if (divisions.includes(sign)) return { kind: "fraction", over: product, under: factor, span };
    return { kind: "times", by: sign ? productSigns[sign] : "", left: product, right: factor, span };
  }, first.factor);
}

/** `x_n` behind the dots of `x_1 x_2 \cdots`: the product takes the place of the factors before them. */
function readDottedProduct(cursor: Cursor, steps: Step[]): void {
  cursor.accept(...Object.keys(productSigns));
  const last = readFactor(cursor);
  const alike: Expression[] = [];
  for (const { sign, factor } of steps) {
    if (divisions.includes(sign)) alike.length = 0;
    else alike.push(factor);
  }
  const { body, index, count, first } = readEllipsis(cursor, alike, [last]);
  const [{ sign }] = steps.splice(steps.length - first);
  const bound = { index, over: { kind: "count" as const, name: count } };
  steps.push({ sign, factor: { kind: "product over", bound, body }, end: cursor.before });
}

/** A factor after a sign, which may have a minus of its own: `x \cdot -y`, `e^-x`. */
function readSigned(cursor: Cursor, read = readFactor): Expression {
  const minus = cursor.accept("-");
  if (!minus) return read(cursor);
  const of = read(cursor);
  return { kind: "negate", of, span: [minus.start, cursor.before] };
}

/** Whether a factor begins here. */
export function beginsFactor(cursor: Cursor): boolean {
  if (cursor.peek().kind === "number" || cursor.sees(...Object.keys(closings))) return true;
  return beginsName(cursor) || beginsOperator(cursor);
}

/** Reads a factor with what is raised or set below it. */
export function readFactor(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  let factor = readPrimary(cursor);
  let raised = false;
  while (cursor.sees("^", "_", "'")) {
    if (cursor.accept("'")) {
      if (cursor.names.transposes)
        factor = { kind: "transpose", of: factor, sign: "'", span: [start, cursor.before] };
      else factor = { kind: "derivative", style: "nabla", of: factor, span: [start, cursor.before] };
      continue;
    }
    if (cursor.peek(1).text === "{" && cursor.peek(2).text === "}") {
      for (let i = 0; i < 3; i++) cursor.take();
      continue;
    }
    if (beginsValue(cursor)) {
      factor = readValueAt(cursor, factor);
      continue;
    }
    const isRaised = cursor.sees("^");
    factor = isRaised ? readRaised(cursor, factor) : readEntry(cursor, factor, raised);
    raised = isRaised;
    factor.span = [start, cursor.before];
  }
  return factor;
}

/** Reads `^` and what is raised: `^\top`, `^{\mathrm{T}}`, `^{-\top}` or an exponent. */
export function readRaised(cursor: Cursor, base: Expression): Expression {
  cursor.take();
  const braced = cursor.peek().text === "{" ? 1 : 0;
  const minus = braced && cursor.peek(1).text === "-" ? 1 : 0;
  const isPrime = cursor.peek(braced).text === "\\prime" && cursor.names.transposes === true;
  const mark = isPrime ? 1 : transposeLength(cursor, braced + minus);
  if (mark > 0 && (!braced || cursor.peek(braced + minus + mark).text === "}")) {
    const { text } = cursor.peek(braced + minus);
    const sign = mark === 1 && text === "T" ? text : isPrime ? "'" : undefined;
    for (let i = braced + minus + mark + braced; i > 0; i--) cursor.take();
    const of: Expression = minus ? { kind: "power", base, exponent: minusOne } : base;
    return sign ? { kind: "transpose", of, sign } : { kind: "transpose", of };
  }
  if (!braced) return { kind: "power", base, exponent: readSigned(cursor, readPrimary) };
  return { kind: "power", base, exponent: readGroup(cursor, "{", "}") };
}

const minusOne: Expression = { kind: "negate", of: { kind: "number", value: "1" } };
const fonts = [
  "\\mathrm",
  "\\text",
  "\\textrm",
  "\\mathsf",
  "\\textsf",
  "\\mathbf",
  "\\mathit",
  "\\mathtt",
  "\\operatorname",
];

/** How many tokens the sign of a transpose has so far ahead; 0 if there is none. */
function transposeLength(cursor: Cursor, ahead: number): number {
  const at = (more: number): string => cursor.peek(ahead + more).text;
  if (["\\top", "\\intercal", "\\transpose", "T"].includes(at(0))) return 1;
  const letter = (more: number): boolean => /^(?:T|t|\\top|\\intercal)$/.test(at(more));
  if (at(0) === "{") return letter(1) && at(2) === "}" ? 3 : 0;
  if (!fonts.includes(at(0))) return 0;
  if (at(1) !== "{") return letter(1) ? 2 : 0;
  return letter(2) && at(3) === "}" ? 4 : 0;
}

function readEntry(cursor: Cursor, of: Expression, raised: boolean): Expression {
  if (of.kind === "symbol") cursor.fail("a name can have one subscript");
  const subscript = readSubscript(cursor);
  const inner = raised ? raisedName(of) : undefined;
  if (inner && (!("indices" in subscript) || subscript.indices.length === 1)) return inner({ ...subscript });
  if (!("indices" in subscript)) return cursor.fail("an expression cannot have a label");
  return { kind: "entry", of, indices: subscript.indices };
}

/** `u^T_k` is the transpose of u_k, and `x^2_i` the square of x_i: the subscript belongs to the name. */
function raisedName(of: Expression): ((subscript: Partial<SymbolName>) => Expression) | undefined {
  const name = of.kind === "transpose" ? of.of : of.kind === "power" ? of.base : undefined;
  if (name?.kind !== "symbol" || (name.indices ?? name.label) !== undefined) return undefined;
  return (subscript) => {
    const whole: SymbolName = { ...name, ...subscript };
    return of.kind === "power" ? { ...of, base: whole } : ({ ...of, of: whole } as Expression);
  };
}

function readPrimary(cursor: Cursor): Expression {
  const token = cursor.peek();
  if (beginsOperator(cursor)) return cursor.nested(() => readOperator(cursor));
  if (token.kind === "number") return readNumber(cursor);
  if (stylesExpression(cursor)) {
    cursor.take();
    return readGroup(cursor, "{", "}");
  }
  if (beginsName(cursor)) return readNamed(cursor);
  if (token.text === "{" && lengthOver(cursor) > 0) return cursor.nested(() => readOver(cursor));
  if (Object.hasOwn(closings, token.text)) return readBracketed(cursor, closings[token.text]);
  if (token.kind === "command" && !commands.includes(token.text)) refuseHere(cursor);
  return cursor.missing(message`a number, a name or ${code("(")}`);
}

function readNumber(cursor: Cursor): Expression {
  const { text, start, end } = cursor.take();
  if (text === "0") dropSize(cursor);
  return { kind: "number", value: text, span: [start, end] };
}

const closings: Record<string, string> = {
  "(": ")",
  "{": "}",
  "[": "]",
  "\\{": "\\}",
  "\\lbrace": "\\rbrace",
  "\\lbrack": "\\rbrack",
};

function readNamed(cursor: Cursor): Expression {
  const { text, start } = cursor.peek();
  const name = readName(cursor);
  const { values, applied } = cursor.names;
  if (
    text === "\\operatorname" &&
    cursor.sees("(") &&
    !distributionFunction(name, 2) &&
    ![values, applied].some((names) => names.has(nameText(name)))
  )
    throw new Malformed(message`the function ${name} is not known`, start);
  return readApplied(cursor, name);
}

function readBracketed(cursor: Cursor, closing: string): Expression {
  const { text, start } = cursor.take();
  const inner = cursor.within(text, () => readSum(cursor));
  if (cursor.sees(",") && (text === "[" || (text === "(" && isTransposed(cursor))))
    return readEntries(cursor, inner, closing);
  cursor.expect(closing, message`that closes ${code(text)} of ${columnText(cursor, start)}`);
  if (inner.kind !== "symbol") return inner;
  if (text === "{" && cursor.sees("^") && !inner.raised) {
    const whole = { ...inner };
    return readAbove(cursor, whole) ? whole : inner;
  }
  if (!cursor.sees("_")) return inner;
  // A group is an expression of its own: `(y)_i` is an entry of y, `y_i` is a name, and braces change nothing.
  const subscript = readSubscript(cursor);
  if (text === "{" && inner.indices === undefined && inner.label === undefined)
    return { ...inner, ...subscript };
  if (!("indices" in subscript)) return cursor.fail("an expression cannot have a label");
  return { kind: "entry", of: inner, indices: subscript.indices };
}

/** Whether the parentheses around what comes next are transposed, `(x_1, x_2)^\top`: they hold a row, and no arguments. */
function isTransposed(cursor: Cursor): boolean {
  let depth = 1;
  const inside = cursor.peekWhile(({ text }) => {
    if (/^[({[]$/.test(text)) depth++;
    else if (/^[)}\]]$/.test(text)) depth--;
    return depth > 0;
  });
  return cursor.ahead(inside.length + 1, () => {
    const braced = cursor.peek(1).text === "{" ? 1 : 0;
    return cursor.sees("^") && transposeLength(cursor, 1 + braced) > 0;
  });
}

/** `[u_1, u_2, \ldots, u_n]`, or the numbers of a row. */
function readEntries(cursor: Cursor, first: Expression, closing: string): Expression {
  const entries: (Expression | undefined)[] = [first];
  while (cursor.accept(",")) entries.push(acceptDots(cursor) ? undefined : readSum(cursor));
  const list = entries.includes(undefined) ? readList(cursor, entries, false) : undefined;
  cursor.expect(closing, "that closes the list");
  return list ?? { kind: "matrix", entries: [entries.flatMap((entry) => (entry ? [entry] : []))] };
}

function columnText(cursor: Cursor, at: number): string {
  return `column ${at - (cursor.source.lastIndexOf("\n", at - 1) + 1) + 1}`;
}

/** Reads an expression between two signs. */
export function readGroup(cursor: Cursor, open: string, close: string): Expression {
  cursor.expect(open, "before the expression");
  const inner = cursor.within(open, () => readSum(cursor));
  cursor.expect(close, message`that closes ${code(open)}`);
  return inner;
}
