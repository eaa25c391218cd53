import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { before, test } from "node:test";
import { checkout, inCheckout } from "../../dist/files/checkout";

/** Holds the `src` of a folder against the rules of this project; returns "rule: from -> to" of each breach. */
function breaches(folder: string): string[] {
  const program = inCheckout("node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const options = ["--config", inCheckout(".dependency-cruiser.mjs"), "--output-type", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, [program, "src", ...options], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  assert.equal(stderr, "");
  const { summary } = JSON.parse(stdout);
  const found = summary.violations.filter(
    ({ rule }: { rule: { severity: string } }) => rule.severity === "error",
  );
  return found.map(
    ({ rule, from, to }: { rule: { name: string }; from: string; to: string }) =>
      `${rule.name}: ${from} -> ${to}`,
  );
}

test("src/ imports only what its stages may, and nothing in a circle", () => {
  assert.deepEqual(breaches(checkout), []);
});

const constant = "export const x = () => 1;";
const call = (from: string): string => `import { x } from "${from}";\nexport const y = () => x();`;

/** Each: what is wrong, the files that do it, and the breach that is found. No two use the same file. */
const planted: [what: string, files: Record<string, string>, breach: string][] = [
  [
    "a value of a later stage",
    { "src/corpus/a.ts": call("../model/b"), "src/model/b.ts": constant },
    "src/corpus imports only earlier stages: src/corpus/a.ts -> src/model/b.ts",
  ],
  [
    "a type of a later stage",
    {
      "src/files/a.ts": 'import type { B } from "../cli/b";\nexport type A = B;',
      "src/cli/b.ts": "export type B = number;",
    },
    "src/files imports only earlier stages: src/files/a.ts -> src/cli/b.ts",
  ],
  [
    "a later stage of the checker",
    {
      "src/derivation/latex/a.ts": call("../proof/algebra/c"),
      "src/derivation/proof/algebra/c.ts": constant,
    },
    "src/derivation/latex imports only earlier stages: src/derivation/latex/a.ts -> src/derivation/proof/algebra/c.ts",
  ],
  [
    "the checker's public face, from inside",
    { "src/derivation/repair/a.ts": call("../face"), "src/derivation/face.ts": constant },
    "src/derivation/repair imports only earlier stages: src/derivation/repair/a.ts -> src/derivation/face.ts",
  ],
  [
    "word2vec in the checker",
    { "src/derivation/verdict/a.ts": call("../../corpus/b"), "src/corpus/b.ts": constant },
    "the checker knows nothing of word2vec or the notebook: src/derivation/verdict/a.ts -> src/corpus/b.ts",
  ],
  [
    "a circle of types",
    {
      "src/random/a.ts": 'import type { B } from "./b";\nexport type A = B[];',
      "src/random/b.ts": 'import type { A } from "./a";\nexport type B = A[];',
    },
    "no circles: src/random/a.ts -> src/random/b.ts",
  ],
  [
    "a recursion that leaves its files",
    {
      "src/derivation/proof/algebra/d.ts": 'import { y } from "../b";\nexport const x = () => y();',
      "src/derivation/proof/b.ts": call("./algebra/d"),
    },
    "a recursion stays among its files: src/derivation/proof/algebra/d.ts -> src/derivation/proof/b.ts",
  ],
  [
    "a folder without a place in the order",
    { "src/stray/a.ts": 'import "node:fs";' },
    "every folder has a place in the order: src/stray/a.ts -> fs",
  ],
  [
    "a package in the set-up",
    {
      "src/setup/a.mjs": 'import "installed";',
      "node_modules/installed/package.json": '{ "name": "installed" }',
      "node_modules/installed/index.js": "",
    },
    "set-up needs no package: src/setup/a.mjs -> node_modules/installed/index.js",
  ],
  [
    "a file that is not there",
    { "src/plots/a.ts": 'import "./missing";' },
    "every import is found: src/plots/a.ts -> ./missing",
  ],
];

/** Two files that call each other, and may. */
const recursion = {
  "src/derivation/proof/algebra/e.ts": call("./f"),
  "src/derivation/proof/algebra/f.ts": 'import { y } from "./e";\nexport const x = () => y();',
};

let found: string[];

before(() => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "imports-"));
  const files = Object.assign({}, recursion, ...planted.map(([, files]) => files));
  for (const [name, text] of Object.entries<string>(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  found = breaches(folder);
  fs.rmSync(folder, { recursive: true });
});

for (const [what, , breach] of planted) {
  test(`found and named: ${what}`, () => assert.ok(found.includes(breach), found.join("\n")));
}

test("a recursion among its named files is allowed", () => {
  const ofRecursion = found.filter((breach) => Object.keys(recursion).some((file) => breach.includes(file)));
  assert.deepEqual(ofRecursion, []);
});
