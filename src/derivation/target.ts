import type { Shape, Target } from "./core";
import type { SymbolName } from "./expression";
import { Malformed } from "./malformed";
import { entryOf, misnamed, sliceIndex } from "./meaning";
import { letterText, nameText } from "./name-text";
import type { Index } from "./proof/scalar";
import type { Scope } from "./scope";

/** What is differentiated by, and the shape of it: a variable, a column or row of one, an entry. */
export function elaborateTarget(symbol: SymbolName, scope: Scope): { target: Target; shape: Shape } {
  const { declared } = scope;
  const whole = declared.variables.get(nameText(symbol));
  if (whole) return { target: { name: nameText(symbol), whole: whole.shape }, shape: whole.shape };
  const letter = letterText(symbol);
  const slices = declared.slices.get(letter);
  const shape = declared.variables.get(slices?.of ?? letter)?.shape;
  if (!shape || !symbol.indices) throw notVariable(symbol, scope);
  const name = slices?.of ?? letter;
  if (slices) {
    const at = sliceIndex(symbol, slices, scope);
    if (slices.side === "column")
      return { target: { name, column: at, whole: shape }, shape: { rows: shape.rows, columns: "1" } };
    return { target: { name, row: at, whole: shape }, shape: { rows: shape.columns, columns: "1" } };
  }
  const part = entryOf(
    { kind: "variable", name, ...shape },
    symbol.indices.map((index) => scope.get(index)),
    symbol,
  );
  const { row, column } = part as { row?: Index; column?: Index };
  return { target: { name, row, column, whole: shape }, shape: { rows: "1", columns: "1" } };
}

function notVariable(symbol: SymbolName, scope: Scope): Error {
  const text = nameText(symbol);
  if (!scope.declared.definitions.has(text)) return misnamed(symbol, scope);
  const hint = `to differentiate by it, declare it as a variable: \`${text}: vector d\``;
  return new Malformed(`\`${text}\` depends on others`, symbol.span?.[0] ?? 0, hint);
}
