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
import type { CellNames } from "./cell-names";
import { LiveImports, type ImportedName } from "./live-imports";
import { LiveNames } from "./live-names";
import { assign, call, isAmbient, isNameless, isTypeOnly, kernel, named, statement, withoutExport, withoutPlace } from "./syntax"; // prettier-ignore

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
    const live = new LiveNames(checker, file, names, end, isLive, scope.boxes);
    const imports = new LiveImports(checker, live, scope.imported);
    const box = (name: string, at?: ts.Node): ts.Expression => live.box(name, at);
    let depth = 0;
    /** `node`, visited; of the same kind. */
    const visited = <Node extends ts.Node>(node: Node): Node => ts.visitNode(node, visit) as Node;
    const expression = (node: ts.Expression): ts.Expression => visited(node);

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
      if (ts.isIdentifier(node)) return live.reference(node);
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
        return factory.updateBinaryExpression(
          node,
          live.reference(left),
          operatorToken,
          valueFor(left, right),
        );
      }
      return ts.visitEachChild(node, visit, context);
    }

    function shorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
      const { name, objectAssignmentInitializer: initial } = node;
      if (!live.has(name)) return ts.visitEachChild(node, visit, context);
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
      if (ts.isImportEqualsDeclaration(node)) return imports.equals(node);
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
        return [statement(node.name ? assign(box(node.name.text), value) : named("default", value), node)];
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
    const first = own.filter(ts.isImportDeclaration).flatMap((each) => imports.declaration(each));
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
