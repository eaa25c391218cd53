import type { Cursor } from "./cursor";
import type { Expression, FunctionName } from "./expression";
import { readIndex, readText } from "./names";
import { fractions, readFraction, readNabla } from "./fractions";
import { beginsFactor, readFactor, readGroup, readSum, readTerm } from "./reader";
import { readSumOver } from "./sums";

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

function readRoot(cursor: Cursor): Expression {
  cursor.take();
  return { kind: "call", name: "sqrt", argument: readGroup(cursor, "{", "}") };
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
