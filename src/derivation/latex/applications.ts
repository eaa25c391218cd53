import { Malformed } from "./malformed";
import type { Cursor } from "./cursor";
import type { Application, Expression, SymbolName } from "./expression";
import { acceptDots } from "./ellipses";
import type { KnownNames } from "./known-names";
import { nameText } from "./name-text";
import { readName } from "./names";
import { readSum } from "./reader";

const bars = ["\\mid", "|", "\\vert"];
/** Between two distributions, as in `D(p \| q)`: no more than a comma. */
const doubleBars = ["\\|", "\\Vert", "\\parallel"];
const closings: Record<string, string> = { "(": ")", "[": "]" };
type Sign = NonNullable<Application["signs"]>[number];

/** The arguments that come next, by their numbers of tokens and those before an `=`, and the signs between them. */
interface Layout {
  lengths: number[];
  events: (number | undefined)[];
  signs: Sign[];
  /** How many tokens each sign has: `||` has two. */
  widths: number[];
  /** Whether a bar, a semicolon or an `=` says that these are arguments and no factor. */
  certain: boolean;
}

/**
 * A name and the arguments it is applied to, if these are arguments: J is a function of one's own, or more than
 * one stands there, or a bar or an `=` as in `P(O = o \mid C = c)`. Else the name.
 */
export function readApplied(cursor: Cursor, of: SymbolName): Expression {
  if (!cursor.sees("(", "[")) return of;
  const order =
    primesOfFunction(of, cursor.names) || (isOneName(cursor) ? primesOfModel(of, cursor.names) : 0);
  const name: SymbolName = order > 0 ? { ...of, name: of.name.slice(0, -order) } : of;
  const layout = findLayout(cursor);
  if (!layout || (!areArguments(cursor, name, layout) && order === 0)) return of;
  cursor.take();
  const parts = layout.lengths.map((length, i) => {
    const part = cursor.readNext(length, () => readArgument(cursor, layout.events[i]));
    for (let more = layout.widths[i] ?? 0; more > 0; more--) cursor.take();
    return part;
  });
  cursor.take();
  const node: Application = {
    kind: "apply",
    of: name,
    arguments: parts.map(({ value }) => value),
    span: [of.span?.[0] ?? 0, cursor.before],
  };
  if (layout.signs.some((sign) => sign !== ",")) node.signs = layout.signs;
  if (parts.some(({ event }) => event)) node.events = parts.map(({ event }) => event ?? null);
  if (order > 0) node.order = order;
  return node;
}

/** How many primes stand at a function of one's own, as in `f'(x)`. */
export function primesOfFunction(of: SymbolName, names: KnownNames): number {
  const primes = /'*$/.exec(of.name)?.[0].length ?? 0;
  if (primes === 0 || names.applied.has(nameText(of)) || names.values.has(nameText(of))) return 0;
  const plain = nameText({ ...of, name: of.name.slice(0, -primes) });
  return names.applied.has(plain) || names.defined.has(plain) ? primes : 0;
}

/** How many primes stand at a letter that functions have and that is no value, as in the `g'(x)` of a rule of calculus. */
function primesOfModel(
  { name, indices, label, accent }: SymbolName,
  { values, indices: counted }: KnownNames,
): number {
  const [, letter, primes] = /^([a-zA-Z])('+)$/.exec(name) ?? [];
  const isPlain = !indices && label === undefined && !accent && models.has(letter);
  return isPlain && ![letter, name].some((text) => values.has(text) || counted.has(text)) ? primes.length : 0;
}

function areArguments(cursor: Cursor, of: SymbolName, { lengths, certain }: Layout): boolean {
  const text = nameText(of);
  if (certain || cursor.names.applied.has(text)) return true;
  if (cursor.sees("[")) return of.name === "\\Pr";
  if (lengths.length > 1 || of.name === "\\Pr") return true;
  if (hasParameters(of) && (models.has(of.name) || isOneName(cursor))) return true;
  return cursor.names.defined.has(text) && isOneName(cursor) && !isRaisedBehind(cursor, lengths[0]);
}

/** Whether something is raised at the parentheses: of `\delta (a)^\top` these are a factor. */
const isRaisedBehind = (cursor: Cursor, length: number): boolean => cursor.peek(length + 2).text === "^";

/** Letters that functions have, and those of their parameters: the model `f_{w,b}`, the hypothesis `h_\theta`. */
const models = new Set(["f", "g", "h", "F", "G", "H"]);
const greekParameters = new Set([
  "\\theta",
  "\\phi",
  "\\psi",
  "\\omega",
  "\\vartheta",
  "\\varphi",
  "\\Theta",
]);
const parameters = new Set([...greekParameters, "w", "b", "W", "B"]);

/** Whether what is set below a name are parameters of a function and no indices, as those of `h_\theta(x)`. */
export function hasParameters({ name, indices }: SymbolName): boolean {
  const known = models.has(name) ? parameters : greekParameters;
  return indices !== undefined && indices.every((index) => known.has(index.name) && !index.at);
}

/** Whether one name alone stands between the parentheses. */
function isOneName(cursor: Cursor): boolean {
  return cursor.ahead(1, () => {
    try {
      readName(cursor);
      return cursor.sees(")");
    } catch (error) {
      if (error instanceof Malformed) return false; // it begins with something else, such as a fraction
      throw error;
    }
  });
}

/** Where the arguments are cut: outside inner brackets, at commas, semicolons and one bar or double bar. */
function findLayout(cursor: Cursor): Layout | undefined {
  const cuts: Cut[] = [];
  let depth = 0;
  let behindDots = false;
  const equals: number[] = [];
  const inner = cursor.ahead(1, () =>
    cursor.peekWhile(({ text }, at) => {
      if (/^(?:[([{]|\\\{|\\langle)$/.test(text)) depth++;
      else if (/^(?:[)\]}]|\\\}|\\rangle)$/.test(text)) depth--;
      else if (depth === 0 && text === "=") equals.push(at);
      else if (depth === 0 && isCut(text)) cuts.push({ at, text, width: 1 });
      // Authors leave out the comma of `w_{t-m}, \ldots w_{t+m}`.
      else if (depth === 0 && behindDots) cuts.push({ at, text: ",", width: 0 });
      behindDots = depth === 0 && isDots(text);
      return depth >= 0;
    }),
  );
  if (cursor.peek(1 + inner.length).text !== closings[cursor.peek().text]) return undefined;
  const kept = keptCuts(cuts);
  const signs = kept.map(({ text }): Sign => signOf(text));
  const widths = kept.map(({ width }) => width);
  const ends = [...kept.map(({ at }) => at), inner.length];
  const starts = [0, ...kept.map(({ at, width }) => at + width)];
  const lengths = ends.map((end, i) => end - starts[i]);
  const events = ends.map((end, i) => {
    const found = equals.find((at) => at >= starts[i] && at < end);
    return found === undefined ? undefined : found - starts[i];
  });
  const certain = equals.length > 0 || signs.some((sign) => sign !== ",");
  return { lengths, signs, widths, events, certain };
}

/** A sign between two arguments, of so many tokens. */
interface Cut {
  at: number;
  text: string;
  width: number;
}

const isDots = (text: string): boolean => /^\\(?:[lc]|h)?dots[cbm]?$/.test(text);

const isCut = (text: string): boolean =>
  text === "," || text === ";" || bars.includes(text) || doubleBars.includes(text);

function signOf(text: string): Sign {
  if (text === "," || text === ";") return text;
  return text === "||" || doubleBars.includes(text) ? "\\|" : "\\mid";
}

/** Two bars are an absolute value, four or two double ones a norm; one, or one double bar, cuts. */
function keptCuts(cuts: readonly Cut[]): Cut[] {
  const single = cuts.filter(({ text }) => bars.includes(text));
  const double = cuts.filter(({ text }) => doubleBars.includes(text));
  const [first, second] = single;
  const isDouble = single.length === 2 && second.at === first.at + 1 && first.text === "|";
  return cuts.flatMap(({ at, text, width }) => {
    if (isDouble && bars.includes(text)) return at === first.at ? [{ at, text: "||", width: 2 }] : [];
    if (
      doubleBars.includes(text)
        ? double.length !== 1
        : text !== "\\mid" && bars.includes(text) && single.length !== 1
    )
      return [];
    return [{ at, text, width }];
  });
}

/** `o`, or `O = o`, where the value o is of O, which has so many tokens. */
function readArgument(cursor: Cursor, event: number | undefined): { value: Expression; event?: SymbolName } {
  const { start } = cursor.peek();
  if (event === undefined && acceptDots(cursor))
    return { value: { kind: "symbol", name: "\\ldots", span: [start, cursor.before] } };
  if (event === undefined) return { value: readSum(cursor) };
  const name = cursor.readNext(event, () => readName(cursor));
  cursor.take();
  return { value: readSum(cursor), event: name };
}
