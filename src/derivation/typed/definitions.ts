import type { Declarations } from "../declare/declarations";
import { addDefinition, isBesideFamily, keyOfDefinition } from "../declare/add-definition";
import { copyDeclarations, countedKey, knownNames } from "../declare/declarations";
import type { Defined as Named } from "../declare/definition-keys";
import { definedBy, isOtherArity } from "../declare/definition-keys";
import type { Equations } from "../documents/equations";
import { sameShape } from "../declare/shape";
import { elaborate } from "./elaborate";
import { readLeft } from "../latex/left-sides";
import { Malformed, Unsaid } from "../latex/malformed";
import type { Expression, SymbolName } from "../latex/expression";
import { nearest } from "../latex/spelling";
import { familyText, letterText, nameText } from "../latex/name-text";
import { findNamed } from "../latex/named-behind";
import { isSize, partings } from "./look-up";
import { Scope } from "./scope";
import { ShapeMismatch } from "./shape-mismatch";
import { withReach } from "../latex/reach";
import { readRun } from "../latex/reader";
import type { Run } from "../latex/tokens";

/** What a chain defines, and which of its steps do so, counted from 0. */
export interface Defined {
  declared: Declarations;
  steps: readonly number[];
}

/**
 * The declarations with what a chain defines, or undefined if it defines nothing. A chain defines its left
 * side where its author says so, as by `:=`, or where the left side is a name that nothing has declared:
 * `J = J_{\text{neg}}(v_c, o, U) = …` defines both names by the first side that is no such name and can be understood.
 * What comes after that is claimed, and not defined.
 *
 * @param source the text that the places of its tokens are offsets into
 * @param mayChange whether what is known by a key may be defined again here; else `:=` claims that it is the same
 * @throws Malformed, ShapeMismatch where the definition itself cannot be understood
 */
export function defined(
  source: string,
  chain: Equations,
  declared: Declarations,
  mayChange: (key: string) => boolean = () => true,
): Defined | undefined {
  const sides = [chain.left, ...chain.steps.map(({ side }) => side)];
  const names: Named[] = [];
  const changed: string[] = [];
  for (const [i, side] of sides.slice(0, -1).entries()) {
    const name = nameIn(source, side, declared);
    const says = i === 0 ? chain.defines : chain.steps[i].relation === ":=";
    if (!name) break;
    const isClaim = isMisspelt(name.name, declared) || isWhole(name, source, chain, declared);
    const key = keyOfDefinition(declared, name.name, name.key);
    const isOther = i === 0 && !isNew(name, declared) && mayChange(key) && cannotTake(source, side, declared);
    if ((!says || name.isSquare) && !isOther && (!isNew(name, declared) || isClaim)) break;
    if ((says || isOther) && !isNew(name, declared, says)) {
      if (!mayChange(key)) break;
      changed.push(key);
    }
    names.push(name);
  }
  if (names.length === 0) return namedBehind(source, chain, declared);
  const { body, at } = findBody(source, sides, names, declared);
  const after = copyDeclarations(declared);
  for (const key of changed) after.definitions.delete(key);
  for (const { name, parameters, isSquare, ...more } of names) {
    const value: Expression = isSquare ? { kind: "call", name: "sqrt", argument: body } : body;
    addDefinition(after, name, parameters, value, more);
    // A variable that is defined is none any more.
    if (!isSquare) after.variables.delete(nameText(name));
  }
  return { declared: after, steps: [...names.slice(1).keys(), at - 1] };
}

/** Whether a function cannot take the arguments that stand here, so that another with its name is meant: P of a set of words. */
function cannotTake(source: string, side: Run, declared: Declarations): boolean {
  try {
    const read = readRun(source, side, knownNames(declared));
    if (read.kind === "apply") elaborate(read, declared);
    return false;
  } catch (error) {
    return error instanceof Malformed && !(error instanceof Unsaid);
  }
}

/** The first side behind the names that can be understood, and which side it is. */
function findBody(
  source: string,
  sides: readonly Run[],
  names: readonly Named[],
  declared: Declarations,
): { body: Expression; at: number } {
  let first: unknown;
  for (let at = names.length; at < sides.length; at++) {
    try {
      const body = withReach(readRun(source, sides[at], knownNames(declared)), names[0].name);
      elaborate(body, declared);
      return { body, at };
    } catch (error) {
      if (error instanceof ShapeMismatch || !(error instanceof Malformed)) throw first ?? error;
      first ??= error;
    }
  }
  throw first;
}

/** What a chain gives a name to behind it, as \delta in `\frac{\partial J}{\partial z} = \hat{y} - y = \delta`: to its left side. */
function namedBehind(
  source: string,
  { left, steps }: Equations,
  declared: Declarations,
): Defined | undefined {
  const names = knownNames(declared);
  const sides = [left, ...steps.map(({ side }) => side)].map((side) => {
    try {
      return withReach(readRun(source, side, names));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      return undefined; // the line itself will say what is wrong
    }
  });
  const at = findNamed(sides);
  const [body, name] = [sides[0], at === undefined ? undefined : sides[at]];
  if (at === undefined || !body || name?.kind !== "symbol") return undefined;
  const isKnown =
    !isNew({ name, parameters: [] }, declared) ||
    declared.definitions.has(countedKey(letterText(name))) ||
    isSize(nameText(name), Scope.of(declared));
  if (isKnown || isMisspelt(name, declared) || names.indices.has(nameText(name))) return undefined;
  elaborate(body, declared);
  const after = copyDeclarations(declared);
  addDefinition(after, name, [], body);
  return { declared: after, steps: [at - 1] };
}

function nameIn(source: string, side: Run, declared: Declarations): Named | undefined {
  try {
    return definedBy(readLeft(source, side, knownNames(declared)));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return undefined; // the line itself will say what is wrong
  }
}

/**
 * Whether a name is, by the shape that it is to have, the whole of what was defined by its entries, `p_i := …`, or the
 * number of something.
 */
function isWhole({ name }: Named, source: string, chain: Equations, declared: Declarations): boolean {
  const known = declared.definitions.has(countedKey(familyText(name)));
  if (name.indices || !(known || isSize(nameText(name), Scope.of(declared)))) return false;
  try {
    const [{ side }] = chain.steps;
    const body = elaborate(readRun(source, side, knownNames(declared)), declared);
    return sameShape(elaborate(name, declared), body);
  } catch {
    return false; // what cannot be read is said where the line is judged
  }
}

/** @param says whether its author says that it is defined here */
function isNew({ name, key, parameters }: Named, declared: Declarations, says = false): boolean {
  const { variables, oneHots, identities, definitions, slices } = declared;
  if (!key && isOtherArity(definitions, nameText(name), parameters.length)) return true;
  if (key) return !definitions.has(key) && !variables.has(nameText(name));
  if (isBesideFamily(declared, name, !says)) return true;
  const texts = [nameText(name), ...partings(name, declared).map(({ text }) => text)];
  if (hasIndices(name)) texts.push(familyText(name), countedKey(familyText(name)));
  return ![variables, oneHots, identities, definitions, slices].some((names) =>
    texts.some((text) => names.has(text)),
  );
}

const hasIndices = ({ indices, raised }: SymbolName): boolean => (indices ?? raised) !== undefined;

/** Whether a name differs in one letter within a word from one that is declared: it is meant, and not defined. */
function isMisspelt(name: SymbolName, { variables, oneHots, definitions }: Declarations): boolean {
  const word = joinLetters(name);
  if (!word) return false;
  const declared = [...variables.values(), ...oneHots.values(), ...definitions.values()].map(
    ({ name: each }) => each,
  );
  return declared.some((each) => {
    const other = joinLetters(each);
    return other !== undefined && beside(each, name) && isSlip(word, other);
  });
}

/** The label of a name, or the word that it is. */
function joinLetters({ name, label }: SymbolName): string | undefined {
  const word = label ?? /^\\text\{(.*)\}$/.exec(name)?.[1];
  return word && word.length >= 5 ? word : undefined;
}

/** Whether two names have the same letter under their labels. */
const beside = (a: SymbolName, b: SymbolName): boolean =>
  (a.label === undefined) === (b.label === undefined) && (a.label === undefined || a.name === b.name);

/** Whether two words differ in one letter that is neither the first nor the last, and no figure. */
function isSlip(a: string, b: string): boolean {
  if (a === b || a[0] !== b[0] || a.at(-1) !== b.at(-1) || /\d/.test(a + b)) return false;
  return nearest(a, [b], 1) !== undefined;
}
