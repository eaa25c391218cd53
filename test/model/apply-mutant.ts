/**
 * Loaded by `node --require` before a test file: the module of dist/ that MUTANT names is compiled from a changed text.
 */
import Module from "node:module";
import type { Mutant } from "./loss-mutants.test";

const { file: mutated, from, to } = JSON.parse(process.env.MUTANT ?? "") as Mutant;
const loader = Module.prototype as unknown as { _compile(text: string, file: string): unknown };
const compile = loader._compile;

loader._compile = function (text, file) {
  if (!file.endsWith(`/dist/${mutated}.js`)) return compile.call(this, text, file);
  const parts = text.split(from);
  if (parts.length !== 2)
    throw new Error(`a mutant requires ${from} once in ${file}, got ${parts.length - 1}`);
  return compile.call(this, parts.join(to), file);
};
