import type { Layout, Shape } from "./core";
import type { Expression, IndexName, SymbolName } from "./expression";
import { indexText, letterText, nameText } from "./name-text";
import type { Range } from "./proof/scalar";

/** A variable: every entry is any real number, or any positive one. */
export interface Variable {
  shape: Shape;
  positive: boolean;
}

/** The columns or rows of a matrix by a letter: `u_w` is column w of U. */
export interface Slices {
  of: string;
  side: "column" | "row";
}

/** Ids drawn from a range, such as `w_k`, k from 1 to K, among n words. */
export interface Draws {
  over: Range[];
  into: Range;
  distinct: boolean;
  /** Indices that are never drawn. */
  without: IndexName[];
}

/** `J(v_c, o, U) := …`, `J_j := …` or `J := …`. */
export interface Definition {
  name: SymbolName;
  parameters: (SymbolName | IndexName)[];
  body: Expression;
}

/** What the names of a derivation mean. Keys are texts as `nameText`, `letterText` and `indexText` give them. */
export interface Declarations {
  variables: Map<string, Variable>;
  slices: Map<string, Slices>;
  oneHots: Map<string, IndexName>;
  identities: Map<string, Range>;
  indices: Map<string, Range>;
  draws: Map<string, Draws>;
  sets: Map<string, Range>;
  definitions: Map<string, Definition>;
  different: [IndexName, IndexName][];
  layout: Layout;
}

export function noDeclarations(): Declarations {
  return {
    variables: new Map(),
    slices: new Map(),
    oneHots: new Map(),
    identities: new Map(),
    indices: new Map(),
    draws: new Map(),
    sets: new Map([["Vocab", "n"]]),
    definitions: new Map(),
    different: [],
    layout: "denominator",
  };
}

/** The same declarations, to which more can be added without changing these. */
export function copyOf(declared: Declarations): Declarations {
  return {
    ...declared,
    variables: new Map(declared.variables),
    slices: new Map(declared.slices),
    oneHots: new Map(declared.oneHots),
    identities: new Map(declared.identities),
    indices: new Map(declared.indices),
    draws: new Map(declared.draws),
    sets: new Map(declared.sets),
    definitions: new Map(declared.definitions),
    different: [...declared.different],
  };
}

/** Draws are told apart by what they run through as well: `w_k` and `w_j` may both be declared. */
export function drawName(letter: string, over: readonly Range[]): string {
  return `${letter}[${over.join(",")}]`;
}

/** What an index runs through: as declared, or as the letter that names columns or rows. */
export function rangeOfIndex({ indices }: Declarations, text: string): Range | undefined {
  return indices.get(text) ?? indices.get(`default ${text}`);
}

/** Adds a definition; one like `J_j := …`, for an index j, holds for every other index in the place of j. */
export function addDefinition(
  { definitions, indices }: Declarations,
  name: SymbolName,
  parameters: SymbolName[],
  body: Expression,
): void {
  const counted = name.indices?.every((index) => indices.has(indexText(index))) ? name.indices : undefined;
  definitions.set(counted ? letterText(name) : nameText(name), {
    name,
    parameters: counted ?? parameters,
    body,
  });
}

/** Names that are applied to arguments, for the reader. */
export function functionsOf(declared: Declarations): Set<string> {
  const applied = [...declared.definitions].filter(
    ([, { name, parameters }]) => parameters.length > 0 && name.indices === undefined,
  );
  return new Set(applied.map(([name]) => name));
}

/** What is declared, in a few words each, for a message about a name that is not. */
export function declaredNames(declared: Declarations): string[] {
  const { variables, slices, oneHots, definitions, indices, identities } = declared;
  const letters = [...slices.keys()].map((letter) => `${letter}_w`);
  const names = [
    ...variables.keys(),
    ...letters,
    ...oneHots.keys(),
    ...identities.keys(),
    ...definitions.keys(),
  ];
  return [...names, ...indices.keys()];
}
