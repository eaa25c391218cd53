import assert from "node:assert/strict";
import { test } from "node:test";
import { compileParameters } from "../../dist/notebook/kernel/parameter-cell";

const declarations = [
  "import { zeros } from '../dist/model/matrix';",
  "declare let iterations: number;",
  "declare let loss: string;",
  "declare let reference: boolean;",
  'declare let window: "narrow" | "wide";',
  "declare const seed: number;\n",
].join("\n");

/** What the cell assigns, and the value of its last expression. */
function run(source: string): { names: Record<string, unknown>; value: unknown } | undefined {
  const result = compileParameters(declarations, source);
  if (!result) return undefined;
  assert.equal(result.declOutput, declarations);
  const names: Record<string, unknown> = {};
  new Function("exports", String(result.output))(names);
  const last = String(result.lastExpressionVar);
  const { [last]: value, ...others } = names;
  return { names: others, value };
}

test("values of declared variables are assigned without a type checker", () => {
  const cell = '// Parameters\niterations = 1e-05;\nloss = "a;\\n\\u2028 // \\"b\\"";\n\nreference = true;\n';
  assert.deepEqual(run(cell), {
    names: { iterations: 1e-5, loss: 'a;\n\u2028 // "b"', reference: true },
    value: true,
  });
});

test("any other cell is left to the type checker", () => {
  const others = [
    "",
    "// Parameters",
    'iterations = "5";',
    "loss = 5;",
    'window = "wide";',
    "seed = 5;",
    "unknown = 5;",
    "iterations = 5 + 5;",
    "iterations = {};",
    "iterations = null;",
    "iterations = 5; loss = process.exit();",
    "iterations = 5;\r\nreference = true;",
    "iterations = 5\nreference = true;",
    "let iterations = 5;",
    "iterations = 5;\nshow(iterations);",
  ];
  for (const cell of others) assert.equal(run(cell), undefined, cell);
});
