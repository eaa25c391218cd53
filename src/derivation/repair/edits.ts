import type { Edit, Pool } from "./changes";
import { changes } from "./changes";
import type { Expression } from "../latex/expression";
import { children, withChild } from "../latex/expression";
import { print } from "../latex/printer";

/** All expressions that differ in one node, each once; those nearest to what was written come first. They are made as they are taken. */
export function* edits(expression: Expression, pool: Pool): Generator<Edit, undefined> {
  const found = new Set<string>([print(expression)]);
  for (const change of changes) {
    for (const edit of everywhere(expression, (node) => change(node, pool))) {
      const text = print(edit.result);
      if (found.has(text)) continue;
      found.add(text);
      yield edit;
    }
  }
}

/** The changes of every node of a tree, each as a change of the whole tree. */
function* everywhere(node: Expression, change: (node: Expression) => Edit[]): Generator<Edit, undefined> {
  for (const edit of change(node)) yield { ...edit, changed: { from: node, to: edit.result } };
  for (const [field, child] of children(node))
    for (const edit of everywhere(child, change))
      yield { ...edit, result: withChild(node, field, edit.result) };
}
