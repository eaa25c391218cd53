/** Compiles the imports of a cell to assignments of boxes that all cells share. */
import ts from "typescript";
import type { LiveNames } from "./live-names";
import { assign, call, kernel, property, statement } from "./syntax";

const { factory } = ts;

/** A name that a cell imported: `export` of `module`; "*" is the whole module. */
export interface ImportedName {
  local: string;
  module: string;
  export: string;
}

export class LiveImports {
  private modules = 0;

  /** @param imported receives the names that the cell imports */
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly names: LiveNames,
    private readonly imported: ImportedName[],
  ) {}

  /** What `import … from "module"` becomes. */
  declaration(node: ts.ImportDeclaration): ts.Statement[] {
    const { importClause: clause, moduleSpecifier } = node;
    const module = (moduleSpecifier as ts.StringLiteral).text;
    const load = call(factory.createIdentifier("require"), factory.createStringLiteral(module));
    if (!clause) return [statement(load, node)];
    if (clause.isTypeOnly) return [];
    const bound = this.bound(clause);
    if (bound.length === 0) return [];
    const name = factory.createIdentifier(`module·${++this.modules}`);
    const variable = factory.createVariableDeclaration(name, undefined, undefined, load);
    const list = factory.createVariableDeclarationList([variable], ts.NodeFlags.Const);
    const statements = [ts.setTextRange(factory.createVariableStatement(undefined, list), node)];
    const assigned = bound.map(([local, exported]) => {
      this.imported.push({ local: local.text, module, export: exported });
      const value = call(kernel("exported"), name, factory.createStringLiteral(exported));
      return statement(assign(this.names.box(local.text, local), value), local);
    });
    return [...statements, ...assigned];
  }

  /** What `import name = …` becomes. */
  equals(node: ts.ImportEqualsDeclaration): ts.Statement[] {
    const { name, moduleReference } = node;
    if (node.isTypeOnly) return [];
    if (ts.isExternalModuleReference(moduleReference)) {
      const load = call(factory.createIdentifier("require"), moduleReference.expression);
      return [statement(assign(this.names.box(name.text, name), load), node)];
    }
    const symbol = this.checker.getSymbolAtLocation(name);
    if (!symbol || (this.checker.getAliasedSymbol(symbol).flags & ts.SymbolFlags.Value) === 0) return [];
    const access = (entity: ts.EntityName): ts.Expression =>
      ts.isIdentifier(entity)
        ? this.names.reference(entity)
        : property(access(entity.left), entity.right.text);
    return [statement(assign(this.names.box(name.text, name), access(moduleReference)), node)];
  }

  /** The names with a value that a clause binds, each with what its module calls it. */
  private bound(clause: ts.ImportClause): [local: ts.Identifier, exported: string][] {
    const { name, namedBindings: bindings } = clause;
    const bound: [local: ts.Identifier, exported: string][] = [];
    if (name && this.isValue(clause)) bound.push([name, "default"]);
    if (bindings && ts.isNamespaceImport(bindings)) bound.push([bindings.name, "*"]);
    if (bindings && ts.isNamedImports(bindings)) {
      for (const each of bindings.elements)
        if (this.isValue(each)) bound.push([each.name, (each.propertyName ?? each.name).text]);
    }
    return bound;
  }

  /** Whether a name that a cell imports has a value; one that cannot be resolved counts as a value. */
  private isValue(node: ts.ImportClause | ts.ImportSpecifier): boolean {
    if (ts.isImportSpecifier(node) && node.isTypeOnly) return false;
    const symbol = node.name && this.checker.getSymbolAtLocation(node.name);
    if (!symbol) return true;
    const aliased = this.checker.getAliasedSymbol(symbol);
    return aliased.declarations === undefined || (aliased.flags & ts.SymbolFlags.Value) !== 0;
  }
}
