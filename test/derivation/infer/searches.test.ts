import assert from "node:assert/strict";
import { test } from "node:test";
import { noDeclarations } from "../../../dist/derivation/declare/declarations";
import { optionsFor } from "../../../dist/derivation/infer/readings";
import { Searches } from "../../../dist/derivation/infer/searches";
import { usesIn } from "../../../dist/derivation/infer/uses";
import { inferred, sectionOf } from "./section-of";

/** The gates of a memory cell by the names of its gates, input, states, weights and biases. */
function gates(names: string): string {
  const [f, i, o, g, c, h, x, W, U, b] = names.split(" ");
  const gate = (name: string): string =>
    `${name}_t = \\sigma(${W}_${name} ${x}_t + ${U}_${name} ${h}_{t-1} + ${b}_${name}) \\\\`;
  const slope = (name: string): string =>
    `\\frac{\\partial ${name}_t}{\\partial ${b}_${name}} = \\operatorname{diag}(1 - ${name}_t) \\\\`;
  return [
    ...[f, i, o, g].map(gate),
    `${c}_t = ${f}_t \\odot ${c}_{t-1} + ${i}_t \\odot ${g}_t \\\\`,
    `${h}_t = ${o}_t \\odot \\tanh(${c}_t) \\\\`,
    ...[f, i, o, g].map(slope),
  ].join("\n");
}

const small = gates("f i o g c h x W U b");
const large = [
  small,
  ...["q p r s u w z R Q a", "F I O G C H X M P B", "j k l m n v y E D e", "J K L N S T Y A V Z"].map(gates),
].join("\n");

test("a search that would be long takes the best that it has, and its lines say so", () => {
  const { assumed } = inferred(large);
  const stopped = assumed.filter(({ evidence }) => evidence.says.includes("too much to try all"));
  assert.ok(stopped.length > 0, assumed.map(({ evidence }) => evidence.says).join("\n"));
  const lines = assumed.map(({ line }) => line);
  for (const name of ["W_f", "R_q", "U_o", "Q_r"])
    assert.ok(
      lines.some((line) => line.startsWith(`${name}: matrix`)),
      `${name} is a matrix`,
    );
});

test("a search for one memory cell ends by itself", () => {
  const { assumed } = inferred(small);
  assert.deepEqual(
    assumed.filter(({ evidence }) => evidence.says.includes("too much to try all")),
    [],
  );
});

test("equal equations are searched for once, and each caller gets its own", () => {
  const read = (latex: string): ReturnType<typeof sectionOf>["equations"] => sectionOf(latex).equations;
  const searches = new Searches();
  const [first, second, other] = [
    "z = A x + b \\\\ x = A^\\top",
    "z = A x + b \\\\ x = A^\\top",
    "z = A x + b",
  ].map(read);
  const choose = (equations: typeof first): ReturnType<Searches["choose"]> => {
    const uses = usesIn(equations);
    const options = new Map([...uses.names.keys()].map((name) => [name, optionsFor(name, uses)]));
    const declared = noDeclarations();
    return searches.choose(equations, options, { declared, defined: new Map(), counted: new Map() });
  };
  const [one, again, less] = [first, second, other].map(choose);
  assert.equal(again.options, one.options, "the second search is the first one");
  assert.deepEqual(
    again.choice.trial.misfits.map(({ equation }) => second.indexOf(equation)),
    one.choice.trial.misfits.map(({ equation }) => first.indexOf(equation)),
  );
  assert.ok(again.choice.trial.misfits.every(({ equation }) => second.includes(equation)));
  assert.notEqual(less.options, one.options);
});
