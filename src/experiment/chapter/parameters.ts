import ts from "typescript";
import type { ParameterValue } from "../../runs/experiment-json";

/** What a parameter may be: a kind of JSON value, or one value. */
export type Allowed = Kind | { readonly literal: ParameterValue };

export const kinds = ["number", "string", "boolean", "null", "array", "object"] as const;
export type Kind = (typeof kinds)[number];

/** A variable of the cell tagged `parameters`. */
export interface Parameter {
  readonly name: string;
  /** undefined where the cell gives none, or computes it */
  readonly value: ParameterValue | undefined;
  /** by its type, or else by its value; every kind where neither says it */
  readonly allowed: readonly Allowed[];
  /** what stands behind it */
  readonly comment: string;
  /** declared with `const`, so that a later cell cannot assign to it */
  readonly constant: boolean;
  /** where its value stands in the source, if it is a plain one */
  readonly place: readonly [start: number, end: number] | undefined;
}

/** The variables that a cell declares outside of blocks, in order. */
export function declaredParameters(source: string): Parameter[] {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => {
    const constant = (declarationList.flags & ts.NodeFlags.Const) !== 0;
    return declarationList.declarations.flatMap((declaration): Parameter[] => {
      const { name, initializer, type } = declaration;
      if (!ts.isIdentifier(name)) return [];
      const value = initializer && plainValue(initializer);
      const place = initializer && value !== undefined ? ([initializer.getStart(), initializer.end] as const) : undefined; // prettier-ignore
      const allowed = type ? allowedBy(type) : allowedLike(value);
      return [{ name: name.text, value, allowed, comment: commentAfter(source, declaration.end), constant, place }]; // prettier-ignore
    });
  });
}

/** A source without the values of its parameters, which a run's key has anyway. */
export function withoutValues(source: string, parameters: readonly Parameter[]): string {
  const places = parameters.flatMap(({ place }) => (place ? [place] : []));
  return places.reduceRight((text, [start, end]) => text.slice(0, start) + text.slice(end), source);
}

export function kindOf(value: ParameterValue): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as "number" | "string" | "boolean" | "object";
}

/** The JSON value that an expression writes; undefined for one that is computed, or `undefined` itself. */
function plainValue(node: ts.Expression): ParameterValue | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return plainValue(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) {
    if (node.operator === ts.SyntaxKind.MinusToken) return -Number(node.operand.text);
    return node.operator === ts.SyntaxKind.PlusToken ? Number(node.operand.text) : undefined;
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
    return node.kind === ts.SyntaxKind.TrueKeyword;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) {
    const values = node.elements.map(plainValue);
    return values.includes(undefined) ? undefined : (values as ParameterValue[]);
  }
  return ts.isObjectLiteralExpression(node) ? plainObject(node) : undefined;
}

function plainObject(node: ts.ObjectLiteralExpression): ParameterValue | undefined {
  const entries: [string, ParameterValue][] = [];
  for (const property of node.properties) {
    const value = ts.isPropertyAssignment(property) ? plainValue(property.initializer) : undefined;
    const { name } = property;
    if (value === undefined || !name || !(ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name))) return undefined; // prettier-ignore
    entries.push([name.text, value]);
  }
  return Object.fromEntries(entries);
}

/** What a value that is like the preset may be. A preset of `null` or `undefined` says nothing. */
function allowedLike(preset: ParameterValue | undefined): readonly Allowed[] {
  return preset === undefined || preset === null ? kinds : [kindOf(preset)];
}

const keywords = new Map<ts.SyntaxKind, readonly Kind[]>([
  [ts.SyntaxKind.NumberKeyword, ["number"]],
  [ts.SyntaxKind.StringKeyword, ["string"]],
  [ts.SyntaxKind.BooleanKeyword, ["boolean"]],
  [ts.SyntaxKind.ObjectKeyword, ["object", "array"]],
  [ts.SyntaxKind.UndefinedKeyword, []],
]);

function allowedBy(type: ts.TypeNode): readonly Allowed[] {
  if (ts.isParenthesizedTypeNode(type)) return allowedBy(type.type);
  if (ts.isTypeOperatorNode(type)) return allowedBy(type.type); // readonly
  if (ts.isUnionTypeNode(type)) {
    const all = type.types.flatMap(allowedBy);
    return kinds.every((kind) => all.includes(kind)) ? kinds : all;
  }
  if (ts.isArrayTypeNode(type) || ts.isTupleTypeNode(type)) return ["array"];
  if (ts.isTypeLiteralNode(type)) return ["object"];
  if (ts.isTypeReferenceNode(type)) {
    const name = type.typeName.getText();
    if (name === "Array" || name === "ReadonlyArray") return ["array"];
    return name === "Record" ? ["object"] : kinds;
  }
  if (ts.isLiteralTypeNode(type)) {
    const value = plainValue(type.literal as ts.Expression);
    return value === undefined ? kinds : value === null ? ["null"] : [{ literal: value }];
  }
  return keywords.get(type.kind) ?? kinds;
}

/** The comment on the rest of the line, without its slashes. */
function commentAfter(source: string, end: number): string {
  const line = source.slice(end).split("\n", 1)[0];
  const [, told = "", block = ""] = /^[^"'`]*?(?:\/\/(.*)|\/\*(.*?)\*\/)/.exec(line) ?? [];
  return (told || block).trim();
}
