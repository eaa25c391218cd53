/**
 * A cell that only assigns values to parameters, as papermill inserts one into a notebook.
 *
 * Its values differ from run to run, so it is the one cell of a grid that is never in the cache. Whether a number fits
 * a variable of type `number` can be decided without a type checker.
 */

import type { CompiledCell, Declared } from "./emit-cell";
import { kernelName } from "./cell-code";

const comment = /^\s*(\/\/.*)?$/;
const assignment = /^([A-Za-z_$][\w$]*) = (.+);$/;

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The compiled cell; undefined for a cell of another form.
 *
 * @param primitives types of variables of earlier cells, by name, as far as they are primitive
 */
export function compileParameters(
  primitives: ReadonlyMap<string, Declared["primitive"]>,
  source: string,
): CompiledCell | undefined {
  const lines = source.split("\n").filter((line) => !comment.test(line));
  const statements = lines.map((line) => {
    const [, name, text] = assignment.exec(line) ?? [];
    if (name === undefined || primitives.get(name) !== typeof parseValue(text)) return undefined;
    return `${kernelName}.box(${JSON.stringify(name)}).${name} = ${text}`;
  });
  const last = statements.pop();
  if (last === undefined || statements.includes(undefined)) return undefined;
  const code = [...statements, `return { value: ${last} }`].join(";\n");
  return {
    code: `(function (${kernelName}) { "use strict";\n${code};\n})`,
    map: "",
    exports: "",
    declared: [],
    imported: [],
    modules: {},
    checkedAgainst: [],
  };
}
