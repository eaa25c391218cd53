import assert from "node:assert/strict";
import path from "node:path";
import * as matrix from "../../model/matrix";
import * as normal from "../../random/normal";
import * as xoshiro from "../../random/xoshiro";

/** Modules of the book that a student's function may use. */
const given: Readonly<Record<string, object>> = {
  "model/matrix": matrix,
  "random/normal": normal,
  "random/xoshiro": xoshiro,
};

/** Folders of the book whose modules only show something: while a notebook is graded, nothing is shown. */
const shown = ["course", "notebook", "plots", "display"];

/** Stands for anything: called, constructed or asked for a part, it gives itself. It is no promise. */
const nothing: unknown = new Proxy(function () {}, {
  get: (_, key) => (key === "then" || typeof key === "symbol" ? undefined : nothing),
  apply: () => nothing,
  construct: () => nothing as object,
});

/**
 * The `require` of a notebook that is graded. It gives what an exercise needs, copied, so that a notebook which replaces
 * a function harms itself only; what shows something does nothing; the rest, the book's own losses among it, is refused.
 */
export function guardedRequire(name: string): unknown {
  if (/^(node:)?assert(\/strict)?$/.test(name)) return Object.assign(assert.ok.bind(undefined), assert);
  const inBook = /(?:^|\/)dist\/(.+?)(?:\.js)?$/.exec(path.posix.normalize(name))?.[1];
  if (inBook !== undefined && Object.hasOwn(given, inBook)) return { ...given[inBook] };
  if (inBook !== undefined && shown.includes(inBook.split("/")[0])) return nothing;
  throw new Error(`"${name}" cannot be imported while a notebook is graded`);
}
