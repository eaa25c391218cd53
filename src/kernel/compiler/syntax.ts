/** Pieces of JavaScript that the compiler of cells makes, and questions about those of a cell. */
import ts from "typescript";
import { kernelName } from "./cell-code";

const { factory } = ts;

/** The text of a cell as a module, in which `await` is no name, with what is wrong in its syntax. */
export function parseCell(
  name: string,
  text: string,
): ts.SourceFile & { parseDiagnostics: readonly ts.DiagnosticWithLocation[] } {
  const setExternalModuleIndicator = (file: ts.SourceFile): void =>
    void Object.assign(file, { externalModuleIndicator: true });
  const file = ts.createSourceFile(name, text, {
    languageVersion: ts.ScriptTarget.Latest,
    setExternalModuleIndicator,
  });
  return file as typeof file & { parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
}

export const property = (object: ts.Expression, name: string): ts.Expression =>
  factory.createPropertyAccessExpression(object, name);
export const kernel = (name: string): ts.Expression => property(factory.createIdentifier(kernelName), name);
export const call = (callee: ts.Expression, ...args: readonly ts.Expression[]): ts.Expression =>
  factory.createCallExpression(callee, undefined, args);
export const assign = (left: ts.Expression, right: ts.Expression): ts.Expression =>
  factory.createAssignment(left, right);
export const statement = (expression: ts.Expression, at: ts.Node): ts.Statement =>
  ts.setTextRange(factory.createExpressionStatement(expression), at);

const wraps = (node: ts.Node): node is ts.ParenthesizedExpression | ts.AsExpression =>
  ts.isParenthesizedExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isTypeAssertionExpression(node);

/** Whether an identifier is what a call calls; its `this` must not become the box. */
export function isCallee(identifier: ts.Identifier): boolean {
  let node: ts.Node = identifier;
  while (wraps(node.parent)) node = node.parent;
  const { parent } = node;
  return (
    (ts.isCallExpression(parent) && parent.expression === node) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === node)
  );
}

/** Whether JavaScript names a value after the variable that gets it. */
export function isNameless(expression: ts.Expression): boolean {
  const inner = wraps(expression) ? expression.expression : expression;
  if (inner !== expression) return isNameless(inner);
  if (ts.isArrowFunction(inner)) return true;
  return (ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined;
}

/** `value`, a function or class without a name, named as a variable would name it. */
export function named(name: string, value: ts.Expression): ts.Expression {
  const key = factory.createStringLiteral(name);
  return factory.createElementAccessExpression(
    factory.createObjectLiteralExpression([factory.createPropertyAssignment(key, value)]),
    factory.createStringLiteral(name),
  );
}

/** `value` where its place would name it, or give it a `this`. */
export const withoutPlace = (value: ts.Expression): ts.Expression =>
  factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), value));

export const isTypeOnly = (node: ts.Node): boolean =>
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
  (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword);

export const isAmbient = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;

const dropped = new Set([ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword]);
export const withoutExport = (node: ts.Node): ts.ModifierLike[] | undefined =>
  ts.canHaveModifiers(node)
    ? [...(node.modifiers ?? [])].filter(({ kind }) => !dropped.has(kind))
    : undefined;
