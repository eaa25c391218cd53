import { countedKey, type Declarations } from "./declare/declarations";
import { Derivation } from "./derivation";
import type { Assumption, Inference } from "./infer/inference";
import type { Expression, SymbolName } from "./latex/expression";
import { children } from "./latex/expression";
import { code, message, type Message } from "./latex/message";
import { familyText, letterText, nameText, stepsOf } from "./latex/name-text";
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
  const unexplained = new Set(own.flatMap((section) => section.unexplained));
  const assumed = own.flatMap((section) => section.assumed);
  const guesses = assumed.filter(({ evidence }) => evidence.from === "use");
  if (assumed.length === 0) return derivation;
  let left: Written | undefined;
  const decided = lines.map((line) => {
    left = line.left ?? left;
    const isSure = certain.some((at) => at >= line.from && at <= line.to);
    const guess =
      failsByShape(line) && !isSure ? findGuess(guesses, [left, line.right], declared) : undefined;
    if (guess) return unsure(line, guess);
    const name = line.mark === "wrong here" && !isSure && findName(line, [left], unexplained);
    if (name) return unknown(line, name);
    const hidden = line.mark === "wrong here" && findHidden([left, line.right], declared, assumed);
    return hidden ? unsureBy(line, hidden) : line;
  });
  return new Derivation(latex, decided, declared, unchecked, source);
}

function failsByShape({ mark, checks, relation }: Line): boolean {
  if (relation !== undefined) return false;
  return mark === "wrong here" && (checks === undefined || checks.shapes.verdict === "failed");
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

function findGuess(
  guesses: readonly Assumption[],
  sides: readonly (Written | undefined)[],
  declared: Declarations,
): Assumption | undefined {
  const names = namesUnder(sides, declared);
  return guesses.find((guess) => isShape(guess) && guess.names.some((name) => names.has(name)));
}

/** A derivative of something by a name that was only assumed, and of which nothing in it speaks. */
function findHidden(
  sides: readonly (Written | undefined)[],
  declared: Declarations,
  assumed: readonly Assumption[],
): { of: Expression; by: SymbolName } | undefined {
  const visit = (node: Expression): { of: Expression; by: SymbolName } | undefined => {
    if (node.kind === "derivative" && node.by && isHidden(node.by, node.of))
      return { of: node.of, by: node.by };
    for (const [, child] of children(node)) {
      const found = visit(child);
      if (found) return found;
    }
    return undefined;
  };
  const isHidden = (by: SymbolName, of: Expression): boolean => {
    const letter = letterText(by);
    const names = namesUnder([of], declared);
    const isPart = [...declared.slices].some(
      ([each, { of: whole }]) =>
        (names.has(each) && whole === letter) || (names.has(whole) && each === letter),
    );
    const isFree = !declared.definitions.has(nameText(by)) && !declared.definitions.has(countedKey(letter));
    const isAssumed = assumed.some(
      (each) => each.names.includes(nameText(by)) || each.names.includes(letter),
    );
    const isNamed = [...declared.definitions.values()].some(({ name }) => names.has(nameText(name)));
    return isFree && isAssumed && isNamed && !isPart && !names.has(letter);
  };
  for (const side of sides) {
    const found = side !== undefined && typeof side !== "string" ? visit(side) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The names in some expressions, and in what defines them. */
function namesUnder(sides: readonly (Written | undefined)[], { definitions }: Declarations): Set<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    for (const name of namesIn(node)) {
      if (names.has(name)) continue;
      names.add(name);
      for (const [key, { name: own, body }] of definitions)
        if (key === name || key === countedKey(name) || nameText(own) === name) visit(body);
    }
  };
  for (const side of sides) if (side !== undefined && typeof side !== "string") visit(side);
  return names;
}

/** Whether it says of what shape something is; the range of an index is no matter of shape. */
const isShape = ({ line }: Assumption): boolean => /:\s*(?:scalar|vector|row|matrix)\b/.test(line);

/** The names in an expression, whole and by their letters. */
function namesIn(node: Expression): string[] {
  const inside = children(node).flatMap(([, child]) => namesIn(child));
  const own: SymbolName[] = [
    ...(node.kind === "symbol" ? [node] : []),
    ...(node.kind === "apply" ? [node.of] : []),
    ...(node.kind === "derivative" && node.by ? [node.by] : []),
  ];
  const texts = own.flatMap((symbol) => [
    ...[symbol, ...stepsOf(symbol)].map(nameText),
    familyText(symbol),
    letterText(symbol),
  ]);
  return [...texts, ...inside];
}

function unsure(line: Line, { line: assumed }: Assumption): Line {
  return undecided(
    line,
    message`its shapes do not fit, as far as ${code(assumed)} is right, which is assumed: ${line.says}`,
    message`declare what is meant after ${code("%%")}`,
  );
}

function unsureBy(line: Line, { of, by }: { of: Expression; by: SymbolName }): Line {
  return undecided(
    line,
    message`${of}, as it is defined, does not speak of ${by}, so that its derivative would be 0`,
    message`define ${of} by ${by}, or declare ${by} after ${code("%%")}`,
  );
}

function undecided(line: Line, says: Message, hint: Message): Line {
  return {
    ...line,
    mark: "not decided",
    follows: "unknown",
    equals: "unknown",
    says,
    hint,
    counterexample: undefined,
    repair: undefined,
    edits: undefined,
  };
}

function unknown(line: Line, name: string): Line {
  return {
    ...line,
    mark: "not decided",
    follows: "unknown",
    equals: "unknown",
    says: message`it holds for some ${code(name)} only, and nothing says what ${code(name)} is`,
    hint: message`define it, ${code(`${name} := ...`)}, or, if it is any, declare it after ${code("%%")}`,
    counterexample: undefined,
    repair: undefined,
    edits: undefined,
  };
}
