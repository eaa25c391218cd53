import { isScalar } from "../declare/shape";
import { freshName, type Index } from "./indices";
import { structureKey } from "./structure-key";
import type { TypedExpression } from "./typed-expression";
import { mapParts, typedParts } from "./typed-expression";

/**
 * An expression in terms of a name that stands for a part of it: where θ := Uᵀ v_c, the u_wᵀ v_c of a loss is θ_w.
 *
 * @param of    the expression
 * @param value what the name stands for
 * @param name  the name as a variable of its own
 * @param entryAt  what an entry of it stands for, where it was defined by its entries
 * @param beside   the variables that stand beside the name; see `variablesBeside`
 * @param constants variables on which nothing depends, as a vector of ones
 * @returns undefined where the value is no part of it, or where it depends on the value's variables outside of it as
 *          well, so that a derivative by the name would not be told. Other names may depend on some of them: in
 *          c := f ⊙ c' + i ⊙ g, where f and i depend on x, a derivative by f keeps i fixed.
 */
export function abstracted(
  of: TypedExpression,
  value: TypedExpression,
  name: TypedExpression,
  {
    entryAt,
    beside,
    constants,
  }: {
    entryAt?: (...at: Index[]) => TypedExpression;
    beside?: ReadonlySet<string>;
    constants: ReadonlySet<string>;
  },
): TypedExpression | undefined {
  const found = replaceValue(of, { value, key: structureKey(value), name, entryAt });
  const left = variablesIn(found);
  const hidden = variablesIn(value);
  const isWritten = name.kind === "variable" && left.has(name.name);
  const shared = [...hidden].filter((variable) => left.has(variable) && !constants.has(variable));
  const isTold =
    beside !== undefined && shared.length < hidden.size && shared.every((variable) => !beside.has(variable));
  return isWritten && (shared.length === 0 || isTold) ? found : undefined;
}

interface Replaced {
  value: TypedExpression;
  key: string;
  name: TypedExpression;
  entryAt?: (...at: Index[]) => TypedExpression;
}

function replaceValue(of: TypedExpression, replaced: Replaced): TypedExpression {
  const { value, key, name } = replaced;
  if (of.rows === value.rows && of.columns === value.columns)
    if (structureKey(of) === key || hasEntries(of, replaced)) return name;
  const at = isScalar(of) && !isScalar(value) ? entryIn(of, replaced) : undefined;
  if (at) return { kind: "part", of: name, row: at[0], column: at[1], rows: "1", columns: "1" };
  return mapParts(of, (part) => replaceValue(part, replaced));
}

/** Whether a column is what was defined by its entries, as U^T v_c is the z of z_w := u_w^T v_c. */
function hasEntries(of: TypedExpression, { entryAt }: Replaced): boolean {
  const at: Index = { kind: "index", name: freshName("entry", 0) };
  if (!entryAt || of.columns !== "1" || of.kind === "variable") return false;
  const key = structureKey(entryAt(at));
  return entrySpellings(of, at).some((entry) => structureKey(entry) === key);
}

/** The indices of the entry that an expression is, if it is one. */
function entryIn(of: TypedExpression, { value, entryAt }: Replaced): Index[] | undefined {
  const isEntry = (entry: TypedExpression): boolean =>
    entry.kind === of.kind && structureKey(entry) === structureKey(of);
  const indices = indicesIn(of);
  const written = indices.find((index) => entrySpellings(value, index).some(isEntry));
  if (written) return [written];
  const sides = [value.rows, value.columns].filter((side) => side !== "1");
  const places =
    sides.length === 1 ? indices.map((i) => [i]) : indices.flatMap((i) => indices.map((j) => [i, j]));
  return entryAt && places.find((at) => isEntry(entryAt(...at)));
}

/** The indices by which columns and rows are taken in an expression, and those of what is drawn: w_j and j. */
function indicesIn(of: TypedExpression): Index[] {
  const own = of.kind === "part" ? [of.row, of.column].filter((index) => index !== undefined) : [];
  const within = own.flatMap((index) => (index.kind === "draw" ? [index, ...index.at] : [index]));
  return [...within, ...typedParts(of).flatMap(indicesIn)];
}

/** Entry `at` of a column, in the ways it may have been written. */
function entrySpellings(of: TypedExpression, at: Index): TypedExpression[] {
  const one = { rows: "1", columns: "1" };
  const part: TypedExpression = { kind: "part", of, row: at, ...one };
  if (of.columns !== "1") return [];
  switch (of.kind) {
    case "product": {
      if (isScalar(of.left) || isScalar(of.right)) return [part];
      const row = takeRow(of.left, at);
      const upright = turned(row);
      return [
        part,
        { kind: "product", left: row, right: of.right, ...one },
        { kind: "product", left: turned(of.right), right: upright, ...one },
        { kind: "dot", left: upright, right: of.right, ...one },
        { kind: "dot", left: of.right, right: upright, ...one },
      ];
    }
    case "map":
      return [
        part,
        ...entrySpellings(of.of, at).map((inner): TypedExpression => ({
          kind: "map",
          name: of.name,
          of: inner,
          ...one,
        })),
      ];
    case "add":
    case "subtract":
      return [
        part,
        ...entrySpellings(of.left, at).flatMap((left) =>
          entrySpellings(of.right, at).map((right): TypedExpression => ({
            kind: of.kind,
            left,
            right,
            ...one,
          })),
        ),
      ];
    default:
      return [part];
  }
}

/** Row `at` of a matrix; of a transpose, a column lying down. */
function takeRow(of: TypedExpression, at: Index): TypedExpression {
  if (of.kind !== "transpose") return { kind: "part", of, row: at, rows: "1", columns: of.columns };
  return turned({ kind: "part", of: of.of, column: at, rows: of.of.rows, columns: "1" });
}

/** The transpose; of a transpose, what it was made of. */
function turned(of: TypedExpression): TypedExpression {
  if (of.kind === "transpose") return of.of;
  return { kind: "transpose", of, rows: of.columns, columns: of.rows };
}

function variablesIn(of: TypedExpression): Set<string> {
  const inside = typedParts(of).flatMap((part) => [...variablesIn(part)]);
  return new Set(of.kind === "variable" ? [of.name, ...inside] : inside);
}
