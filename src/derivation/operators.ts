import type { Cursor } from "./cursor";
import type { Bound, Expression, FunctionName, IndexName } from "./expression";
import { readIndex, readName, readText } from "./names";
import { beginsFactor, readFactor, readSum, readTerm } from "./reader";

/** How each function is written; the first way is how it is printed. */
export const functionCommands: Record<string, FunctionName> = {
  "\\exp": "exp",
  "\\log": "log",
  "\\ln": "log",
  "\\sigma": "sigma",
  "\\tanh": "tanh",
};
/** Functions named by a word: `\operatorname{softmax}`, or `\text` or `\mathrm`. */
export const functionWords: Record<string, FunctionName> = {
  softmax: "softmax",
  diag: "diag",
  sigmoid: "sigma",
  exp: "exp",
  log: "log",
  tanh: "tanh",
};
const wordCommands = ["\\operatorname", "\\text", "\\mathrm", "\\textrm"];
const fractions = ["\\frac", "\\dfrac", "\\tfrac"];
const differentials = ["\\partial", "d"];
const readers: Record<string, (cursor: Cursor) => Expression> = {
  "\\sqrt": readRoot,
  "\\sum": readSumOver,
  "\\nabla": readNabla,
  "\\mathbb": readIndicator,
  "\\mathbf": readIndicator,
  "\\|": readNorm,
  "\\lVert": readNorm,
  "\\Vert": readNorm,
};

/** Whether a function, a fraction, a sum, a norm or an indicator begins here. */
export function beginsOperator(cursor: Cursor): boolean {
  const { kind, text } = cursor.peek();
  if (text === "\\mathbf")
    return cursor.peek(1).text === "1" || (cursor.peek(1).text === "{" && cursor.peek(2).text === "1");
  if (bars.includes(text)) return !insideBars.has(cursor);
  if (kind !== "command") return false;
  return (
    text in readers ||
    text in functionCommands ||
    fractions.includes(text) ||
    wordFunction(cursor) !== undefined
  );
}

/** Reads what `beginsOperator` saw. */
export function readOperator(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  const { text } = cursor.peek();
  let read: Expression;
  if (fractions.includes(text)) read = readFraction(cursor);
  else if (text in readers) read = readers[text](cursor);
  else read = readCall(cursor);
  return { ...read, span: [start, cursor.before] };
}

function wordFunction(cursor: Cursor): FunctionName | undefined {
  if (!wordCommands.includes(cursor.peek().text) || cursor.peek(1).text !== "{") return undefined;
  const start = cursor.peek(1).end;
  const word = /^\s*([a-zA-Z]+)\s*\}/.exec(cursor.source.slice(start, start + 40))?.[1];
  return word === undefined ? undefined : functionWords[word];
}

function readCall(cursor: Cursor): Expression {
  const word = wordFunction(cursor);
  const command = cursor.take();
  if (word) readText(cursor);
  const name = word ?? functionCommands[command.text];
  const spelt = word ?? command.text;
  if (cursor.sees("^")) cursor.fail(`a power of \`${spelt}\` itself`, `write \`(${spelt}(x))^2\``);
  if (cursor.sees("(")) return { kind: "call", name, argument: readGroup(cursor, "(", ")") };
  if (cursor.sees("\\sum", "\\nabla")) return { kind: "call", name, argument: readTerm(cursor) };
  if (!beginsFactor(cursor)) cursor.fail(`the argument of \`${spelt}\` is missing`);
  const argument = readFactor(cursor);
  if (beginsFactor(cursor)) {
    cursor.fail(`what \`${spelt}\` applies to is not clear`, `write \`${spelt}(...)\` with parentheses`);
  }
  return { kind: "call", name, argument };
}

function readGroup(cursor: Cursor, open: string, close: string): Expression {
  cursor.expect(open, "that opens it");
  const inner = readSum(cursor);
  cursor.expect(close, `that closes \`${open}\``);
  return inner;
}

function readRoot(cursor: Cursor): Expression {
  cursor.take();
  return { kind: "call", name: "sqrt", argument: readGroup(cursor, "{", "}") };
}

function readFraction(cursor: Cursor): Expression {
  const { text } = cursor.take();
  const differential = cursor.peek(1).text;
  if (differentials.includes(differential) && underBegins(cursor, differential))
    return readDerivative(cursor);
  if (!cursor.sees("{")) cursor.fail(`\`{\` after \`${text}\` is missing`, `write \`${text}{above}{below}\``);
  const over = readGroup(cursor, "{", "}");
  if (!cursor.sees("{"))
    cursor.fail(`the second \`{\` of \`${text}\` is missing`, `write \`${text}{above}{below}\``);
  return { kind: "fraction", over, under: readGroup(cursor, "{", "}") };
}

/** Whether the part below the line begins with the same sign of differentiation as the part above. */
function underBegins(cursor: Cursor, differential: string): boolean {
  let open = 0;
  for (let ahead = 0; cursor.peek(ahead).kind !== "end"; ahead++) {
    const { text } = cursor.peek(ahead);
    if (text === "{") open++;
    if (text === "}" && --open === 0) return cursor.peek(ahead + 2).text === differential;
  }
  return false;
}

/** `\frac{\partial J}{\partial v_c}`, or `\frac{\partial}{\partial v_c}` and its operand. */
function readDerivative(cursor: Cursor): Expression {
  cursor.expect("{", "of the fraction");
  cursor.take();
  const of = cursor.sees("}") ? undefined : readTerm(cursor);
  cursor.expect("}", "that closes what is differentiated");
  cursor.expect("{", "of what it is differentiated by");
  cursor.take();
  const by = readName(cursor);
  cursor.expect("}", "that closes what it is differentiated by");
  if (of) return { kind: "derivative", style: "fraction", of, by };
  return { kind: "derivative", style: "operator", of: readTerm(cursor), by };
}

function readNabla(cursor: Cursor): Expression {
  cursor.take();
  if (!cursor.accept("_")) cursor.fail("`_` after `\\nabla` is missing", "write `\\nabla_{v_c} J`");
  const braced = cursor.accept("{");
  const by = readName(cursor);
  if (braced) cursor.expect("}", "that closes what it is differentiated by");
  return { kind: "derivative", style: "nabla", of: readTerm(cursor), by };
}

function readSumOver(cursor: Cursor): Expression {
  cursor.take();
  if (!cursor.accept("_"))
    cursor.fail("`_` after `\\sum` is missing", "say what it runs over: `\\sum_{w \\in Vocab}`");
  const bound = readBound(cursor);
  return { kind: "sum", bound, body: readTerm(cursor) };
}

const within = ["\\in", "\\leq", "\\le", "\\neq", "\\ne", "="];

function readBound(cursor: Cursor): Bound {
  if (!cursor.accept("{")) return { index: readIndex(cursor, false) };
  const window = cursor.accept("-");
  const first = readIndex(cursor, true);
  const bound: Bound = { index: first };
  const sign = cursor.accept(...within)?.text;
  if (window) bound.index = readWindow(cursor, bound, first);
  else if (sign === "\\in") bound.over = { kind: "set", name: readSet(cursor) };
  else if (sign === "=") cursor.expect("1", "as the first value");
  else if (sign?.startsWith("\\n")) bound.except = readIndex(cursor, true);
  if (cursor.accept(",")) {
    readIndex(cursor, true);
    if (!cursor.accept("\\neq", "\\ne")) cursor.fail("`\\neq` is missing");
    bound.except = readIndex(cursor, true);
  }
  cursor.expect("}", "that closes what the sum runs over");
  if (sign === "=") bound.over = { kind: "count", name: readLast(cursor) };
  return bound;
}

/** `-m \le j \le m`: j, the offsets to both sides. */
function readWindow(cursor: Cursor, bound: Bound, radius: IndexName): IndexName {
  const index = readIndex(cursor, true);
  if (!cursor.accept("\\leq", "\\le")) cursor.fail("`\\le` is missing");
  if (readIndex(cursor, true).name !== radius.name) cursor.fail(`\`${radius.name}\` is missing`);
  bound.over = { kind: "window", name: radius.name };
  return index;
}

function readSet(cursor: Cursor): string {
  if (cursor.accept("\\text", "\\mathrm")) return readText(cursor);
  const letters: string[] = [];
  while (cursor.peek().kind === "letter") letters.push(cursor.take().text);
  if (letters.length === 0) cursor.fail("the set is missing", "write `\\sum_{w \\in Vocab}`");
  return letters.join("");
}

function readLast(cursor: Cursor): string {
  if (!cursor.accept("^")) cursor.fail("`^` with the last value is missing", "write `\\sum_{k=1}^{K}`");
  const braced = cursor.accept("{");
  const last = readIndex(cursor, false).name;
  if (braced) cursor.expect("}", "that closes the last value");
  return last;
}

/** `\mathbb{1}_{k=o}`, `\mathbb{1}[k=o]`, `\mathbb{1}\{k=o\}`, `\mathbf 1_{k \ne o}`. */
function readIndicator(cursor: Cursor): Expression {
  const command = cursor.take();
  const braced = cursor.accept("{");
  cursor.expect("1", `after \`${command.text}\``);
  if (braced) cursor.expect("}", "that closes the 1");
  const close = openedBy(cursor);
  const left = readIndex(cursor, true);
  const sign = cursor.accept("=", "\\neq", "\\ne") ?? cursor.fail("`=` of the indicator is missing");
  const right = readIndex(cursor, true);
  cursor.expect(close, "that closes the condition");
  return { kind: "indicator", left, right, relation: sign.text === "=" ? "=" : "\\neq" };
}

function openedBy(cursor: Cursor): string {
  if (cursor.accept("_")) {
    cursor.expect("{", "of the condition");
    return "}";
  }
  const open =
    cursor.accept("[", "\\{", "(") ?? cursor.fail("the condition is missing", "write `\\mathbb{1}_{k=o}`");
  return { "[": "]", "\\{": "\\}", "(": ")" }[open.text] ?? "]";
}

/** Bars that look the same on both sides: inside them the next one closes. */
const bars = ["\\|", "\\Vert"];
const insideBars = new WeakSet<Cursor>();

/** `\lVert x \rVert` or `\|x\|`, with `_2` or `_F`, which change nothing for what can be written here. */
function readNorm(cursor: Cursor): Expression {
  const open = cursor.take().text;
  if (bars.includes(open)) insideBars.add(cursor);
  const of = readSum(cursor);
  cursor.expect(bars.includes(open) ? open : "\\rVert", "that closes the norm");
  insideBars.delete(cursor);
  if (cursor.accept("_") && !cursor.accept("2", "F")) cursor.fail("a norm is `_2` or `_F`");
  return { kind: "norm", of };
}

/** Every command that can begin an operator, for suggestions. */
export const operatorCommands: readonly string[] = [
  ...Object.keys(readers),
  ...Object.keys(functionCommands),
  ...fractions,
  "\\operatorname",
];
