import type { Layout, Shape } from "./shape";
import type { Property } from "./properties";
import type { Range } from "./range";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import type { KnownNames } from "../latex/known-names";
import { nameText } from "../latex/name-text";

/** A variable: every entry is any real number, or any positive one. */
export interface Variable {
  name: SymbolName;
  shape: Shape;
  positive: boolean;
  /** What else is known of it. */
  properties: readonly Property[];
}

/** The columns or rows of a matrix by a letter: `u_w` is column w of U. */
export interface Slices {
  /** The letter, such as the u of `u_w`. */
  name: SymbolName;
  /** The name of the matrix. */
  of: string;
  side: "column" | "row";
}

/** Ids drawn from a range, such as `w_k`, k from 1 to K, among n words. */
export interface Draws {
  letter: string;
  over: Range[];
  into: Range;
  distinct: boolean;
  /** Whether nothing is drawn: `w_j` is the j-th of all. */
  inOrder?: boolean;
  /** Indices that are never drawn. */
  without: IndexName[];
}

/** `J(v_c, o, U) := …`, `J_j := …` or `J := …`. */
export interface Definition {
  name: SymbolName;
  parameters: (SymbolName | IndexName)[];
  body: Expression;
  /** What its parameters run through where they are indices. */
  ranges?: readonly Range[];
  /** Of a probability, which of its arguments are parameters. */
  pattern?: readonly boolean[];
}

/** A vector that is 1 at one index and else 0. */
export interface OneHot {
  name: SymbolName;
  at: IndexName;
}

/** An index that stands for one value of its range; its name is another one than its text where it is that one. */
export interface NamedIndex {
  name: IndexName;
  range: Range;
}

/** What indices run through, by their texts. */
export interface IndexDeclarations {
  /** Free indices, which stand for one value: `o in Vocab`. */
  named: Map<string, NamedIndex>;
  /** Letters that name columns or rows, and are usually summed over: the w of `columns u_w`. */
  usual: Map<string, Range>;
}

/** Something that its author gives, as written. */
export interface Given {
  text: string;
  sides: readonly Expression[];
}

/** What the names of a derivation mean. Keys are texts as `nameText`, `letterText` and `indexText` give them. */
export interface Declarations {
  variables: Map<string, Variable>;
  slices: Map<string, Slices>;
  oneHots: Map<string, OneHot>;
  identities: Map<string, Range>;
  indices: IndexDeclarations;
  /** By what `drawName` gives. */
  draws: Map<string, Draws>;
  sets: Map<string, Range>;
  definitions: Map<string, Definition>;
  different: [IndexName, IndexName][];
  /** What is given and cannot be used: what may need it is not judged. */
  given: Given[];
  layout: Layout;
  /** Whether a prime makes another name of a name or transposes it. */
  primes: Primes;
}

/** What a prime at a name is: part of the name, or the sign of a transpose. */
export const primeMeanings = ["names", "transpose"] as const;
export type Primes = (typeof primeMeanings)[number];

export function noDeclarations(): Declarations {
  return {
    variables: new Map(),
    slices: new Map(),
    oneHots: new Map(),
    identities: new Map(),
    indices: { named: new Map(), usual: new Map() },
    draws: new Map(),
    sets: new Map([["Vocab", "n"]]),
    definitions: new Map(),
    different: [],
    given: [],
    layout: "denominator",
    primes: "names",
  };
}

/** The same declarations, to which more can be added without changing these. */
export function copyDeclarations(declared: Declarations): Declarations {
  return {
    ...declared,
    variables: new Map(declared.variables),
    slices: new Map(declared.slices),
    oneHots: new Map(declared.oneHots),
    identities: new Map(declared.identities),
    indices: { named: new Map(declared.indices.named), usual: new Map(declared.indices.usual) },
    draws: new Map(declared.draws),
    sets: new Map(declared.sets),
    definitions: new Map(declared.definitions),
    different: [...declared.different],
    given: [...declared.given],
  };
}

/** Tells draws apart by their letter and what they run through: `w_k` and `w_j` may both be declared. */
export function drawName(letter: string, over: readonly Range[]): string {
  return `${letter}[${over.join(",")}]`;
}

/** By what draws are found that are all of a set, as `w_k in Vocab, k in 1..N` says of the set N. */
export function drawnSet(set: Range, { draws }: Declarations): string | undefined {
  const found = [...draws].filter(
    ([, { over, inOrder }]) => over.length === 1 && over[0] === set && !inOrder,
  );
  return found.length === 1 ? found[0][0] : undefined;
}

/** What an index runs through: as declared, or as the letter that names columns or rows. */
export function findIndexRange({ indices }: Declarations, text: string): Range | undefined {
  return indices.named.get(text)?.range ?? indices.usual.get(text);
}

/** By what a definition for every index is found, as that of `J_j`, from what `familyText` gives; `J` may be defined beside it. */
export function countedKey(letter: string): string {
  return `${letter}_*`;
}

/** What a reader is told of the names that are declared. */
export function knownNames(declared: Declarations): KnownNames {
  const { variables, oneHots, identities, slices, definitions, indices } = declared;
  const all = [...definitions].filter(([, { parameters }]) => parameters.every((each) => "kind" in each));
  const defined = all.filter(([, { parameters }]) => parameters.length === 0).map(([text]) => text);
  const applied = all
    .filter(([, { parameters }]) => parameters.length > 0)
    .map(([, { name }]) => nameText(name));
  return {
    values: new Set(
      [variables, oneHots, identities, slices, definitions].flatMap((names) => [...names.keys()]),
    ),
    defined: new Set(defined),
    applied: new Set(applied),
    indices: new Set([...indices.named.keys(), ...indices.usual.keys()]),
    transposes: declared.primes === "transpose",
  };
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
    ...[...definitions.values()].map(({ name }) => nameText(name)),
  ];
  return [...names, ...indices.named.keys()];
}
