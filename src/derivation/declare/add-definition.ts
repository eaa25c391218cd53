import type { Declarations, Definition } from "./declarations";
import { countedKey, findIndexRange } from "./declarations";
import { arityKey, isOtherArity } from "./definition-keys";
import type { Range } from "./range";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { same } from "../latex/expression";
import { familyText, indexText, nameText } from "../latex/name-text";
import { renameIndex } from "../latex/rename-index";

/**
 * Adds a definition; one like `J_j := …`, for an index j, holds for every other index in the place of j. Beside it, a
 * definition for another index that says something else is one for that index alone, as \sigma_o beside the \sigma_k of
 * drawn words, in whatever order they come.
 */
export function addDefinition(
  declared: Declarations,
  name: SymbolName,
  parameters: SymbolName[],
  body: Expression,
  { key, pattern }: { key?: string; pattern?: readonly boolean[] } = {},
): void {
  const counted = countedIndices(declared, name);
  const family = findFamily(declared, name);
  if (!key && counted && family && isBeside(family, counted, body)) {
    const isGeneral = countsMany(counted, declared) && !countsMany(indicesOf(family), declared);
    const single = isGeneral ? family : { name, body };
    if (isGeneral)
      declared.definitions.set(countedKey(familyText(name)), {
        name,
        parameters: counted,
        body,
        ranges: rangesOf(counted, declared),
      });
    declared.definitions.set(nameText(single.name), { name: single.name, parameters: [], body: single.body });
    return;
  }
  const known = keyOfDefinition(declared, name, key);
  const isOther =
    isOtherArity(declared.definitions, known, parameters.length) ||
    declared.definitions.has(arityKey(known, parameters.length));
  declared.definitions.set(isOther ? arityKey(known, parameters.length) : known, {
    name,
    parameters: counted ?? parameters,
    body,
    ...(counted && { ranges: rangesOf(counted, declared) }),
    ...(pattern && { pattern }),
  });
}

/** By what the definition of a name is found. */
export function keyOfDefinition(declared: Declarations, name: SymbolName, key?: string): string {
  return key ?? (countedIndices(declared, name) ? countedKey(familyText(name)) : nameText(name));
}

/**
 * Whether a name has a definition for every index by another index, and none for its own.
 *
 * @param ranges whether the two indices must run through different ranges, as words and draws do
 */
export function isBesideFamily(declared: Declarations, name: SymbolName, ranges: boolean): boolean {
  const family = findFamily(declared, name);
  const counted = countedIndices(declared, name);
  if (!family || !counted || declared.definitions.has(nameText(name))) return false;
  const own = indicesOf(family);
  if (textsOf(own) === textsOf(counted) || own.length !== counted.length) return false;
  return !ranges || rangesOf(own, declared).join() !== rangesOf(counted, declared).join();
}

/**
 * Whether a definition for other indices than those of a family says something else than the family does at these.
 */
export function isBeside(
  family: Pick<Definition, "name" | "body">,
  indices: readonly IndexName[],
  body: Expression,
): boolean {
  const own = indicesOf(family);
  if (own.length !== indices.length || textsOf(own) === textsOf(indices)) return false;
  const there = own.reduce((node, from, i) => renameIndex(node, from, indices[i]), family.body);
  return !same(there, body);
}

function findFamily({ definitions }: Declarations, name: SymbolName): Definition | undefined {
  return definitions.get(countedKey(familyText(name)));
}

/** The indices of a name that has some, if each is declared: what is defined holds for every other. */
function countedIndices(declared: Declarations, name: SymbolName): IndexName[] | undefined {
  const indices = indicesOf({ name });
  const isCounted = indices.every((index) => findIndexRange(declared, indexText(index)) !== undefined);
  return indices.length > 0 && isCounted ? indices : undefined;
}

const indicesOf = ({ name: { raised, indices } }: Pick<Definition, "name">): IndexName[] => [
  ...(raised?.indices ?? []),
  ...(indices ?? []),
];

const textsOf = (indices: readonly IndexName[]): string => indices.map(indexText).join();

const rangesOf = (indices: readonly IndexName[], declared: Declarations): Range[] =>
  indices.map((index) => findIndexRange(declared, indexText(index)) ?? "");

/** Whether indices count something, as columns or draws, and stand for no one word such as o. */
function countsMany(indices: readonly IndexName[], declared: Declarations): boolean {
  const draws = [...declared.draws.values()].flatMap(({ over }) => over);
  return indices.every((index) => {
    const text = indexText(index);
    return declared.indices.usual.has(text) || draws.includes(findIndexRange(declared, text) ?? "");
  });
}
