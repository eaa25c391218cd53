import type { Edit, Pool } from "./changes";
import { changes } from "./changes";
import type { Expression } from "../latex/expression";
import { children, withChild } from "../latex/expression";
import { print } from "../latex/printer";

/** All expressions that differ in one node, each once; those nearest to what was written come first. */
export function edits(expression: Expression, pool: Pool): Edit[] {
  const found = new Map<string, Edit>();
  const unchanged = print(expression);
  for (const change of changes) {
    for (const edit of everywhere(expression, (node) => change(node, pool))) {
      const text = print(edit.result);
      if (!found.has(text) && text !== unchanged) found.set(text, edit);
    }
  }
  return [...found.values()];
}

/** The changes of every node of a tree, each as a change of the whole tree. */
function everywhere(node: Expression, change: (node: Expression) => Edit[]): Edit[] {
  const inner = children(node).flatMap(([field, child]) =>
    everywhere(child, change).map((edit) => ({ ...edit, result: withChild(node, field, edit.result) })),
  );
  const own = change(node).map((edit) => ({ ...edit, changed: { from: node, to: edit.result } }));
  return [...own, ...inner];
}
