import { Clauses, indexOf, symbolOf } from "./clauses";
import { declareDifferent, declareIndices } from "./declare-indices";
import type { Declarations } from "./declarations";
import { addDefinition, copyOf, functionsOf, noDeclarations } from "./declarations";
import type { SymbolName } from "./expression";
import { Malformed } from "./malformed";
import { indexText, letterText, nameText } from "./name-text";
import { readName } from "./names";
import { readSum, refuseHere } from "./reader";

/**
 * Reads declarations, one a line (or between semicolons); `%` at the beginning of a line is left out.
 *
 *     U: matrix d x n, columns u_w, w in Vocab     a matrix, its columns by name; Vocab has n words
 *     V: matrix n x d, rows v_w                    rows by name
 *     v_c, b: vector d                             columns of d numbers
 *     \hat{y}: vector n, positive                  every entry is positive
 *     a: row d                                     a row of d numbers
 *     x, \lambda: scalar                           numbers
 *     I: identity d                                the identity matrix
 *     o, k in Vocab                                words: indices from 1 to n
 *     k in 1..K                                    an index from 1 to K
 *     w_k in Vocab, k in 1..K, distinct, not o     draws: K words; then u_k is column w_k of U
 *     y: one-hot at o                              1 at o, else 0
 *     k != o                                       two indices that differ
 *     J := -\log(\hat{y}_o)                        a definition, written out wherever J stands
 *     J(v_c, o, U) := ...                          one that can be applied to another word: J(v_c, w_j, U)
 *     layout: numerator                            a gradient is the transpose of its variable (else: its shape)
 *
 * Letters of sizes (d, n, K) need no declaration.
 *
 * @param source the text
 * @param before declarations to which these are added
 * @throws Malformed with an offset into `source`
 */
export function declare(source: string, before: Declarations = noDeclarations()): Declarations {
  const declared = copyOf(before);
  let at = 0;
  for (const line of source.split(/(?<=[\n;])/)) {
    const lead = /^[\s%]*/.exec(line)?.[0].length ?? 0;
    const text = line.replace(/[\s;]+$/, "");
    if (text.length > lead) declareOne(declared, source, at + lead, at + text.length);
    at += line.length;
  }
  return declared;
}

const forms: [RegExp, (declared: Declarations, clauses: Clauses) => void][] = [
  [/^[^:]*:=/, define],
  [/^layout\s*:/, declareLayout],
  [/^[^:]*:/, declareKind],
  [/\s(?:in|\\in)\s/, declareIndices],
  [/!=|\\neq?|≠/, declareDifferent],
];

function declareOne(declared: Declarations, source: string, from: number, to: number): void {
  const text = source.slice(from, to);
  const form = forms.find(([pattern]) => pattern.test(text));
  if (!form) {
    throw new Malformed(
      `\`${text}\` is not a declaration`,
      from,
      "write it like `v_c: vector d` or `o in Vocab`",
    );
  }
  form[1](declared, new Clauses(source, from, to));
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
  const body = right.cursor(functionsOf(declared));
  const expression = readSum(body);
  if (!body.end) refuseHere(body);
  addDefinition(declared, name, parameters, expression);
}

function declareLayout(declared: Declarations, clauses: Clauses): void {
  const layout = clauses.cut(":")[1].text.trim();
  if (layout !== "numerator" && layout !== "denominator") {
    return clauses.fail(`a layout is numerator or denominator, got \`${layout}\``);
  }
  declared.layout = layout;
}

const shapes: [RegExp, (rows: string, columns: string) => [string, string]][] = [
  [/^matrix\s+(\w+)\s*(?:x|×|\\times|by)\s*(\w+)$/, (rows, columns) => [rows, columns]],
  [/^vector\s+(\w+)$/, (rows) => [rows, "1"]],
  [/^row\s+(\w+)$/, (columns) => ["1", columns]],
  [/^scalar$/, () => ["1", "1"]],
];

function declareKind(declared: Declarations, clauses: Clauses): void {
  const [left, right] = clauses.cut(":");
  const names = left.list().map(symbolOf);
  const [kind, ...rest] = right.list();
  const text = kind.text.trim();
  const special = /^(one-hot\s+at|identity)\s+(.+)$/.exec(text);
  if (special) {
    const value = new Clauses(kind.source, kind.to - special[2].length, kind.to);
    for (const name of names.map(nameText)) {
      if (special[1] === "identity") declared.identities.set(name, special[2].trim());
      else declared.oneHots.set(name, indexOf(value));
    }
    return;
  }
  const found = shapes
    .map(([pattern, make]) => ({ match: pattern.exec(text), make }))
    .find(({ match }) => match);
  if (!found?.match) {
    return kind.fail(
      `\`${text}\` is not a kind`,
      "write `matrix d x n`, `vector d`, `row d`, `scalar` or `one-hot at o`",
    );
  }
  const [rows, columns] = found.make(found.match[1], found.match[2]);
  for (const name of names)
    declared.variables.set(nameText(name), { shape: { rows, columns }, positive: false });
  for (const clause of rest) declareDetail(declared, names, clause);
}

function declareDetail(declared: Declarations, names: SymbolName[], clause: Clauses): void {
  const text = clause.text.trim();
  const slices = /^(column|row)s\s+/.exec(text);
  const variables = names.map((name) => declared.variables.get(nameText(name)));
  if (text === "positive")
    for (const variable of variables) Object.assign(variable ?? {}, { positive: true });
  else if (/^entry by entry$|^elementwise$/.test(text)) {
    for (const variable of variables) Object.assign(variable ?? {}, { shape: { rows: "1", columns: "1" } });
  } else if (slices) {
    const name = symbolOf(
      new Clauses(clause.source, clause.from + clause.text.indexOf(slices[0]) + slices[0].length, clause.to),
    );
    const side = slices[1] === "row" ? "row" : "column";
    declared.slices.set(letterText(name), { of: nameText(names[0]), side });
    const range = variables[0]?.shape[side === "row" ? "rows" : "columns"] ?? "n";
    for (const index of name.indices ?? []) declared.indices.set(`default ${indexText(index)}`, range);
  } else if (/\s(?:in|\\in)\s/.test(text)) declareDefault(declared, clause);
  else
    clause.fail(`\`${text}\` is not a detail of a variable`, "write `columns u_w`, `rows v_w` or `positive`");
}

/** `w in Vocab` after `columns u_w`: Vocab is what the columns are counted by. */
function declareDefault(declared: Declarations, clause: Clauses): void {
  const [left, right] = clause.cut(/\s\\?in\s/.exec(clause.text)?.[0] ?? "in");
  const range = declared.indices.get(`default ${indexText(indexOf(left))}`);
  if (range) declared.sets.set(right.text.trim(), range);
}
