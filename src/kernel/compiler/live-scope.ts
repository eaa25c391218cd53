/**
 * Compiles the names that cells declare to properties of boxes that all cells share: `x` to `x·.x`.
 *
 * Stock tslab gives each cell variables of its own and copies their values between cells: a function of an earlier
 * cell never sees a later assignment. Here a name is one property for all cells, whoever reads or assigns it. The box
 * has the name for its key so that V8 keeps a hidden class, and the type of the value, for each name. A declaration
 * becomes an assignment where it stands; functions are assigned first, then imports.
 *
 * The stop button rejects awaits: `await e` becomes `await cell·.until(e)`, and `for await` likewise.
 */
import ts from "typescript";
import { boxName, kernelName } from "./cell-code";
import type { CellNames } from "./cell-names";

/** A name that a cell imported: `export` of `module`; "*" is the whole module. */
export interface ImportedName {
  local: string;
  module: string;
  export: string;
}

/** What the code of a cell needs around it. */
export interface LiveScope {
  /** Names of values that the cell declares or uses from earlier cells. */
  boxes: Set<string>;
  /** Functions, which are assigned before the cell runs. */
  functions: Set<string>;
  /** Names of `var`, which are undefined before they are assigned. */
  vars: Set<string>;
  imported: ImportedName[];
  /** Whether a statement outside all functions awaits. */
  awaits: boolean;
}

const { factory } = ts;
const property = (object: ts.Expression, name: string): ts.Expression =>
  factory.createPropertyAccessExpression(object, name);
const kernel = (name: string): ts.Expression => property(factory.createIdentifier(kernelName), name);
const call = (callee: ts.Expression, ...args: readonly ts.Expression[]): ts.Expression =>
  factory.createCallExpression(callee, undefined, args);
const assign = (left: ts.Expression, right: ts.Expression): ts.Expression =>
  factory.createAssignment(left, right);
const statement = (expression: ts.Expression, at: ts.Node): ts.Statement =>
  ts.setTextRange(factory.createExpressionStatement(expression), at);

const wraps = (node: ts.Node): node is ts.ParenthesizedExpression | ts.AsExpression =>
  ts.isParenthesizedExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isTypeAssertionExpression(node);

/** Whether an identifier is what a call calls; its `this` must not become the box. */
function isCallee(identifier: ts.Identifier): boolean {
  let node: ts.Node = identifier;
  while (wraps(node.parent)) node = node.parent;
  const { parent } = node;
  return (
    (ts.isCallExpression(parent) && parent.expression === node) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === node)
  );
}

/** Whether JavaScript names a value after the variable that gets it. */
function isNameless(expression: ts.Expression): boolean {
  const inner = wraps(expression) ? expression.expression : expression;
  if (inner !== expression) return isNameless(inner);
  if (ts.isArrowFunction(inner)) return true;
  return (ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined;
}

/** `value`, a function or class without a name, named as a variable would name it. */
function named(name: string, value: ts.Expression): ts.Expression {
  const key = factory.createStringLiteral(name);
  return factory.createElementAccessExpression(
    factory.createObjectLiteralExpression([factory.createPropertyAssignment(key, value)]),
    factory.createStringLiteral(name),
  );
}

/** `value` where its place would name it, or give it a `this`. */
const withoutPlace = (value: ts.Expression): ts.Expression =>
  factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), value));

const isTypeOnly = (node: ts.Node): boolean =>
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
  (ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword);

const isAmbient = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;

const dropped = new Set([ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword]);
const withoutExport = (node: ts.Node): ts.ModifierLike[] | undefined =>
  ts.canHaveModifiers(node)
    ? [...(node.modifiers ?? [])].filter(({ kind }) => !dropped.has(kind))
    : undefined;

const assignments = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
]);

/**
 * @param end    where the text of the cell ends; behind it stand the imports from earlier cells
 * @param isLive whether a declaration outside the cell is that of a value of an earlier cell
 * @param scope  receives what the code needs
 */
export function liveScope(
  checker: ts.TypeChecker,
  names: CellNames,
  end: number,
  isLive: (declaration: ts.Node) => boolean,
  scope: LiveScope,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    let depth = 0;
    let modules = 0;
    /** `node`, visited; of the same kind. */
    const visited = <Node extends ts.Node>(node: Node): Node => ts.visitNode(node, visit) as Node;
    const expression = (node: ts.Expression): ts.Expression => visited(node);

    const hasBox = (node: ts.Node): boolean =>
      (names.declarations.has(node) && !ambient.has(node)) || isLive(node);
    const ambient = new Set<ts.Node>();
    for (const each of file.statements) {
      if (!isAmbient(each) || each.pos >= end) continue;
      ambient.add(each);
      if (ts.isVariableStatement(each)) for (const one of each.declarationList.declarations) ambient.add(one);
    }

    /** Whether an identifier in an expression names a value of the shared scope. */
    function inScope(identifier: ts.Identifier): boolean {
      const { parent } = identifier;
      const symbol = ts.isShorthandPropertyAssignment(parent)
        ? checker.getShorthandAssignmentValueSymbol(parent)
        : checker.getSymbolAtLocation(identifier);
      const declarations: readonly ts.Node[] = symbol?.declarations ?? [];
      if (!declarations.some(hasBox)) return false;
      for (let node: ts.Node = identifier; node !== file; node = node.parent) {
        const binds =
          ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
        if (binds && declarations.includes(node)) return false; // its own name inside a class
      }
      return true;
    }

    function box(name: string, at?: ts.Node): ts.Expression {
      scope.boxes.add(name);
      const access = property(factory.createIdentifier(boxName(name)), name);
      return at ? ts.setTextRange(access, at) : access;
    }

    function reference(identifier: ts.Identifier): ts.Expression {
      const isName = "name" in identifier.parent && identifier.parent.name === identifier;
      if (isName || !inScope(identifier)) return identifier;
      const value = box(identifier.text, identifier);
      return isCallee(identifier) ? withoutPlace(value) : value;
    }

    function valueFor(name: ts.Node, value: ts.Expression): ts.Expression {
      const given = expression(value);
      return ts.isIdentifier(name) && isNameless(value) ? named(name.text, given) : given;
    }

    /** What a declaration assigns to: a box, or a pattern of boxes. */
    function target(name: ts.BindingName): ts.Expression {
      if (ts.isIdentifier(name)) return box(name.text, name);
      if (ts.isArrayBindingPattern(name)) {
        const elements = name.elements.map((element) => {
          if (ts.isOmittedExpression(element)) return element;
          return element.dotDotDotToken
            ? factory.createSpreadElement(target(element.name))
            : withDefault(element);
        });
        return factory.createArrayLiteralExpression(elements);
      }
      const properties = name.elements.map((element) => {
        if (element.dotDotDotToken) return factory.createSpreadAssignment(target(element.name));
        const key = element.propertyName
          ? visited(element.propertyName)
          : factory.createIdentifier((element.name as ts.Identifier).text);
        return factory.createPropertyAssignment(key, withDefault(element));
      });
      return factory.createObjectLiteralExpression(properties);
    }

    function withDefault({ name, initializer }: ts.BindingElement): ts.Expression {
      return initializer ? assign(target(name), valueFor(name, initializer)) : target(name);
    }

    /** The assignments that a list of variables becomes. */
    function assignList(list: ts.VariableDeclarationList): ts.Expression[] {
      const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
      return list.declarations.flatMap((each) => {
        const { name, initializer } = each;
        if (isVar) noteVars(name);
        if (initializer) return [ts.setTextRange(assign(target(name), valueFor(name, initializer)), each)];
        return isVar ? [] : [ts.setTextRange(assign(target(name), factory.createVoidZero()), each)];
      });
    }

    function noteVars(name: ts.BindingName): void {
      if (ts.isIdentifier(name)) {
        box(name.text);
        scope.vars.add(name.text);
      } else for (const each of name.elements) if (ts.isBindingElement(each)) noteVars(each.name);
    }

    function variables(node: ts.VariableStatement): ts.Statement[] {
      const { declarationList: list } = node;
      if ((list.flags & ts.NodeFlags.Using) !== ts.NodeFlags.Using)
        return assignList(list).map((each) => statement(each, each.pos >= 0 ? each : node));
      if ((list.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing && depth === 0)
        scope.awaits = true;
      const kept = ts.visitEachChild(node, visit, context); // disposed of when the cell ends
      const shared = list.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [assign(box(name.text), factory.createIdentifier(name.text))] : [],
      );
      return [kept, ...shared.map((each) => statement(each, node))];
    }

    function forInitializer(list: ts.VariableDeclarationList): ts.Expression | undefined {
      const [first, ...rest] = assignList(list);
      return rest.reduce((left, right) => factory.createComma(left, right), first);
    }

    function forTarget(list: ts.VariableDeclarationList): ts.Expression {
      noteVars(list.declarations[0].name);
      return target(list.declarations[0].name);
    }

    const isLiveList = (node: ts.Node | undefined): node is ts.VariableDeclarationList =>
      node !== undefined && ts.isVariableDeclarationList(node) && names.lists.has(node);

    function visitFunction(node: ts.Node): ts.Node {
      depth++;
      const changed = ts.visitEachChild(node, visit, context);
      depth--;
      return changed;
    }

    /** Any node: all that is not a statement outside all functions. */
    function visit(node: ts.Node): ts.VisitResult<ts.Node | undefined> {
      if (ts.isIdentifier(node)) return reference(node);
      if (isTypeOnly(node)) return node;
      if (ts.isFunctionLike(node)) return visitFunction(node);
      if (ts.isShorthandPropertyAssignment(node)) return shorthand(node);
      if (ts.isVariableStatement(node) && isLiveList(node.declarationList)) return variables(node);
      if (ts.isForStatement(node) && isLiveList(node.initializer)) {
        const { initializer, condition, incrementor } = node;
        return factory.updateForStatement(
          node,
          forInitializer(initializer),
          condition && expression(condition),
          incrementor && expression(incrementor),
          visited(node.statement),
        );
      }
      if (ts.isForInStatement(node) && isLiveList(node.initializer)) {
        const body = visited(node.statement);
        return factory.updateForInStatement(
          node,
          forTarget(node.initializer),
          expression(node.expression),
          body,
        );
      }
      if (ts.isForOfStatement(node)) return forOf(node);
      if (ts.isAwaitExpression(node)) {
        if (depth === 0) scope.awaits = true;
        return factory.updateAwaitExpression(node, call(kernel("until"), expression(node.expression)));
      }
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        return call(kernel("import"), ...node.arguments.map(expression));
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return kernel("meta");
      if (
        ts.isBinaryExpression(node) &&
        ts.isIdentifier(node.left) &&
        assignments.has(node.operatorToken.kind)
      ) {
        const { left, operatorToken, right } = node;
        return factory.updateBinaryExpression(node, reference(left), operatorToken, valueFor(left, right));
      }
      return ts.visitEachChild(node, visit, context);
    }

    function shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
      const { name, objectAssignmentInitializer: initial } = node;
      if (!inScope(name)) return ts.visitEachChild(node, visit, context);
      const value = box(name.text, name);
      return factory.createPropertyAssignment(
        name.text,
        initial ? assign(value, valueFor(name, initial)) : value,
      );
    }

    function forOf(node: ts.ForOfStatement): ts.Node {
      const { awaitModifier, initializer } = node;
      if (awaitModifier && depth === 0) scope.awaits = true;
      const list = isLiveList(initializer) ? forTarget(initializer) : visited(initializer);
      const items = expression(node.expression);
      const body = visited(node.statement);
      return factory.updateForOfStatement(
        node,
        awaitModifier,
        list,
        awaitModifier ? call(kernel("each"), items) : items,
        body,
      );
    }

    /** Whether a name that a cell imports has a value; one that cannot be resolved counts as a value. */
    function isValue(node: ts.ImportClause | ts.NamespaceImport | ts.ImportSpecifier): boolean {
      if (ts.isImportSpecifier(node) && node.isTypeOnly) return false;
      const symbol = node.name && checker.getSymbolAtLocation(node.name);
      if (!symbol) return true;
      const aliased = checker.getAliasedSymbol(symbol);
      return aliased.declarations === undefined || (aliased.flags & ts.SymbolFlags.Value) !== 0;
    }

    function imports(node: ts.ImportDeclaration): ts.Statement[] {
      const { importClause: clause, moduleSpecifier } = node;
      const module = (moduleSpecifier as ts.StringLiteral).text;
      const load = call(factory.createIdentifier("require"), factory.createStringLiteral(module));
      if (!clause) return [statement(load, node)];
      if (clause.isTypeOnly) return [];
      const bound: [local: ts.Identifier, exported: string][] = [];
      if (clause.name && isValue(clause)) bound.push([clause.name, "default"]);
      const bindings = clause.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) bound.push([bindings.name, "*"]);
      if (bindings && ts.isNamedImports(bindings)) {
        for (const each of bindings.elements)
          if (isValue(each)) bound.push([each.name, (each.propertyName ?? each.name).text]);
      }
      if (bound.length === 0) return [];
      const name = factory.createIdentifier(`module·${++modules}`);
      const variable = factory.createVariableDeclaration(name, undefined, undefined, load);
      const list = factory.createVariableDeclarationList([variable], ts.NodeFlags.Const);
      const statements = [ts.setTextRange(factory.createVariableStatement(undefined, list), node)];
      const assigned = bound.map(([local, exported]) => {
        scope.imported.push({ local: local.text, module, export: exported });
        const value = call(kernel("exported"), name, factory.createStringLiteral(exported));
        return statement(assign(box(local.text, local), value), local);
      });
      return [...statements, ...assigned];
    }

    function importEquals(node: ts.ImportEqualsDeclaration): ts.Statement[] {
      const { name, moduleReference } = node;
      if (node.isTypeOnly) return [];
      if (ts.isExternalModuleReference(moduleReference)) {
        const load = call(factory.createIdentifier("require"), moduleReference.expression);
        return [statement(assign(box(name.text, name), load), node)];
      }
      const symbol = checker.getSymbolAtLocation(name);
      if (!symbol || (checker.getAliasedSymbol(symbol).flags & ts.SymbolFlags.Value) === 0) return [];
      const access = (entity: ts.EntityName): ts.Expression =>
        ts.isIdentifier(entity) ? reference(entity) : property(access(entity.left), entity.right.text);
      return [statement(assign(box(name.text, name), access(moduleReference)), node)];
    }

    function classExpression(node: ts.ClassDeclaration): ts.Expression {
      const changed = ts.visitEachChild(node, visit, context);
      const { name, typeParameters, heritageClauses, members } = changed;
      const modifiers = withoutExport(changed);
      const made = factory.createClassExpression(modifiers, name, typeParameters, heritageClauses, members);
      return ts.setOriginalNode(ts.setTextRange(made, node), node);
    }

    /** A statement outside all functions. */
    function top(node: ts.Statement, isLast: boolean): ts.Statement[] {
      if (isAmbient(node) || ts.isImportDeclaration(node)) return [];
      if (ts.isExportDeclaration(node)) return [];
      if (ts.isImportEqualsDeclaration(node)) return importEquals(node);
      if (ts.isExportAssignment(node) || ts.isExpressionStatement(node)) {
        const value = expression(node.expression);
        if (!isLast) return [statement(value, node)];
        const result = factory.createObjectLiteralExpression([
          factory.createPropertyAssignment(
            "value",
            isNameless(node.expression) ? withoutPlace(value) : value,
          ),
        ]);
        return [ts.setTextRange(factory.createReturnStatement(result), node)];
      }
      if (ts.isFunctionDeclaration(node)) {
        const { asteriskToken, name, typeParameters, parameters, type, body } = visitFunction(
          node,
        ) as ts.FunctionDeclaration;
        if (!name) return [];
        if (body) scope.functions.add(name.text);
        box(name.text);
        return [
          factory.updateFunctionDeclaration(
            node,
            withoutExport(node)?.filter(ts.isModifier),
            asteriskToken,
            name,
            typeParameters,
            parameters,
            type,
            body,
          ),
        ];
      }
      if (ts.isClassDeclaration(node)) {
        const value = classExpression(node);
        return [statement(node.name ? assign(box(node.name.text), value) : value, node)];
      }
      if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) return withObject(node);
      const changed = visit(node);
      if (changed === undefined) return [];
      return (Array.isArray(changed) ? changed : [changed]) as ts.Statement[];
    }

    /** An enum or a namespace, and below it the assignment of its object. */
    function withObject(node: ts.EnumDeclaration | ts.ModuleDeclaration): ts.Statement[] {
      const changed: ts.EnumDeclaration | ts.ModuleDeclaration = ts.visitEachChild(node, visit, context);
      const modifiers = withoutExport(changed)?.filter(ts.isModifier);
      const kept = ts.isEnumDeclaration(changed)
        ? factory.updateEnumDeclaration(changed, modifiers, changed.name, changed.members)
        : factory.updateModuleDeclaration(changed, modifiers, changed.name, changed.body);
      const symbol = checker.getSymbolAtLocation(node.name);
      if (!symbol || (symbol.flags & ts.SymbolFlags.Value) === 0 || !ts.isIdentifier(node.name))
        return [kept];
      const object = factory.createIdentifier(node.name.text);
      return [kept, statement(assign(box(node.name.text), object), node)];
    }

    const own = file.statements.filter(({ pos }) => pos < end);
    const last = own.filter((node) => !ts.isEmptyStatement(node)).at(-1);
    const first = own.filter(ts.isImportDeclaration).flatMap(imports);
    const statements = own.flatMap((node) => top(node, node === last));
    return factory.updateSourceFile(file, [...first, ...statements]);
  };
}

/** Removes the `export {}` that TypeScript adds to a module without exports. */
export const withoutEmptyExport: ts.TransformerFactory<ts.SourceFile> = () => (file) =>
  factory.updateSourceFile(
    file,
    file.statements.filter((node) => !ts.isExportDeclaration(node)),
  );
