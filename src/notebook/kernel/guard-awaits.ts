/**
 * Compiles `await x` in a cell to `await untilInterrupted(x)`, and `for await` likewise.
 *
 * Stock tslab stops waiting for an interrupted cell, but a loop in it that awaits keeps running unseen. With each of
 * its awaits rejected by the interrupt, the loop itself ends (and its `finally` runs, if it was waiting). See `interrupt.ts`.
 */
import type TypeScript from "@tslab/typescript-for-tslab";

type Transformer = TypeScript.TransformerFactory<TypeScript.SourceFile>;

/**
 * @param ts         the TypeScript that compiles the cell
 * @param onTopLevel called when an await stands outside every function
 */
export function guardAwaits(ts: typeof TypeScript, onTopLevel: () => void): Transformer {
  return (context) => (file) => {
    const { factory } = context;
    const guarded = (name: string, argument: TypeScript.Expression): TypeScript.Expression =>
      factory.createCallExpression(
        factory.createPropertyAccessExpression(factory.createIdentifier("__tslab__"), name),
        undefined,
        [argument],
      );
    const visit = (node: TypeScript.Node, depth: number): TypeScript.Node => {
      const inner = ts.isFunctionLike(node) ? depth + 1 : depth;
      const visited = ts.visitEachChild(node, (child) => visit(child, inner), context);
      if (ts.isAwaitExpression(visited)) {
        if (depth === 0) onTopLevel();
        return factory.updateAwaitExpression(visited, guarded("untilInterrupted", visited.expression));
      }
      if (ts.isForOfStatement(visited) && visited.awaitModifier) {
        if (depth === 0) onTopLevel();
        const { awaitModifier, initializer, expression, statement } = visited;
        const items = guarded("eachUntilInterrupted", expression);
        return factory.updateForOfStatement(visited, awaitModifier, initializer, items, statement);
      }
      return visited;
    };
    return ts.visitEachChild(file, (node) => visit(node, 0), context);
  };
}
