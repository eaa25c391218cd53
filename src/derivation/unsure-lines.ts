import type { Declarations } from "./declare/declarations";
import { Derivation } from "./derivation";
import { beginsAnew } from "./documents/breaks";
import { withDoubt } from "./doubts";
import { findHidden, namesIn, namesUnder } from "./infer/hidden-derivatives";
import type { Assumption, Inference } from "./infer/inference";
import { children, type Expression, type SymbolName } from "./latex/expression";
import { code, message, type Message } from "./latex/message";
import { letterText, nameText } from "./latex/name-text";
import { usesIn } from "./infer/uses";
import { boldLetters, findLookAlike } from "./look-alike";
import { opened, settleFollowers } from "./opened-lines";
import { uprightRows } from "./upright-rows";
import type { Line, Written } from "./verdict/line";

/**
 * Where shapes do not fit, and a name in the line was only worked out from its use, the line is not decided instead
 * of wrong: the assumption may be at fault, unless all other lines speak for it. What a preset or the text says is as
 * good as a declaration. The same where something is differentiated by a name of which its definition does not speak: its
 * author means that it depends on the name.
 */
export function withUnsureLines(derivation: Derivation, { sections }: Inference): Derivation {
  const { latex, lines, declared, unchecked, source } = derivation;
  const own = sections.filter((section) => section.source === source);
  const certain = own.flatMap((section) => section.certain);
  /** Of the section in which a line stands: a name that one section explains may mean nothing in another. */
  const unexplained = ({ from }: Line): ReadonlySet<string> =>
    new Set(own.filter(({ at }) => at <= from).at(-1)?.unexplained);
  const assumed = own.flatMap((section) => section.assumed);
  const guesses = assumed.filter(({ evidence }) => evidence.from === "use");
  if (assumed.length === 0) return derivation;
  const upright = uprightRows(lines, declared);
  const bold = boldLetters(lines);
  let left: Written | undefined;
  const decide = (line: Line): Line => {
    const isSure = certain.some((at) => at >= line.from && at <= line.to);
    const guess =
      failsByShape(line) && !isSure ? findGuess(guesses, [left, line.right], declared) : undefined;
    if (guess) return unsure(line, guess);
    if (mayBeOneLength(line, declared) && assumes(assumed, [left, line.right], declared))
      return opened(line, message`two letters may stand for one length: ${line.says}`, declareLength);
    if (countsOtherwise(line) && assumes(assumed, [left, line.right], declared))
      return opened(line, message`what an index below a name takes is not said: ${line.says}`, declareMeant);
    const written = [left, line.right].flatMap((side) => (side && typeof side !== "string" ? [side] : []));
    const doubted = withDoubt(line, written, declared, guesses);
    if (doubted) return doubted;
    const isLying = (letter: string): boolean =>
      !upright.has(letter) && namesRow(letter, [left, line.right], declared, assumed);
    if (failsByShape(line) && [...declared.slices.keys()].some(isLying)) return lying(line);
    const alike = line.mark === "wrong here" && findLookAlike([left, line.right], declared, assumed, bold);
    if (alike)
      return opened(
        line,
        message`nothing says whether ${alike.name} is ${code(alike.other)}, in part or as a whole, or another name`,
        declareMeant,
      );
    const mean = line.mark === "wrong here" && findMean([left, line.right], declared, guesses);
    if (mean) return opened(line, message`nothing says whether ${mean} is a mean`, declareMean(mean));
    const later = line.mark === "wrong here" && findLater(line, [left, line.right], assumed, derivation);
    if (later) return saidLater(line, later);
    const name = line.mark === "wrong here" && !isSure && findName(line, [left], unexplained(line));
    if (name) return unknown(line, name);
    const solved =
      line.mark === "wrong here" &&
      !isSure &&
      !line.definite &&
      findSolved([left, line.right], declared, assumed);
    if (solved) return unknown(line, solved);
    const isAssumed = (texts: readonly string[]): boolean =>
      assumed.some(({ names }) => texts.some((each) => names.includes(each)));
    const hidden = line.mark === "wrong here" && findHidden(written, declared, isAssumed);
    return hidden ? unsureBy(line, hidden) : line;
  };
  const decided = lines.map((line) => {
    left = line.left ?? left;
    return decide(line);
  });
  return new Derivation(latex, settleFollowers(lines, decided), declared, unchecked, source);
}

function failsByShape({ mark, checks, relation }: Line): boolean {
  if (relation !== undefined) return false;
  return mark === "wrong here" && (checks === undefined || checks.shapes.verdict === "failed");
}

/** A name with a bar, as \bar{x}, of which only the use says what it is, where entries of the same letter stand beside it. */
function findMean(
  sides: readonly (Written | undefined)[],
  { variables, slices }: Declarations,
  guesses: readonly Assumption[],
): SymbolName | undefined {
  const written = sides.flatMap((side) => (side && typeof side !== "string" ? [side] : []));
  const symbols = written.flatMap(symbolsIn);
  return symbols.find((symbol) => {
    if (symbol.accent !== "bar") return false;
    const text = nameText(symbol);
    const isGuessed = variables.has(text) && guesses.some(({ names }) => names.includes(text));
    return (
      isGuessed &&
      symbols.some(({ name, accent }) => name === symbol.name && accent === undefined) &&
      (variables.has(symbol.name) || slices.has(symbol.name))
    );
  });
}

const symbolsIn = (node: Expression): SymbolName[] => [
  ...(node.kind === "symbol" ? [node] : []),
  ...children(node).flatMap(([, child]) => symbolsIn(child)),
];

const declareMean = (name: SymbolName): Message =>
  message`define it, as ${code(`${nameText(name)} := \\frac{1}{n} \\sum_{i=1}^{n} ${name.name}_i`)}`;

/** A name in a line, or in what defines its names, that is only defined where something new has begun below it. */
function findLater(
  { from, to }: Line,
  sides: readonly (Written | undefined)[],
  assumed: readonly Assumption[],
  { lines, declared, source }: Derivation,
): string | undefined {
  const above = lines.filter((each) => each.mark === "definition" && each.from < from);
  const said = assumed.filter(
    ({ line, evidence: { at } }) => line.includes(":=") && at !== undefined && at < from,
  );
  const defined = new Set([
    ...above.flatMap(({ left }) => definedName(left) ?? []),
    ...said.flatMap(({ names: own }) => own),
  ]);
  const written = sides.flatMap((side) => (side && typeof side !== "string" ? [side] : []));
  const names = namesUnder(written, declared);
  const isLater = ({ names: own, line, evidence: { from: kind, at } }: Assumption): boolean =>
    kind === "text" &&
    line.includes(":=") &&
    !own.some((name) => defined.has(name)) &&
    at !== undefined &&
    at > to &&
    source !== undefined &&
    beginsAnew(source.text, to, at);
  return assumed.find((each) => each.names.some((name) => names.has(name)) && isLater(each))?.names[0];
}

/** What a definition with this left side defines. */
function definedName(left: Written | undefined): string | undefined {
  if (typeof left !== "object") return undefined;
  const name = left.kind === "apply" ? left.of : left;
  return name.kind === "symbol" ? nameText(name) : undefined;
}

function saidLater(line: Line, name: string): Line {
  return opened(
    line,
    message`what ${code(name)} is, is only said in a later part, and it may be another here`,
    message`define it above, ${code(`${name} := ...`)}`,
  );
}

/** A name of the right side that nothing explains, and that is not on the left. */
function findName(
  { right }: Line,
  [left]: readonly (Written | undefined)[],
  unexplained: ReadonlySet<string>,
): string | undefined {
  const before = new Set(left === undefined || typeof left === "string" ? [] : namesIn(left));
  const names = typeof right === "string" ? [] : namesIn(right);
  return names.find((name) => unexplained.has(name) && !before.has(name));
}

/**
 * Where products of free names are equal, `A u = \lambda u`, or one is zero, a free name of one side only: no such equation
 * holds for all, and nobody claims so. It says something of that name.
 */
function findSolved(
  sides: readonly (Written | undefined)[],
  { variables, slices, identities, definitions }: Declarations,
  assumed: readonly Assumption[],
): string | undefined {
  const [left, right] = sides;
  if (typeof left !== "object" || typeof right !== "object") return undefined;
  const isFree = (symbol: SymbolName): boolean => {
    const texts = [nameText(symbol), letterText(symbol)];
    const whole = texts.map((text) => slices.get(text)?.of ?? text);
    const isAny = whole.some((text) => variables.get(text)?.properties.every((each) => each === "symmetric"));
    return (
      isAny &&
      !whole.some((text) => identities.has(text)) &&
      assumed.some(({ names }) => texts.some((text) => names.includes(text)))
    );
  };
  const [first, second] = [left, right].map((side) => namesOfProduct(side, isFree));
  if (!first || !second || first.size + second.size === 0) return undefined;
  if ([left, right].some((side) => side.kind === "number" && Number(side.value) !== 0)) return undefined;
  // Of a symmetric matrix more is said: only a name that nothing defined speaks of may be what is looked for.
  const isTold = [...first, ...second].some((name) => variables.get(name)?.properties.length);
  const spoken = new Set(isTold ? [...definitions.values()].flatMap(({ body }) => namesIn(body)) : []);
  const only = [
    ...[...first].filter((name) => !second.has(name)),
    ...[...second].filter((name) => !first.has(name)),
  ];
  return only.find((name) => !spoken.has(name) && !variables.get(name)?.properties.length);
}

/** The letters of a product of free names and numbers; undefined where it is none. */
function namesOfProduct(
  side: Expression,
  isFree: (symbol: SymbolName) => boolean,
): ReadonlySet<string> | undefined {
  if (side.kind === "number") return new Set();
  if (side.kind === "symbol")
    return side.name === "\\mathbf{0}" ? new Set() : isFree(side) ? new Set([letterText(side)]) : undefined;
  const isProduct = side.kind === "times" || side.kind === "transpose" || side.kind === "negate";
  if (!isProduct) return undefined;
  const parts = children(side).map(([, child]) => namesOfProduct(child, isFree));
  const all = parts.flatMap((part) => (part ? [...part] : []));
  return parts.every((part) => part !== undefined) ? new Set(all) : undefined;
}

function findGuess(
  guesses: readonly Assumption[],
  sides: readonly (Written | undefined)[],
  declared: Declarations,
): Assumption | undefined {
  const written = sides.flatMap((side) => (side && typeof side !== "string" ? [side] : []));
  const names = namesUnder(written, declared);
  return guesses.find((guess) => isShape(guess) && guess.names.some((name) => names.has(name)));
}

/**
 * Whether what does not fit is an index that runs to another letter than what it stands below is long, and no matrix has
 * both as its sides: authors write |V|, n and W for one length.
 */
function mayBeOneLength({ ranges }: Line, { variables }: Declarations): boolean {
  if (!ranges || ranges.came.length !== ranges.wanted.length) return false;
  const shapes = [...variables.values()].map(({ shape: { rows, columns } }) => `${rows} ${columns}`);
  return ranges.came.every((came, i) => {
    const wanted = ranges.wanted[i];
    return (
      came === wanted || !shapes.some((shape) => [`${came} ${wanted}`, `${wanted} ${came}`].includes(shape))
    );
  });
}

/** Whether what does not fit is one index below a matrix, or two below a vector: A_k may be a row, a column or another matrix. */
const countsOtherwise = ({ mark, ranges }: Line): boolean =>
  mark === "wrong here" && ranges !== undefined && ranges.came.length !== ranges.wanted.length;

/** Whether something that stands in the sides is only assumed, a name or the range of an index. */
function assumes(
  assumed: readonly Assumption[],
  sides: readonly (Written | undefined)[],
  declared: Declarations,
): boolean {
  const written = sides.flatMap((side) => (side && typeof side !== "string" ? [side] : []));
  const texts = new Set([
    ...namesUnder(written, declared),
    ...usesIn([{ at: 0, sides: written }]).indices.keys(),
  ]);
  return assumed.some(
    ({ names, evidence }) => evidence.from !== "text" && names.some((name) => texts.has(name)),
  );
}

const declareMeant = message`declare what is meant after ${code("%%")}`;
const declareLength = message`declare both by one letter after ${code("%%")}`;

/** Whether a side names by this letter a row of a matrix that was assumed to have rows, the v of `v_{w_I}` with W of rows v_k, or may. */
function namesRow(
  letter: string,
  sides: readonly (Written | undefined)[],
  { slices }: Declarations,
  assumed: readonly Assumption[],
): boolean {
  const { of, side } = slices.get(letter) ?? {};
  // A_k may be a row of A as well as a column.
  if (of === undefined || (side !== "row" && letter !== of)) return false;
  if (!assumed.some(({ line }) => line.startsWith(`${of}: matrix`))) return false;
  const written = sides.flatMap((each) => (each && typeof each !== "string" ? [each] : []));
  return written.some((each) => namesIn(each).includes(letter));
}

function lying(line: Line): Line {
  return opened(line, message`a row of a matrix may stand upright or lie: ${line.says}`, declareMeant);
}

/** Whether it says of what shape something is; the range of an index is no matter of shape. */
const isShape = ({ line }: Assumption): boolean => /:\s*(?:scalar|vector|row|matrix)\b/.test(line);

function unsure(line: Line, { line: assumed }: Assumption): Line {
  return opened(
    line,
    message`its shapes do not fit, as far as ${code(assumed)} is right, which is assumed: ${line.says}`,
    declareMeant,
  );
}

function unsureBy(line: Line, { of, by }: { of: Expression; by: SymbolName }): Line {
  return opened(
    line,
    message`${of}, as far as is said, does not speak of ${by}, so that its derivative would be 0`,
    message`define ${of} by ${by}, or declare ${by} after ${code("%%")}`,
  );
}

function unknown(line: Line, name: string): Line {
  return opened(
    line,
    message`it holds for some ${code(name)} only, and nothing says what ${code(name)} is`,
    message`define it, ${code(`${name} := ...`)}, or, if it is any, declare it after ${code("%%")}`,
  );
}
