import { isScalar } from "../declare/shape";
import type { Index } from "./indices";
import { structureKey } from "./structure-key";
import type { TypedExpression } from "./typed-expression";
import { mapParts, typedParts } from "./typed-expression";

/**
 * An expression in terms of a name that stands for a part of it: where θ := Uᵀ v_c, the u_wᵀ v_c of a loss is θ_w.
 *
 * @param of    the expression
 * @param value what the name stands for
 * @param name  the name as a variable of its own
 * @returns undefined where the value is no part of it, or where it depends on the value's variables outside of it as
 *          well, so that a derivative by the name would not be told
 */
export function abstracted(
  of: TypedExpression,
  value: TypedExpression,
  name: TypedExpression,
): TypedExpression | undefined {
  const found = replaceValue(of, value, structureKey(value), name);
  const left = variablesIn(found);
  const hidden = variablesIn(value);
  const isWritten = name.kind === "variable" && left.has(name.name);
  return isWritten && ![...hidden].some((variable) => left.has(variable)) ? found : undefined;
}

function replaceValue(
  of: TypedExpression,
  value: TypedExpression,
  key: string,
  name: TypedExpression,
): TypedExpression {
  if (of.rows === value.rows && of.columns === value.columns && structureKey(of) === key) return name;
  if (isScalar(of) && !isScalar(value)) {
    const at = indicesIn(of).find((index) =>
      entrySpellings(value, index).some((entry) => structureKey(entry) === structureKey(of)),
    );
    if (at) return { kind: "part", of: name, row: at, rows: "1", columns: "1" };
  }
  return mapParts(of, (part) => replaceValue(part, value, key, name));
}

/** The indices by which columns and rows are taken in an expression. */
function indicesIn(of: TypedExpression): Index[] {
  const own = of.kind === "part" ? [of.row, of.column].filter((index) => index !== undefined) : [];
  return [...own, ...typedParts(of).flatMap(indicesIn)];
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
