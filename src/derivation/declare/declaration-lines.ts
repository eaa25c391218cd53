import type { Declarations, Definition, Draws } from "./declarations";
import { children, type Expression } from "../latex/expression";
import { indexText, indicesText, nameText } from "../latex/name-text";
import { print } from "../latex/printer";

/** One declaration as `declare` reads it, and the names to which it gives a meaning. */
export interface DeclarationLine {
  names: string[];
  line: string;
}

/**
 * Writes declarations as lines that give the same declarations when they are read again.
 *
 * @param all    the declarations
 * @param before declarations that hold already and are not repeated
 * @param sets   sets that are called by their name; for others it is said how many they are
 */
export function declarationLines(
  all: Declarations,
  before?: Declarations,
  sets: ReadonlySet<string> = new Set(all.sets.keys()),
): DeclarationLine[] {
  const declared = { ...all, sets: new Map([...all.sets].filter(([set]) => sets.has(set))) };
  const fresh = <T>(map: Map<string, T>, old?: Map<string, T>): [string, T][] =>
    [...map].filter(([key, value]) => text(old?.get(key)) !== text(value));
  const lines: DeclarationLine[] = [];
  const add = (names: string[], line: string): void => void lines.push({ names, line: tidy(line) });
  const letters = usualLetters(declared);
  for (const [name] of fresh(declared.variables, before?.variables)) {
    add([name, ...listSlices(name, declared)], `${name}: ${variableText(name, declared, letters)}`);
  }
  const written = new Set(letters.values());
  for (const [letter, range] of fresh(declared.indices.usual, before?.indices.usual)) {
    if (!written.has(letter)) add([letter], `${letter} in ${setText(range, declared)}`);
  }
  const drawn = fresh(declared.draws, before?.draws);
  const counted = new Set(drawn.flatMap(([, { over }]) => over.map((range) => indexOver(range, declared))));
  const named = fresh(declared.indices.named, before?.indices.named);
  const isOther = ([text, { name }]: (typeof named)[number]): boolean => text !== indexText(name);
  for (const [name, { range }] of named.filter((each) => !isOther(each))) {
    if (!counted.has(name)) add([name], `${name} in ${setText(range, declared)}`);
  }
  for (const [, draws] of drawn) add([draws.letter], drawsText(draws, declared));
  for (const each of named.filter(isOther)) add([each[0]], `${each[0]} = ${indexText(each[1].name)}`);
  for (const [name, { at }] of fresh(declared.oneHots, before?.oneHots))
    add([name], `${name}: one-hot at ${indexText(at)}`);
  for (const [name, size] of fresh(declared.identities, before?.identities))
    add(
      [name, ...listSlices(name, declared)],
      `${name}: identity ${size}${unitsText(name, declared, letters)}`,
    );
  for (const [a, b] of declared.different.slice(before?.different.length ?? 0))
    add([], `${indexText(a)} != ${indexText(b)}`);
  for (const [name, definition] of functionsFirst(fresh(declared.definitions, before?.definitions)))
    add([name], definitionText(definition));
  if (declared.primes !== (before?.primes ?? "names")) add([], `primes: ${declared.primes}`);
  if (declared.layout !== (before?.layout ?? "denominator")) add([], `layout: ${declared.layout}`);
  return lines;
}

/** Definitions in an order in which a function is defined before others apply it: g(z) is a product where nothing says what g is. */
function functionsFirst(definitions: readonly [string, Definition][]): [string, Definition][] {
  const found = new Set<[string, Definition]>();
  const visit = (each: [string, Definition], above: readonly [string, Definition][]): void => {
    if (found.has(each) || above.includes(each)) return;
    const applied = new Set(appliedIn(each[1].body));
    for (const other of definitions) if (applied.has(nameText(other[1].name))) visit(other, [...above, each]);
    found.add(each);
  };
  for (const each of definitions) visit(each, []);
  return [...found];
}

const appliedIn = (node: Expression): string[] => [
  ...(node.kind === "apply" ? [nameText(node.of)] : []),
  ...children(node).flatMap(([, child]) => appliedIn(child)),
];

/** A value as text, wherever it was read. */
const text = (value: unknown): string | undefined =>
  JSON.stringify(value, (key, each: unknown) => (key === "span" ? undefined : each));

/** `v_c` for `v_{c}`: braces that change nothing are left out. */
function tidy(line: string): string {
  return line.replace(/_\{([a-zA-Z0-9])\}/g, "_$1");
}

function listSlices(matrix: string, { slices }: Declarations): string[] {
  return [...slices].filter(([, { of }]) => of === matrix).map(([letter]) => letter);
}

/** For each letter of columns or rows an index of its own, as far as there are so many. */
function usualLetters({ slices, variables, identities, indices }: Declarations): Map<string, string> {
  const found = new Map<string, string>();
  for (const [letter, { of, side }] of slices) {
    const shape = variables.get(of)?.shape;
    const range = identities.get(of) ?? (side === "column" ? shape?.columns : shape?.rows);
    const all = [...indices.usual].filter(([, each]) => each === range).map(([index]) => index);
    const taken = new Set(found.values());
    found.set(letter, all.find((index) => !taken.has(index)) ?? all[0] ?? "w");
  }
  return found;
}

function variableText(name: string, declared: Declarations, letters: ReadonlyMap<string, string>): string {
  const variable = declared.variables.get(name);
  if (!variable) return "";
  const { rows, columns } = variable.shape;
  const kinds: [boolean, string][] = [
    [rows === "1" && columns === "1", "scalar"],
    [variable.properties.includes("ones"), `ones ${rows}`],
    [columns === "1", `vector ${rows}`],
    [rows === "1", `row ${columns}`],
  ];
  const kind = kinds.find(([holds]) => holds)?.[1] ?? `matrix ${rows} x ${columns}`;
  const slices = listSlices(name, declared).map((letter) => {
    const side = declared.slices.get(letter)?.side ?? "column";
    const range = side === "column" ? columns : rows;
    const index = letters.get(letter) ?? "w";
    const set = findSetName(range, declared);
    const name = /\^\{[([]/.test(letter) ? letter.replace(/(?=[)\]]\}$)/, index) : `${letter}_${index}`;
    return `, ${side}s ${name}${set === undefined ? "" : `, ${index} in ${set}`}`;
  });
  const properties = variable.properties.filter((property) => property !== "ones");
  const details = [...(variable.positive ? ["positive"] : []), ...properties];
  return [`${kind}${slices.join("")}`, ...details].join(", ");
}

/** The columns of an identity matrix by name. */
function unitsText(name: string, declared: Declarations, letters: ReadonlyMap<string, string>): string {
  return listSlices(name, declared)
    .map((letter) => `, columns ${letter}_${letters.get(letter) ?? "k"}`)
    .join("");
}

/** The set of so many, the author's own before the usual one. */
const findSetName = (range: string, { sets }: Declarations): string | undefined =>
  [...sets].reverse().find(([, each]) => each === range)?.[0];

function setText(range: string, declared: Declarations): string {
  const set = findSetName(range, declared);
  if (set !== undefined) return set;
  const window = /^2(\w)$/.exec(range)?.[1];
  return window ? `-${window}..${window}` : `1..${range}`;
}

function indexOver(range: string, { indices }: Declarations): string {
  return (
    [...indices.named].find(([, each]) => each.range === range)?.[0] ?? (indices.named.has("k") ? "c" : "k")
  );
}

function drawsText(draws: Draws, declared: Declarations): string {
  const over = draws.over.map((range) => ({ index: indexOver(range, declared), range }));
  const at = indicesText(over.map(({ index }) => ({ name: index })));
  const ranges = over.map(({ index, range }) => `, ${index} in ${setText(range, declared)}`);
  const details = [
    ...(draws.distinct ? ["distinct"] : []),
    ...(draws.inOrder ? ["in order"] : []),
    ...draws.without.map((index) => `not ${indexText(index)}`),
  ];
  const drawn = `${draws.letter}_{${at}} in ${setText(draws.into, declared)}`;
  return [drawn + ranges.join(""), ...details].join(", ");
}

function definitionText({ name, parameters, body }: Definition): string {
  const list = parameters.map((each) => ("kind" in each ? print(each) : indexText(each))).join(", ");
  const isCounted = !parameters.some((each) => "kind" in each);
  const head = isCounted || !list ? print(name) : `${print(name)}(${list})`;
  return `${head.replaceAll("{\\sigma}", "\\sigma")} := ${print(body)}`; // what is defined is no function
}
