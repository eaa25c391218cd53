/**
 * A cell that only gives values to parameters, as papermill puts one into a notebook it runs.
 *
 * Its values differ from run to run, so it is the one cell of a grid that no run before has compiled. Whether a number
 * fits a variable of type `number` is seen without a type checker.
 */
import type { ConvertResult } from "tslab/dist/converter";

const comment = /^\s*(\/\/.*)?$/;
const assignment = /^([A-Za-z_$][\w$]*) = (.+);$/;

/** Whether earlier cells declared `let name` with the type of the value. */
function accepts(declarations: string, name: string, value: unknown): boolean {
  if (!["number", "string", "boolean"].includes(typeof value)) return false;
  return declarations.split("\n").includes(`declare let ${name}: ${typeof value};`);
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The compiled cell, or nothing for a cell of any other form.
 *
 * @param declarations what earlier cells declared, as tslab writes it
 */
export function compileParameters(declarations: string, source: string): ConvertResult | undefined {
  const lines = source.split("\n").filter((line) => !comment.test(line));
  const statements = lines.map((line) => {
    const [, name, text] = assignment.exec(line) ?? [];
    if (name === undefined || !accepts(declarations, name, parseValue(text))) return undefined;
    return `exports.${name} = ${text};`;
  });
  if (statements.length === 0 || statements.includes(undefined)) return undefined;
  const last = `exports.last = ${statements.pop()}`; // tslab shows the value of the last expression
  return {
    output: [...statements, last].join("\n"),
    declOutput: declarations,
    diagnostics: [],
    hasToplevelAwait: false,
    lastExpressionVar: "last",
  };
}
