import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { models, type Model } from "./models";

/** The mark of one claim behind the definitions of a model, of which nothing is declared. */
function markOf({ definitions, of, by }: Model, value: string, layout = ""): string {
  const claim = String.raw`\frac{\partial ${of}}{\partial ${by}} = ${value}`;
  const text = [...definitions, claim].map((each) => `$$ ${each} $$`).join("\n");
  const { derivations } = deriveDocument(readDocument("a.tex", `${layout}${text}`));
  const marks = derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark));
  assert.equal(marks.length, definitions.length + 1, text);
  return marks[definitions.length];
}

for (const model of models)
  test(`nothing is declared, and no wrong line is right: ${model.title}`, () => {
    for (const value of model.wrong) assert.notEqual(markOf(model, value), "right", value);
    const wrong = new Set<string>(["wrong here", "inherited", "malformed"]);
    for (const value of model.right) assert.ok(!wrong.has(markOf(model, value)), value);
    for (const value of model.flat ?? [])
      assert.ok(!wrong.has(markOf(model, value, "%% layout: numerator\n")), value);
  });
