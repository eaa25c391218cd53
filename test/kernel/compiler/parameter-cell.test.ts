import assert from "node:assert/strict";
import { test } from "node:test";
import { compileParameters } from "../../../dist/kernel/compiler/parameter-cell";

const primitives = new Map<string, "number" | "string" | "boolean" | undefined>([
  ["iterations", "number"],
  ["loss", "string"],
  ["reference", "boolean"],
  ["window", undefined], // "narrow" | "wide"
  ["seed", undefined], // constant
]);

/** What the cell assigns, and the value of its last expression. */
function run(source: string): { names: Record<string, unknown>; value: unknown } | undefined {
  const cell = compileParameters(primitives, source);
  if (!cell) return undefined;
  const names: Record<string, unknown> = {};
  const code = new Function(`return ${cell.code}`)() as (kernel: object) => { value: unknown };
  const { value } = code({ box: () => names });
  return { names, value };
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
