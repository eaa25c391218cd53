import type { Core } from "./core";
import { shapeText } from "./core";
import type { Definition, Slices } from "./declarations";
import type { Expression, SymbolName } from "./expression";
import { withMeaning } from "./elaborate";
import { Malformed } from "./malformed";
import { indexText, letterText, nameText } from "./name-text";
import { print } from "./printer";
import type { Index, Range } from "./proof/scalar";
import type { KnownIndex, Scope } from "./scope";
import { asIndex, undeclared } from "./scope";
import { ShapeMismatch } from "./shape-mismatch";

/** What a name stands for: a variable, a column or entry of one, a one-hot vector, a definition, a size. */
export function elaborateName(symbol: SymbolName, scope: Scope): Core {
  const { declared } = scope;
  const whole = wholeNamed(nameText(symbol), symbol, scope);
  if (whole) return whole;
  const letter = letterText(symbol);
  if (symbol.indices) {
    const slices = declared.slices.get(letter);
    if (slices) return sliceOf(symbol, slices, scope);
    const definition = declared.definitions.get(letter);
    if (definition && isCounted(definition))
      return instance(
        definition,
        symbol.indices.map((index) => scope.get(index)),
        symbol,
        scope,
      );
    const of = wholeNamed(letter, symbol, scope);
    if (of)
      return entryOf(
        of,
        symbol.indices.map((index) => scope.get(index)),
        symbol,
      );
  }
  throw misnamed(symbol, scope);
}

function wholeNamed(text: string, symbol: SymbolName, scope: Scope): Core | undefined {
  const { variables, oneHots, identities, definitions } = scope.declared;
  const variable = variables.get(text);
  if (variable) return { kind: "variable", name: text, ...variable.shape };
  const hot = oneHots.get(text);
  if (hot) {
    const { index, range } = scope.get(hot);
    return { kind: "one-hot", at: index, rows: range, columns: "1" };
  }
  const identity = identities.get(text);
  if (identity) return { kind: "identity", rows: identity, columns: identity };
  const definition = definitions.get(text);
  if (definition && !isCounted(definition)) return written(definition, new Map(), symbol, scope);
  return isSize(text, scope) ? { kind: "size", range: text, rows: "1", columns: "1" } : undefined;
}

/** Whether it is defined for every index, as J_j. */
function isCounted({ name, parameters }: Definition): boolean {
  return name.indices !== undefined && parameters.length > 0;
}

/** Whether it is a letter by which rows, columns or draws are counted. */
function isSize(text: string, { declared }: Scope): boolean {
  const sides = [...declared.variables.values()].flatMap(({ shape }) => [shape.rows, shape.columns]);
  const all = [
    ...sides,
    ...declared.indices.values(),
    ...[...declared.draws.values()].flatMap(({ over }) => over),
  ];
  return /^[a-zA-Z]$/.test(text) && all.includes(text);
}

/** The error for a name that means nothing as it stands. */
export function misnamed(symbol: SymbolName, scope: Scope): Error {
  const index = asIndex(symbol);
  if (index && scope.find(index)) {
    return new Malformed(`\`${indexText(index)}\` is an index, not a number`, symbol.span?.[0] ?? 0);
  }
  const letter = letterText(symbol);
  if (scope.declared.slices.has(letter) && !symbol.indices) {
    return new Malformed(
      `\`${letter}\` without an index`,
      symbol.span?.[0] ?? 0,
      `write \`${letter}_w\` for one word`,
    );
  }
  return undeclared(scope.declared, symbol, nameText(symbol));
}

/** `u_o` is column o of U, `u_k` column w_k where k counts draws. */
export function sliceIndex(symbol: SymbolName, { of, side }: Slices, scope: Scope): Index {
  const shape = scope.declared.variables.get(of)?.shape ?? { rows: "1", columns: "1" };
  const range: Range = side === "column" ? shape.columns : shape.rows;
  const places = (symbol.indices ?? []).map((index) => scope.get(index));
  if (places.length === 1 && places[0].range === range) return places[0].index;
  const drawn = scope.drawn(places, range);
  if (drawn) return drawn;
  const came = places.map(({ range: each }) => each).join(" and ");
  throw new ShapeMismatch(
    `\`${print(symbol)}\` names a ${side} of ${of} by an index from 1 to ${came}, and ${of} has ${range} ${side}s`,
    symbol,
    `declare what is drawn: \`w_k in Vocab, k in 1..${came}\``,
  );
}

function sliceOf(symbol: SymbolName, slices: Slices, scope: Scope): Core {
  const of = wholeNamed(slices.of, symbol, scope);
  if (!of) throw undeclared(scope.declared, symbol, slices.of);
  const at = sliceIndex(symbol, slices, scope);
  // A row named by itself is a vector like any other, so it stands upright.
  const row: Core = { kind: "part", of, row: at, rows: "1", columns: of.columns };
  if (slices.side === "row") return { kind: "transpose", of: row, rows: of.columns, columns: "1" };
  return { kind: "part", of, column: at, rows: of.rows, columns: "1" };
}

/** The entry of a vector or matrix at the given indices. */
export function entryOf(of: Core, places: KnownIndex[], node: Expression): Core {
  const sides = [of.rows, of.columns].filter((side) => side !== "1");
  const wanted = places.map(({ range }) => range);
  if (sides.join(" ") !== wanted.join(" ") || sides.length === 0) {
    throw new ShapeMismatch(
      `\`${print(node)}\` takes an entry by ${wanted.map((range) => `an index from 1 to ${range}`).join(" and ")}, and the whole is ${shapeText(of)}`,
      node,
    );
  }
  const [row, column] = of.rows === "1" ? [undefined, places[0].index] : [places[0].index, places[1]?.index];
  return { kind: "part", of, row, column, rows: "1", columns: "1" };
}

function instance(definition: Definition, places: KnownIndex[], symbol: SymbolName, scope: Scope): Core {
  const names = (definition.name.indices ?? []).map(indexText);
  return written(definition, new Map(names.map((name, i) => [name, places[i]])), symbol, scope);
}

/** A definition's body in place of its name; errors inside it are told at the name. */
export function written(
  definition: Definition,
  values: Map<string, KnownIndex>,
  at: Expression,
  scope: Scope,
): Core {
  const inside = scope.entering(definition, values, at);
  try {
    return withMeaning(definition.body, inside);
  } catch (error) {
    const start = at.span?.[0] ?? 0;
    if (error instanceof Malformed)
      throw new Malformed(`in \`${nameText(definition.name)}\`: ${error.says}`, start, error.hint);
    if (error instanceof ShapeMismatch)
      throw new ShapeMismatch(`in \`${nameText(definition.name)}\`: ${error.says}`, at, error.hint);
    throw error;
  }
}
