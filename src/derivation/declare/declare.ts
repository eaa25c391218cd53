import { code, message } from "../latex/message";
import { Clauses, readWholeIndex, readWholeName, setName } from "./clauses";
import { declaredTwice } from "./one-meaning";
import { declareDifferent, declareIndices, declareSame } from "./declare-indices";
import type { Declarations, Variable } from "./declarations";
import type { Property } from "./properties";
import { readKind } from "./kinds";
import { findProperty, properties, propertyMismatch } from "./properties";
import { layouts } from "./shape";
import { addDefinition } from "./add-definition";
import { copyDeclarations, knownNames, noDeclarations, primeMeanings } from "./declarations";
import { keyWithCount } from "../latex/distributions";
import type { Expression, SymbolName } from "../latex/expression";
import { withGiven } from "./given";
import type { Macros } from "../documents/macros";
import { Malformed } from "../latex/malformed";
import { indexText, familyText, nameText } from "../latex/name-text";
import { readName } from "../latex/names";
import { readSum, refuseHere } from "../latex/reader";

/**
 * Reads declarations, one a line (or between semicolons); `%` at the beginning of a line is left out.
 *
 *     U: matrix d x n, columns u_w, w in Vocab     a matrix, its columns by name; Vocab has n words
 *     V: matrix n x d, rows v_w                    rows by name
 *     v_c, b: vector d                             columns of d numbers
 *     \hat{y}: vector n, positive                  every entry is positive
 *     a: row d                                     a row of d numbers
 *     x, \lambda: scalar                           numbers
 *     t: vector 3; R: matrix 2 x 2                 sizes that are numbers
 *     e: ones n                                    a column of n ones
 *     p: vector n, positive, sums to 1             its entries add up to 1
 *     a: scalar, in (0, 1)                         every entry lies between 0 and 1, and is neither
 *     S: matrix d x d, symmetric                   it is its own transpose
 *     P: matrix d x d, positive definite           symmetric, and x^\top P x is positive for every x but 0
 *     M: matrix d x d, invertible                  it has an inverse
 *     u: vector d, unit                            the squares of its entries add up to 1
 *     H: matrix d x d, positive semidefinite       symmetric, and x^\top H x is never negative; x: vector d, nonzero
 *     Q: matrix d x d, orthogonal                  Q^\top Q = I; of another shape: orthonormal columns, orthonormal rows
 *     I: identity d                                the identity matrix
 *     E: identity n, columns e_k                   its columns by name: e_k is 1 at k, else 0
 *     o, k in Vocab                                words: indices from 1 to n
 *     k in 1..K                                    an index from 1 to K
 *     w_k in Vocab, k in 1..K, distinct, not o     draws: K words; then u_k is column w_k of U
 *     w_j in 1..V, j in 1..V, in order             w_j is the j-th of V words, another name for the index j
 *     O = k                                        another name for the index k
 *     y: one-hot at o                              1 at o, else 0
 *     k != o                                       two indices that differ
 *     J := -\log(\hat{y}_o)                        a definition, written out wherever J stands
 *     J(v_c, o, U) := ...                          one that can be applied to another word: J(v_c, w_j, U)
 *     given: \sum_w y_w = 1                       may be used below, as may x > 0, k != o, w^\top w = 1, A^\top A = I;
 *                                                  what may need another given is not judged
 *     layout: numerator                            a gradient is the transpose of its variable (else: its shape)
 *     primes: transpose                             X' is the transpose of X (else: another name)
 *     layout: mixed                                 a gradient has the shape of its variable, a Jacobian is numerator
 *
 * Letters of sizes (d, n, K) need no declaration.
 *
 * @param source the text
 * @param before declarations to which these are added
 * @param where  which part of the source declares, and the author's macros
 * @throws Malformed with an offset into `source`
 */
export function declare(
  source: string,
  before: Declarations = noDeclarations(),
  { start = 0, end = source.length, macros }: DeclareOptions = {},
): Declarations {
  const declared = copyDeclarations(before);
  let at = start;
  for (const line of source.slice(start, end).split(/(?<=[\n;])/)) {
    const lead = /^[\s%]*/.exec(line)?.[0].length ?? 0;
    const text = line.replace(/[\s;]+$/, "");
    if (text.length > lead) declareOne(declared, new Clauses(source, at + lead, at + text.length, macros));
    at += line.length;
  }
  return declared;
}

/** Where in the source declarations stand, and the macros of its author. */
export interface DeclareOptions {
  start?: number;
  end?: number;
  macros?: Macros;
}

const forms: [RegExp, (declared: Declarations, clauses: Clauses) => void][] = [
  [/^given\s*:/, declareGiven],
  [/^[^:]*:=/, define],
  [/^layout\s*:/, declareLayout],
  [/^primes\s*:/, declarePrimes],
  [/^[^:]*:/, declareKind],
  [/\s(?:in|\\in)\s/, declareIndices],
  [/!=|\\neq?|≠/, declareDifferent],
  [/=/, declareSame],
];

function declareOne(declared: Declarations, clauses: Clauses): void {
  const { text, from } = clauses;
  const form = forms.find(([pattern]) => pattern.test(text));
  if (!form) {
    throw new Malformed(
      message`${code(text)} is not a declaration`,
      from,
      message`write it like ${code("v_c: vector d")} or ${code("o in Vocab")}`,
    );
  }
  form[1](declared, clauses);
  const twice = declaredTwice(declared);
  if (twice) clauses.fail(twice.says, twice.hint);
}

function define(declared: Declarations, clauses: Clauses): void {
  const [left, right] = clauses.cut(":=");
  const cursor = left.cursor();
  const name = readName(cursor);
  const parameters: SymbolName[] = [];
  if (cursor.accept("(")) {
    do parameters.push(readName(cursor));
    while (cursor.accept(","));
    cursor.expect(")", "that closes the parameters");
  }
  if (!cursor.end) refuseHere(cursor);
  const body = right.cursor(knownNames(declared));
  const expression = readSum(body);
  if (!body.end) refuseHere(body);
  addDefinition(declared, name, parameters, expression, { key: keyWithCount(name, parameters.length) });
}

/** Something that is given is used where it can be; a line that may need another given is not judged. */
function declareGiven(declared: Declarations, clauses: Clauses): void {
  const given = clauses.cut(":")[1];
  const unequal = /^(.*?)(?:!=|\\neq?(?![a-z])|≠)\s*(0?)/.exec(given.text);
  if (unequal && unequal[2] === "") return declareDifferent(declared, given);
  const relation = (["\\neq", "\\succeq", "\\succ", "=", ">"] as const).find((sign) =>
    given.text.includes(sign),
  );
  if (!relation)
    return clauses.fail(
      message`${code(given.text.trim())} is nothing that can be given`,
      message`write ${code("given: k != o")} or ${code("given: \\sum_w y_w = 1")}`,
    );
  const [left, right] = given.cutOutside(relation).map((side) => readWhole(side, declared));
  const more = withGiven(declared, left, relation, right);
  if (more) Object.assign(declared, more);
  else declared.given.push({ text: given.text.trim(), sides: [left, right] });
}

function readWhole(clause: Clauses, declared: Declarations): Expression {
  const cursor = clause.cursor(knownNames(declared));
  const expression = readSum(cursor);
  return cursor.end ? expression : refuseHere(cursor);
}

function declareLayout(declared: Declarations, clauses: Clauses): void {
  const layout = clauses.cut(":")[1].text.trim();
  const known = layouts.find((each) => each === layout);
  if (!known) return clauses.fail(message`a layout is numerator, denominator or mixed, got ${code(layout)}`);
  declared.layout = known;
}

function declarePrimes(declared: Declarations, clauses: Clauses): void {
  const meaning = clauses.cut(":")[1].text.trim();
  const known = primeMeanings.find((each) => each === meaning);
  if (!known) return clauses.fail(message`primes are names or transpose, got ${code(meaning)}`);
  declared.primes = known;
}

const known = properties.filter((each) => each !== "ones").join(", ");

function declareKind(declared: Declarations, clauses: Clauses): void {
  const [left, right] = clauses.cut(":");
  const names = left.list().map(readWholeName);
  const [kind, ...rest] = right.list();
  const text = kind.text.trim();
  const special = /^(one-hot\s+at|identity)\s+(.+)$/.exec(text);
  if (special) {
    const value = kind.part(kind.to - special[2].length, kind.to);
    const size = special[2].trim();
    for (const name of names) {
      if (special[1] === "identity") declared.identities.set(nameText(name), size);
      else declared.oneHots.set(nameText(name), { name, at: readWholeIndex(value) });
    }
    if (special[1] === "identity")
      for (const clause of rest) declareUnits(declared, nameText(names[0]), size, clause);
    return;
  }
  const found = readKind(text);
  if (!found) {
    return kind.fail(
      message`${code(text)} is not a kind of name`,
      message`write ${code("matrix d x n")}, ${code("vector d")}, ${code("row d")}, ${code("scalar")} or ${code("one-hot at o")}`,
    );
  }
  const { rows, columns, ones, details } = found;
  for (const name of names)
    declared.variables.set(nameText(name), {
      name,
      shape: { rows, columns },
      positive: false,
      properties: ones ? ["ones"] : [],
    });
  for (const detail of details) giveDetail(declared, names, detail, kind);
  for (const clause of rest) declareDetail(declared, names, clause);
}

function declareDetail(declared: Declarations, names: SymbolName[], clause: Clauses): void {
  const text = clause.text.trim();
  const side = /^(column|row)s\s/.exec(text)?.[1];
  const variables = names.map((name) => declared.variables.get(nameText(name)));
  if (giveDetail(declared, names, text, clause)) return;
  if (/^entry by entry$|^elementwise$/.test(text)) {
    for (const variable of variables) Object.assign(variable ?? {}, { shape: { rows: "1", columns: "1" } });
  } else if (side !== undefined) {
    const range = variables[0]?.shape[side === "row" ? "rows" : "columns"] ?? "n";
    declareSlices(
      declared,
      { of: nameText(names[0]), side: side === "row" ? "row" : "column", range },
      clause,
    );
  } else if (/\s(?:in|\\in)\s/.test(text)) declareDefault(declared, clause);
  else
    clause.fail(
      message`${code(text)} is not a detail of a variable`,
      message`write ${code("columns u_w")}, ${code("rows v_w")}, ${code("positive")} or ${known}`,
    );
}

/** `columns u_w`: the columns of a matrix by name. */
function declareSlices(
  declared: Declarations,
  { of, side, range }: { of: string; side: "column" | "row"; range: string },
  clause: Clauses,
): void {
  const length = /^\s*\S+\s+/.exec(clause.text)?.[0].length ?? 0;
  const name = readWholeName(clause.part(clause.from + length, clause.to));
  declared.slices.set(familyText(name), { name: { ...name, indices: undefined }, of, side });
  for (const index of name.raised?.indices ?? name.indices ?? [])
    declared.indices.usual.set(indexText(index), range);
}

/** `E: identity n, columns e_k`: e_k is 1 at k, else 0. */
function declareUnits(declared: Declarations, of: string, range: string, clause: Clauses): void {
  if (/^\s*columns\s/.test(clause.text)) declareSlices(declared, { of, side: "column", range }, clause);
  else
    clause.fail(
      message`${code(clause.text.trim())} is not a detail of an identity matrix`,
      message`write ${code("columns e_k")}`,
    );
}

/** Gives variables a property, or positive entries; false if the text says neither. */
function giveDetail(declared: Declarations, names: SymbolName[], text: string, clause: Clauses): boolean {
  const property = findProperty(text);
  for (const name of names) {
    const variable = declared.variables.get(nameText(name));
    if (property) giveProperty(property, variable, clause);
    else if (text === "positive") Object.assign(variable ?? {}, { positive: true });
  }
  return property !== undefined || text === "positive";
}

function giveProperty(property: Property, variable: Variable | undefined, clause: Clauses): void {
  if (!variable) return;
  const mismatch = propertyMismatch(property, variable.shape);
  if (mismatch) clause.fail(mismatch);
  Object.assign(variable, { properties: [...variable.properties, property] });
}

/** `w in Vocab` after `columns u_w`: Vocab is what the columns are counted by. */
function declareDefault(declared: Declarations, clause: Clauses): void {
  const [left, right] = clause.cut(/\s\\?in\s/.exec(clause.text)?.[0] ?? "in");
  const range = declared.indices.usual.get(indexText(readWholeIndex(left)));
  if (range) declared.sets.set(setName(right.text), range);
}
