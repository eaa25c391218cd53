import { scalarShape } from "../declare/shape";
import type { IndexName, SymbolName } from "../latex/expression";
import { letterText } from "../latex/name-text";
import { isSize } from "./look-up";
import { countedRange } from "./ranges";
import type { Scope } from "./scope";
import type { TypedExpression } from "./typed-expression";

/** What a name stands for that nothing has declared and that everyone knows; undefined for any other. */
export function findConstant(symbol: SymbolName, scope: Scope): TypedExpression | undefined {
  const { indices, raised, label } = symbol;
  if (raised || label !== undefined) return undefined;
  const letter = letterText(symbol);
  if (letter === "\\mathbf{0}") return { kind: "number", value: "0", ...scalarShape };
  if (!indices) return scope.find({ name: letter }) ? undefined : plainConstant(letter);
  if (letter === "\\delta") return kroneckerDelta(indices, scope);
  const [first, ...rest] = indices;
  if (letter === "e") return rest.length === 0 ? unitVector(first, scope) : undefined;
  const size = rest.every((index) => index.name === first.name) ? sizeOf(first, scope) : undefined;
  if (size === undefined) return undefined;
  if (letter === "I") return { kind: "identity", rows: size, columns: size };
  return letter === "\\mathbf{1}" ? ones(size, scope) : undefined;
}

/** Euler's number and \pi. */
function plainConstant(letter: string): TypedExpression | undefined {
  if (letter === "\\pi") return { kind: "constant", name: letter, ...scalarShape };
  const one: TypedExpression = { kind: "number", value: "1", ...scalarShape };
  return letter === "e" ? { kind: "map", name: "exp", of: one, ...scalarShape } : undefined;
}

/** δ_ij: 1 where i = j, else 0. */
function kroneckerDelta(indices: readonly IndexName[], scope: Scope): TypedExpression | undefined {
  if (indices.length !== 2) return undefined;
  const [left, right] = indices.map((index) => scope.get(index));
  if (left.range !== right.range) return undefined;
  return { kind: "indicator", left: left.index, right: right.index, equal: true, ...scalarShape };
}

/** e_i: 1 at i, else 0. */
function unitVector(name: IndexName, scope: Scope): TypedExpression | undefined {
  const found = scope.find(name);
  return found && { kind: "one-hot", at: found.index, rows: found.range, columns: "1" };
}

/** The n of 1_n and I_n. */
function sizeOf({ name, at, before, offset }: IndexName, scope: Scope): string | undefined {
  if (at ?? before ?? offset) return undefined;
  if (name.startsWith("|")) return countedRange(name, scope.declared);
  return isSize(name, scope) ? name : undefined;
}

/** A column of ones, as the sum of all unit vectors. */
export function ones(range: string, scope: Scope): TypedExpression {
  const index = scope.fresh("i");
  const unit: TypedExpression = {
    kind: "one-hot",
    at: { kind: "index", name: index },
    rows: range,
    columns: "1",
  };
  return { kind: "sum", index, range, of: unit, rows: range, columns: "1" };
}
