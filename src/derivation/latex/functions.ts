import { functionCommands, functionWords, operatorCommands } from "./commands";
import { code, message } from "./message";
import type { Cursor } from "./cursor";
import type { Expression, FunctionName, SymbolName } from "./expression";
import { beginsName, letterCommands, lettersAhead, readName, styleCommands } from "./names";
import { readSubscript } from "./indices";
import { readDiagonal } from "./tables";
import { beginsFactor, readFactor, readGroup, readRaised, readTerm } from "./reader";

const wordCommands = [
  "\\operatorname",
  "\\text",
  "\\textrm",
  "\\textit",
  "\\textsf",
  "\\texttt",
  "\\textbf",
  "\\mbox",
  "\\mathrm",
  "\\mathit",
  "\\mathsf",
  "\\mathtt",
  "\\mathbf",
  "\\boldsymbol",
  "\\bm",
];
const brackets: Record<string, string> = {
  "(": ")",
  "[": "]",
  "{": "}",
  "\\{": "\\}",
  "\\lbrace": "\\rbrace",
};

/** A function by its name, and how many tokens the name has. */
interface Named {
  name: FunctionName;
  spelt: string;
  length: number;
}

/** The function that begins here, if one does. */
export function findFunction(cursor: Cursor): Named | undefined {
  const { text, kind } = cursor.peek();
  const name = functionCommands[text];
  if (name) return text === "\\sigma" && !isApplied(cursor) ? undefined : { name, spelt: text, length: 1 };
  if (kind === "letter") return findBare(cursor);
  return wordCommands.includes(text) ? findWord(cursor) : undefined;
}

/** A word as it stands, before an argument. */
function findBare(cursor: Cursor): Named | undefined {
  const run = lettersAhead(cursor);
  const name = functionNamed(run);
  if (!name || cursor.names.values.has(`\\text{${run}}`) || !takesArgument(cursor, run.length))
    return undefined;
  return { name, spelt: run, length: run.length };
}

function findWord(cursor: Cursor): Named | undefined {
  if (cursor.peek(1).text === "*") cursor.drop(1);
  if (cursor.peek(1).text !== "{") return undefined;
  const spelt = cursor.ahead(2, () => lettersAhead(cursor));
  const end = 2 + spelt.length;
  const name = cursor.peek(end).text === "}" ? functionNamed(spelt) : undefined;
  return name && { name, spelt, length: end + 1 };
}

function functionNamed(word: string): FunctionName | undefined {
  const lower = word.length > 2 || word === "Tr" ? word.toLowerCase() : word;
  return Object.hasOwn(functionWords, lower) ? functionWords[lower] : undefined;
}

/** Whether \sigma is the function here: it is no declared name, and an argument follows. */
function isApplied(cursor: Cursor): boolean {
  return !cursor.names.values.has("\\sigma") && cursor.peek(1).text !== "_" && takesArgument(cursor, 1);
}

/** Whether an argument follows the name, perhaps after primes; after a power it must be in brackets. */
function takesArgument(cursor: Cursor, length: number): boolean {
  return cursor.ahead(length, () => {
    while (cursor.sees("'")) cursor.take();
    const { kind, text } = cursor.peek();
    if (text !== "^")
      return (
        kind === "letter" ||
        kind === "number" ||
        Object.hasOwn(brackets, text) ||
        text === "_" ||
        isFactor(text)
      );
    const braced = cursor.peek(1).text === "{";
    const inner = cursor.ahead(2, () => cursor.peekWhile((token) => token.text !== "}"));
    return Object.hasOwn(brackets, cursor.peek(braced ? inner.length + 3 : 2).text);
  });
}

/** Whether a command begins a factor. */
function isFactor(text: string): boolean {
  return letterCommands.has(text) || styleCommands.includes(text) || operatorCommands.includes(text);
}

/** Reads a function and its argument, which is a group or one factor: `\tanh^2(x)`, `\sigma'(x)`, `\log_2 n`. */
export function readCall(cursor: Cursor): Expression {
  const { name, spelt, length } = findFunction(cursor) ?? cursor.missing("a function");
  for (let i = 0; i < length; i++) cursor.take();
  let order = 0;
  while (cursor.accept("'")) order++;
  const below = cursor.sees("_") ? readBelow(cursor, name) : undefined;
  const power = cursor.sees("^") ? readPowerOf(cursor, spelt) : undefined;
  const argument = readArgument(cursor, name, spelt);
  let call: Expression = { kind: "call", name, argument, ...(order > 0 && { order }) };
  if (below?.base)
    call = { kind: "fraction", over: call, under: { kind: "call", name: "log", argument: below.base } };
  if (below?.at) call = { kind: "entry", of: call, indices: below.at };
  return power ? power(call) : call;
}

/** The base of a logarithm, or the entry of a softmax. */
function readBelow(cursor: Cursor, name: FunctionName): { base?: Expression; at?: SymbolName["indices"] } {
  if (name === "log") {
    cursor.take();
    if (cursor.sees("{")) return { base: readGroup(cursor, "{", "}") };
    const { kind, text, start, end } = cursor.peek();
    if (kind !== "number") return { base: readName(cursor) };
    cursor.take();
    return { base: { kind: "number", value: text, span: [start, end] } };
  }
  if (name !== "softmax") return cursor.fail(message`${code(name)} cannot have a subscript`);
  const subscript = readSubscript(cursor);
  return "indices" in subscript ? { at: subscript.indices } : cursor.fail("a function cannot have a label");
}

/** `\tanh^2`: the power of the value. */
function readPowerOf(cursor: Cursor, spelt: string): (call: Expression) => Expression {
  const minus = cursor.peek(1).text === "-" || (cursor.peek(1).text === "{" && cursor.peek(2).text === "-");
  if (minus)
    cursor.fail(
      message`a negative power of ${code(spelt)} itself can mean its inverse`,
      message`write ${code(`\\frac{1}{${spelt}(x)}`)} if that is meant`,
    );
  const raised = readRaised(cursor, { kind: "number", value: "0" });
  return (call) =>
    raised.kind === "power" ? { ...raised, base: call } : ({ ...raised, of: call } as Expression);
}

function readArgument(cursor: Cursor, name: FunctionName, spelt: string): Expression {
  const { text } = cursor.peek();
  if (name === "diag" && Object.hasOwn(brackets, text)) return readDiagonal(cursor, text, brackets[text]);
  if (text === "{" && endsBeforeFactor(cursor)) cursor.take();
  const opened = cursor.peek().text;
  if (Object.hasOwn(brackets, opened)) {
    const argument = readGroup(cursor, opened, brackets[opened]);
    if (opened !== text) cursor.insert("{");
    return opened === "{" ? withColumn(cursor, argument) : argument;
  }
  if (cursor.sees("\\sum", "\\nabla", "\\prod")) return readTerm(cursor);
  if (!beginsFactor(cursor)) cursor.missing(message`the argument of ${code(spelt)}`);
  const argument = withColumn(cursor, readFactor(cursor));
  if (beginsFactor(cursor) && !findFunction(cursor)) {
    cursor.fail(
      message`what ${code(spelt)} applies to is not clear`,
      message`write ${code(`${spelt}(...)`)} with parentheses`,
    );
  }
  return argument;
}

/** The product of a row and the name behind it, `\exp u^\top v`, also where braces that nobody sees part the two. */
function withColumn(cursor: Cursor, argument: Expression): Expression {
  if (argument.kind !== "transpose" || argument.of.kind !== "symbol" || !beginsName(cursor)) return argument;
  if (findFunction(cursor)) return argument;
  const right = readFactor(cursor);
  const span = argument.span && right.span && ([argument.span[0], right.span[1]] as [number, number]);
  return { kind: "times", by: "", left: argument, right, span };
}

/**
 * Whether the braces that come next begin with an argument in parentheses and a factor behind it, `\exp{(x) y}`: nobody sees
 * the braces, and what is printed is `\exp(x) y`.
 */
function endsBeforeFactor(cursor: Cursor): boolean {
  if (cursor.peek(1).text !== "(") return false;
  let depth = 0;
  const inside = cursor.ahead(1, () =>
    cursor.peekWhile(({ text }) => {
      if (/^[({[]$/.test(text)) depth++;
      else if (/^[)}\]]$/.test(text)) depth--;
      return depth > 0;
    }),
  );
  return cursor.ahead(inside.length + 2, () => {
    const { kind, text } = cursor.peek();
    return kind === "letter" || letterCommands.has(text) || styleCommands.includes(text);
  });
}

/** `\sqrt{x}`, `\sqrt x`, `\sqrt[3]{x}`. */
export function readRoot(cursor: Cursor): Expression {
  cursor.take();
  const order = cursor.sees("[") ? readGroup(cursor, "[", "]") : undefined;
  const argument = cursor.sees("{") ? readGroup(cursor, "{", "}") : readOneToken(cursor);
  if (!order || (order.kind === "number" && order.value === "2"))
    return { kind: "call", name: "sqrt", argument };
  return {
    kind: "power",
    base: argument,
    exponent: { kind: "fraction", over: { kind: "number", value: "1" }, under: order },
  };
}

/** `\lg` is the logarithm to base 2 for some and to base 10 for others. */
export function refuseLg(cursor: Cursor): never {
  return cursor.fail(
    message`the base of ${code("\\lg")} is not clear`,
    message`write ${code("\\log_2")} or ${code("\\log_{10}")}`,
  );
}

/** What TeX takes without braces: a figure, a letter or a command with what it needs. */
export function readOneToken(cursor: Cursor): Expression {
  const { kind, start } = cursor.peek();
  if (kind === "number") {
    const { text, end } = cursor.takeFigure();
    return { kind: "number", value: text, span: [start, end] };
  }
  if (kind === "letter") return { kind: "symbol", name: cursor.take().text, span: [start, cursor.before] };
  return cursor.nested(() => readFactor(cursor));
}
