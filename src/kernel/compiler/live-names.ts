/** Which identifiers of a cell name values that all cells share, and the boxes that hold them. */
import ts from "typescript";
import { boxName } from "./cell-code";
import type { CellNames } from "./cell-names";
import { isAmbient, isCallee, property, withoutPlace } from "./syntax";

const { factory } = ts;

export class LiveNames {
  /** Declarations that only describe. */
  private readonly ambient = new Set<ts.Node>();

  /**
   * @param names  of what the cell declares
   * @param end    where the text of the cell ends in its file
   * @param isLive whether a declaration outside the cell is that of a value of an earlier cell
   * @param boxes  receives the names that the cell uses
   */
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly file: ts.SourceFile,
    private readonly names: CellNames,
    end: number,
    private readonly isLive: (declaration: ts.Node) => boolean,
    private readonly boxes: Set<string>,
  ) {
    for (const each of file.statements) {
      if (!isAmbient(each) || each.pos >= end) continue;
      this.ambient.add(each);
      if (!ts.isVariableStatement(each)) continue;
      for (const one of each.declarationList.declarations) this.ambient.add(one);
    }
  }

  /** Whether an identifier in an expression names a value of the shared scope. */
  has(identifier: ts.Identifier): boolean {
    const { parent } = identifier;
    const symbol = ts.isShorthandPropertyAssignment(parent)
      ? this.checker.getShorthandAssignmentValueSymbol(parent)
      : this.checker.getSymbolAtLocation(identifier);
    const declarations: readonly ts.Node[] = symbol?.declarations ?? [];
    if (!declarations.some((each) => this.hasBox(each))) return false;
    for (let node: ts.Node = identifier; node !== this.file; node = node.parent) {
      const binds = ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
      if (binds && declarations.includes(node)) return false; // its own name inside a class
    }
    return true;
  }

  /** The property that holds the value of a name, in the place of `at`. */
  box(name: string, at?: ts.Node): ts.Expression {
    this.boxes.add(name);
    const access = property(factory.createIdentifier(boxName(name)), name);
    return at ? ts.setTextRange(access, at) : access;
  }

  /** What an identifier in an expression becomes. */
  reference(identifier: ts.Identifier): ts.Expression {
    const isName = "name" in identifier.parent && identifier.parent.name === identifier;
    if (isName || !this.has(identifier)) return identifier;
    const value = this.box(identifier.text, identifier);
    return isCallee(identifier) ? withoutPlace(value) : value;
  }

  private hasBox(node: ts.Node): boolean {
    return (this.names.declarations.has(node) && !this.ambient.has(node)) || this.isLive(node);
  }
}
