/**
 * Compiles `{ a }` in a cell, where an earlier cell declared `a`, to `{ a: exports.a }`.
 *
 * Stock tslab finds every other use of an earlier cell's name, and fails at this one: `a is not defined`.
 */
import type TypeScript from "@tslab/typescript-for-tslab";

type Transformer = TypeScript.TransformerFactory<TypeScript.SourceFile>;

/** The file in which tslab keeps what earlier cells declared. */
const earlier = /(^|\/)__prev__\.d\.ts$/;

/**
 * @param ts      the TypeScript that compiles the cell
 * @param checker knows where a name was declared
 */
export function expandShorthand(ts: typeof TypeScript, checker: TypeScript.TypeChecker): Transformer {
  const isEarlier = (node: TypeScript.Node): boolean =>
    checker
      .getShorthandAssignmentValueSymbol(node)
      ?.declarations?.some((declaration) => earlier.test(declaration.getSourceFile().fileName)) === true;
  return (context) => (file) => {
    const { factory } = context;
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isShorthandPropertyAssignment(node) || !ts.isShorthandPropertyAssignment(visited))
        return visited;
      if (!isEarlier(node)) return visited;
      const { name, objectAssignmentInitializer: whenMissing } = visited;
      const value = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), name.text);
      return factory.createPropertyAssignment(
        name,
        whenMissing ? factory.createAssignment(value, whenMissing) : value,
      );
    };
    return ts.visitEachChild(file, visit, context);
  };
}
