/**
 * The names that a cell declares outside all functions. They belong to the scope that all cells share.
 */
import ts from "typescript";

export interface CellNames {
  /** Variable declarations, parts of patterns, functions, classes, enums, namespaces, types and imports. */
  declarations: Set<ts.Node>;
  /** Lists of variables among them, also those of `for (var …)` and of `var` in a block. */
  lists: Set<ts.VariableDeclarationList>;
  /** All names, those of types included. */
  names: Set<string>;
  /** Names that `export` already stands before. */
  exported: Set<string>;
}

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

type Named =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration;

const isNamed = (node: ts.Node): node is Named =>
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isEnumDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node);

/** @param end position in `file` at which the text of the cell ends */
export function findNames(file: ts.SourceFile, end = file.end): CellNames {
  const found: CellNames = {
    declarations: new Set(),
    lists: new Set(),
    names: new Set(),
    exported: new Set(),
  };
  const add = (node: ts.Node, name: ts.Identifier, exported: boolean): void => {
    found.declarations.add(node);
    found.names.add(name.text);
    if (exported) found.exported.add(name.text);
  };
  const addBinding = (node: ts.VariableDeclaration | ts.BindingElement, exported: boolean): void => {
    if (ts.isIdentifier(node.name)) return add(node, node.name, exported);
    for (const element of node.name.elements) if (ts.isBindingElement(element)) addBinding(element, exported);
  };
  const addList = (list: ts.VariableDeclarationList, exported: boolean): void => {
    found.lists.add(list);
    for (const declaration of list.declarations) addBinding(declaration, exported);
  };
  const addImports = ({ importClause }: ts.ImportDeclaration): void => {
    if (importClause?.name) add(importClause, importClause.name, false);
    const bindings = importClause?.namedBindings;
    if (bindings && ts.isNamespaceImport(bindings)) add(bindings, bindings.name, false);
    if (bindings && ts.isNamedImports(bindings))
      for (const each of bindings.elements) add(each, each.name, false);
  };
  const hoisted = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleDeclaration(node)) return;
    const isVar = ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0;
    if (isVar) addList(node, false);
    ts.forEachChild(node, hoisted);
  };
  for (const statement of file.statements) {
    if (statement.pos >= end) break;
    const exported = isExported(statement);
    if (ts.isVariableStatement(statement)) addList(statement.declarationList, exported);
    else if (isNamed(statement)) {
      if (statement.name) add(statement, statement.name, exported);
    } else if (ts.isModuleDeclaration(statement)) {
      if (ts.isIdentifier(statement.name) && (statement.flags & ts.NodeFlags.GlobalAugmentation) === 0)
        add(statement, statement.name, exported);
    } else if (ts.isImportDeclaration(statement)) addImports(statement);
    else if (ts.isImportEqualsDeclaration(statement)) add(statement, statement.name, exported);
    else if (ts.isExportDeclaration(statement) && statement.exportClause) {
      if (ts.isNamedExports(statement.exportClause))
        for (const { name } of statement.exportClause.elements) found.exported.add(name.text);
    } else hoisted(statement);
  }
  return found;
}
