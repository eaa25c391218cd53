import { readApplied } from "./applications";
import { code, message } from "./message";
import type { Cursor } from "./cursor";
import type { Derivative, Expression, SymbolName } from "./expression";
import { readSubscript } from "./indices";
import { nameText } from "./name-text";
import { beginsName, readName } from "./names";
import { readGroup, readRaised, readSum, readTerm } from "./reader";

const upright = ["\\mathrm", "\\text", "\\textrm", "\\mathit", "\\mathsf"];
const commands = ["\\partial", "\\dd", "\\diff", "\\differential"];

/** How many tokens the sign of differentiation has that begins so far ahead, perhaps in braces; 0 if none does. */
export function differentialAt(cursor: Cursor, ahead = 0): number {
  if (cursor.peek(ahead).text !== "{") return bareDifferentialAt(cursor, ahead);
  const inner = bareDifferentialAt(cursor, ahead + 1);
  return inner > 0 && closes(cursor, ahead + 1 + inner) ? inner + 2 : 0;
}

function bareDifferentialAt(cursor: Cursor, ahead: number): number {
  const { text } = cursor.peek(ahead);
  if (commands.includes(text)) return 1;
  if (text === "d" || text === "\\delta") return cursor.names.values.has(text) ? 0 : 1;
  if (!upright.includes(text)) return 0;
  if (cursor.peek(ahead + 1).text === "d") return 2;
  const braced = cursor.peek(ahead + 1).text === "{" && cursor.peek(ahead + 2).text === "d";
  return braced && closes(cursor, ahead + 3) ? 4 : 0;
}

const closes = (cursor: Cursor, ahead: number): boolean => cursor.peek(ahead).text === "}";

function takeDifferential(cursor: Cursor): void {
  for (let length = differentialAt(cursor); length > 0; length--) cursor.take();
}

/** What stands above the line: how often it is differentiated, and what, unless that follows. */
interface Above {
  order?: number;
  of?: Expression;
}

/** `\partial J`, `d^2 y`, `\partial -\log x`, or only `\partial`, to the end. */
export function readAbove(cursor: Cursor): Above {
  takeDifferential(cursor);
  const order = cursor.sees("^") ? readOrder(cursor) : undefined;
  return { order, of: cursor.end ? undefined : readSum(cursor) };
}

function readOrder(cursor: Cursor): number {
  cursor.take();
  const braced = cursor.accept("{");
  const { kind, text } = cursor.peek();
  if (kind !== "number" || !/^[1-9]$/.test(text)) cursor.missing("the order of the derivative");
  cursor.take();
  if (braced) cursor.expect("}", "that closes the order");
  return Number(text);
}

/** What stands below the line: the names, as often as they are there. `transposed` is for `\partial x^\top`. */
interface Below {
  by: SymbolName[];
  transposed: boolean;
}

/** `\partial v_c`, `dx^2`, `\partial x \, \partial y`, `\partial x \, \partial x^\top`, `(\partial x)^2`. */
export function readBelow(cursor: Cursor): Below {
  const below: Below = { by: [], transposed: false };
  do {
    const close = cursor.accept("(") && ")";
    if (!differentialAt(cursor)) cursor.missing(message`${code("\\partial")} before the variable`);
    takeDifferential(cursor);
    const by = readVariable(cursor);
    if (close) cursor.expect(close, "that closes the variable");
    below.by.push(by);
    if (cursor.names.transposes && cursor.accept("'")) below.transposed = true;
    if (!cursor.sees("^")) continue;
    const raised = readRaised(cursor, by);
    if (raised.kind === "transpose") below.transposed = true;
    else if (raised.kind !== "power" || raised.exponent.kind !== "number")
      cursor.fail(message`a derivative by ${raised} cannot be read`);
    else for (let i = Number(raised.exponent.value); i > 1; i--) below.by.push(by);
  } while (differentialAt(cursor) || (cursor.sees("(") && differentialAt(cursor, 1)));
  return below;
}

/** A name, in braces or not, or the entry `(h_2)_j` of one. */
function readVariable(cursor: Cursor): SymbolName {
  if (cursor.accept("(")) return readEntryOf(cursor);
  const braced = cursor.accept("{");
  const by = readName(cursor);
  if (braced) cursor.expect("}", "that closes the variable");
  return by;
}

/** `h_2)_j`: what is differentiated by is the entry j of h_2. */
function readEntryOf(cursor: Cursor): SymbolName {
  const name = readName(cursor);
  cursor.expect(")", "that closes the variable");
  if (!cursor.sees("_")) return name;
  const below = readSubscript(cursor);
  if (!("indices" in below)) return cursor.fail("an entry cannot have a label");
  return { ...name, indices: [...(name.indices ?? []), ...below.indices] };
}

/** The derivative that a fraction is; what is differentiated follows if it does not stand above. */
export function createDerivative(
  cursor: Cursor,
  { order, of }: Above,
  { by, transposed }: Below,
): Expression {
  if (order !== undefined && order !== by.length)
    cursor.fail(message`${order} times above the line and ${by.length} times below`);
  const style = of ? "fraction" : "operator";
  const derived = nest(style, of ? applied(of, by[0], cursor) : readTerm(cursor), by);
  return transposed && by.length === 1 ? { kind: "transpose", of: derived } : derived;
}

/**
 * Reads past the `(x)` of `\frac{\partial f}{\partial x}(x)`, or the `(y)` of `\frac{\partial f}{\partial y_1}(y)`, which says where
 * the derivative is taken: where it is anyway. Nobody multiplies so.
 */
export function skipOwnPoint(cursor: Cursor, by: readonly SymbolName[]): void {
  if (!cursor.sees("(")) return;
  const isOwn = cursor.ahead(1, () => {
    const name = beginsName(cursor) ? cursor.tryRead(() => readName(cursor)) : undefined;
    const [, next, raised] = [0, 1, 2].map((ahead) => cursor.peek(ahead).text);
    const isTransposed = next === "^" && (raised === "T" || raised === "\\top");
    const isClosed = cursor.sees(")") && (isTransposed || !["^", "_"].includes(next));
    return name !== undefined && isClosed && by.some((each) => isPointFor(name, each));
  });
  if (isOwn) while (cursor.take().text !== ")");
}

/** Whether a name is that of a variable, or of the vector that has it as its entry with a number. */
function isPointFor(name: SymbolName, by: SymbolName): boolean {
  const { indices, ...whole } = by;
  if (nameText(name) === nameText(by)) return true;
  return indices?.every((index) => /^\d+$/.test(index.name)) === true && nameText(name) === nameText(whole);
}

/** The function \sigma at what it is differentiated by, as in `d\sigma / dx`. */
function applied(of: Expression, by: SymbolName, { names }: Cursor): Expression {
  const bare = of.kind === "symbol" && nameText(of) === "\\sigma" && !names.values.has("\\sigma");
  return bare ? { kind: "call", name: "sigma", argument: by, span: of.span } : of;
}

/** By each name in turn, the last one first. */
function nest(style: Derivative["style"], of: Expression, by: (SymbolName | undefined)[]): Expression {
  // `\frac{d}{dx} x^3 |_{x = 2}` is taken at 2 after it is differentiated.
  if (style !== "fraction" && of.kind === "evaluated") return { ...of, of: nest(style, of.of, by) };
  const outer = style === "fraction" ? "operator" : style;
  return by.reduceRight<Expression>((inner, name, i) => {
    const derived: Derivative = { kind: "derivative", style: i === by.length - 1 ? style : outer, of: inner };
    return name ? { ...derived, by: name } : derived;
  }, of);
}

/** `\nabla_{v_c} J`, `\nabla J`, `\nabla_w^2 J`, `\nabla^2 J`. */
export function readNabla(cursor: Cursor): Expression {
  cursor.take();
  let order = cursor.sees("^") ? readOrder(cursor) : 1;
  const by = cursor.accept("_") ? readVariable(cursor) : undefined;
  if (cursor.sees("^") && order === 1) order = readOrder(cursor);
  return nest(
    "nabla",
    readAppliedAlone(cursor) ?? readTerm(cursor),
    Array.from({ length: order }, () => by),
  );
}

/** The L(w) of `\nabla L(w)^\top z`, which goes no further than its arguments. */
const readAppliedAlone = (cursor: Cursor): Expression | undefined =>
  cursor.tryRead(() => {
    if (!beginsName(cursor)) return undefined;
    const applied = readApplied(cursor, readName(cursor));
    return applied.kind === "apply" ? applied : undefined;
  });

/** `\partial J/\partial v`, `dJ/dv`, `\partial_v J`, `D_x f`. */
export function beginsInlineDerivative(cursor: Cursor): boolean {
  const length = differentialAt(cursor);
  if (cursor.peek().text === "D") return beginsOperatorOf(cursor);
  if (length === 0 || cursor.peek().text === "{") return false;
  if (cursor.peek().text === "\\partial") return true;
  const over = lengthAbove(cursor);
  return over > 0 && differentialAt(cursor, over + 1) > 0;
}

const furthest = 200;

/** How many tokens stand before the `/` of a derivative in one line; 0 if there is none. */
function lengthAbove(cursor: Cursor): number {
  let depth = 0;
  const first = differentialAt(cursor);
  const above = cursor.peekWhile(({ text }, ahead) => {
    if (/^(?:[([{]|\\\{)$/.test(text)) depth++;
    if (/^(?:[)\]}]|\\\})$/.test(text)) depth--;
    if (depth < 0 || ahead > furthest || (depth === 0 && text === "/")) return false;
    return depth > 0 || ahead <= first || !/^(?:[-+,;]|\\cdot|\\times)$/.test(text);
  });
  return cursor.peek(above.length).text === "/" ? above.length : 0;
}

/** `D_x f` where x is a name and D is none. */
function beginsOperatorOf(cursor: Cursor): boolean {
  const { values } = cursor.names;
  if (values.has("D") || cursor.peek(1).text !== "_") return false;
  const by = cursor.peek(2).text === "{" ? cursor.peek(3) : cursor.peek(2);
  const end = cursor.peek(2).text === "{" ? 5 : 3;
  return values.has(by.text) && cursor.ahead(end, () => beginsName(cursor));
}

export function readInlineDerivative(cursor: Cursor): Expression {
  const length = cursor.peek().text === "D" ? 1 : differentialAt(cursor);
  if (cursor.peek(length).text === "_") {
    for (let i = 0; i <= length; i++) cursor.take();
    const by = readVariable(cursor);
    return nest("operator", readTerm(cursor), [by]);
  }
  const over = lengthAbove(cursor);
  if (over === 0 || differentialAt(cursor, over + 1) === 0)
    cursor.fail(
      message`${code("\\partial")} stands by itself`,
      message`a derivative is ${code("\\frac{\\partial J}{\\partial v_c}")}`,
    );
  const above = cursor.readNext(over, () => readAbove(cursor));
  cursor.take();
  return createDerivative(cursor, above, readBelow(cursor));
}

/** `\pdv{J}{v_c}`, `\dv[2]{y}{x}`, `\pdv{f}{x}{y}` and `\pdv{x}` before its operand. */
export function readShortDerivative(cursor: Cursor): Expression {
  cursor.take();
  let order = 1;
  if (cursor.accept("[")) {
    order = Number(cursor.take().text);
    cursor.expect("]", "that closes the order");
  }
  const parts = [readGroup(cursor, "{", "}")];
  while (cursor.sees("{") && parts.length < 3) parts.push(readGroup(cursor, "{", "}"));
  const names = (parts.length === 1 ? parts : parts.slice(1)).map((part) =>
    part.kind === "symbol" ? part : cursor.fail(message`${part} is not a name to differentiate by`),
  );
  const by = names.flatMap((name) => Array.from({ length: order }, () => name));
  return parts.length === 1 ? nest("operator", readTerm(cursor), by) : nest("fraction", parts[0], by);
}
