import { isSize } from "../typed/look-up";
import { Scope } from "../typed/scope";
import type { Declarations, Definition } from "../declare/declarations";
import type { Expression, SymbolName } from "../latex/expression";
import { windowRange } from "../declare/range";
import { indexText, letterText, nameText } from "../latex/name-text";
import { findUnsettled, optionsWithin, takesLess, withoutClaims, type Chosen } from "./by-definitions";
import type { Choice, Options, Trial } from "./choose";
import { declareAll } from "./declare-found";
import {
  definitionsIn,
  isDeclared,
  isDefined,
  namedBehind,
  unreadDefinitions,
  type TextDefinition,
} from "./definitions";
import { isFamily, ones, optionsFor, type Option, type Reading } from "./readings";
import { symmetricNames, unitNames } from "./prose";
import type { Searches } from "./searches";
import type { Equation, Section } from "./section";
import { countedIn, countedTwice, usesIn, type NameUse, type Uses } from "./uses";

/** What the use of names says: declarations for those without one, and how they were found. */
export interface FoundByUse {
  declared: Declarations;
  choice: Choice;
  /** Whether every search for it ended by itself, not because it was too long. */
  complete: boolean;
  options: Options;
  definitions: ReadonlyMap<string, TextDefinition>;
  /** Equations that fit only where some name is less than the definitions make of it, which may be so. */
  unsettled: ReadonlySet<Equation>;
  /** The declarations with one name read otherwise, and what that costs more. */
  otherwise: (name: string, option: Option) => { declared: Declarations; more: number };
}

/** Works out declarations of all names of a section that have none, from how they are used. */
export function declareByUse(section: Section, before: Declarations, searches: Searches): FoundByUse {
  const { equations, remarks } = section;
  const shown = definitionsIn(equations, before);
  const definitions = new Map([...shown, ...namedBehind(equations, before, shown)]);
  const all = usesIn(equations);
  const counted = countedIn(all);
  const isNumber = numbersIn(before, counted);
  // The vector of n ones, the identity matrix of n rows.
  const isSized = ({ name, indices, span }: SymbolName): boolean =>
    (ones.has(name) || name === "I") &&
    indices?.length === 1 &&
    !indices[0].at &&
    isNumber({ kind: "symbol", name: indices[0].name, span });
  const unread = unreadDefinitions([...equations, ...remarks]);
  const unknown = [...unknownNames(all, before, definitions, isNumber, isSized)];
  const uses: Uses = { ...all, names: new Map(unknown.filter(([letter]) => !unread.has(letter))) };
  const units = unitNames(section.prose);
  const optionsIn = (inRows: boolean): Options =>
    new Map(
      [...uses.names.keys()].map((letter) => [letter, optionsFor(letter, uses, all, { inRows, units })]),
    );
  // J_j := ... holds for every j only where j is an index by declaration.
  const defining = new Set(
    [...definitions.values(), ...before.definitions.values()].flatMap(({ name }) =>
      (name.indices ?? []).map(indexText),
    ),
  );
  const bodies = [...definitions.values(), ...before.definitions.values()].map(({ body }) => body);
  const meanings = {
    declared: before,
    defined: definitions,
    counted,
    countedTwice: countedTwice(all),
    isNumber,
    isSized,
  };
  let complete = true;
  const choose = (options: Options, read = equations, known?: Trial): Chosen => {
    const chosen = searches.choose(read, options, meanings, known);
    complete &&= chosen.choice.complete;
    return chosen;
  };
  const better = (columns: Chosen, rows: Chosen): Chosen =>
    rows.choice.trial.cost < columns.choice.trial.cost ? rows : columns;
  const columns = choose(optionsIn(false));
  const tryRows = columns.choice.trial.misfits.length > 0 || takesLess(columns);
  const chooseRows = ({ choice: { trial } }: Chosen, read?: Equation[]): Chosen =>
    choose(optionsIn(true), read, trial);
  const free = tryRows ? better(columns, chooseRows(columns)) : columns;
  const unclaimed = withoutClaims(equations, bodies);
  const statedColumns = takesLess(free) ? choose(optionsIn(false), unclaimed) : free;
  const stated = takesLess(free) ? better(statedColumns, chooseRows(statedColumns, unclaimed)) : free;
  const within = optionsWithin(bodies, stated, free);
  const { options, choice } = within ? choose(within) : free;
  const declare = (readings: ReadonlyMap<string, Reading>, trial: Trial): Declarations =>
    declareAll(before, readings, trial, {
      all,
      uses,
      counted,
      defining,
      symmetric: symmetricNames(section.prose),
    });
  return {
    declared: declare(choice.readings, choice.trial),
    choice,
    complete,
    options,
    definitions,
    unsettled: within ? findUnsettled({ options, choice }, free) : new Set(),
    otherwise: (name, option) => {
      const trial = choice.trialWith(name, option);
      const readings = new Map([...choice.readings, [name, option.reading]]);
      return { declared: declare(readings, trial), more: trial.cost - choice.trial.cost };
    },
  };
}

/** Which names are numbers by themselves: \pi, sizes, and letters up to which sums count. */
function numbersIn(
  declared: Declarations,
  counted: ReadonlyMap<string, string>,
): (symbol: SymbolName) => boolean {
  const counts = new Set(counted.values());
  const scope = Scope.of(declared);
  return (symbol) =>
    !symbol.indices &&
    (counts.has(symbol.name) ||
      counts.has(windowRange(symbol.name)) ||
      isSize(nameText(symbol), scope) ||
      symbol.name === "\\pi");
}

function unknownNames(
  all: Uses,
  declared: Declarations,
  defined: ReadonlyMap<string, Definition>,
  isNumber: (symbol: SymbolName) => boolean,
  isSized: (symbol: SymbolName) => boolean,
): Map<string, NameUse[]> {
  const known = new Map([...declared.definitions, ...defined]);
  const hidden = hiddenFunctions(all, known);
  const isKnown = ({ symbol, inside }: NameUse): boolean =>
    isDeclared(symbol, declared) ||
    isDefined(symbol, known) ||
    isNumber(symbol) ||
    isSized(symbol) ||
    symbol.name === "\\mathbf{0}" ||
    (inside[0]?.kind === "apply" && !isFamily(letterText(symbol))) ||
    hidden.has(letterText(symbol)) ||
    isEuler(symbol, inside);
  const kept = [...all.names].map(([letter, uses]): [string, NameUse[]] => [
    letter,
    uses.filter((use) => !isKnown(use)),
  ]);
  return new Map(kept.filter(([, uses]) => uses.length));
}

/**
 * The names that are differentiated by something which does not stand in what is differentiated: they depend on it
 * in a way that nothing says, so that a declaration as a variable would make every such derivative 0.
 */
function hiddenFunctions(all: Uses, defined: ReadonlyMap<string, Definition>): Set<string> {
  const found = new Set<string>();
  for (const [letter, uses] of all.names) {
    for (const { inside } of uses) {
      for (const node of inside) {
        if (node.kind !== "derivative" || !node.by) continue;
        const names = [...usesIn([{ at: 0, sides: [node.of] }]).names.keys()];
        const seen = names
          .flatMap((name) => [name, ...namesUnder(name, defined)])
          .map((name) => name.toLowerCase());
        if (names.includes(letter) && !seen.includes(letterText(node.by).toLowerCase())) found.add(letter);
      }
    }
  }
  return found;
}

/** The letters of the names by which a name is defined. */
function namesUnder(name: string, defined: ReadonlyMap<string, Definition>, depth = 0): string[] {
  if (depth > 5) return [];
  const bodies = [...defined.values()]
    .filter((each) => letterText(each.name) === name)
    .map(({ body }) => body);
  const names = [...usesIn([{ at: 0, sides: bodies }]).names.keys()];
  return names.flatMap((each) => [each, ...namesUnder(each, defined, depth + 1)]);
}

function isEuler(symbol: NameUse["symbol"], [around]: readonly Expression[]): boolean {
  return symbol.name === "e" && !symbol.indices && around?.kind === "power" && around.base === symbol;
}
