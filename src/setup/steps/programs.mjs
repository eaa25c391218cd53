/**
 * Step: the programs of pages, `dist/pages/NAME.min.js`, bundled from `src/pages/NAME.ts` and the modules that it
 * imports. `src/pages/bundle.mjs` has their names.
 */
import { bundlePrograms, programs as names } from "../../pages/bundle.mjs";
import { SetupError } from "../messages.mjs";
import { inRoot, root } from "../paths.mjs";
import { filesBelow, hashFiles, writeWhole } from "../prepare.mjs";
import fs from "node:fs";
import { assembly } from "./assembly.mjs";
import { build } from "./build.mjs";
import { packages } from "./packages.mjs";

/** The folders that a program may import from. */
const folders = [
  ...[
    "comparison",
    "corpus",
    "derivation",
    "display",
    "evaluation",
    "model",
    "notebook",
    "pages",
    "playgrounds",
    "plots",
    "random",
    "runs",
  ],
  ...["settings", "training", "vectors", "webassembly"],
];

const outputOf = (name) => inRoot("dist", "pages", `${name}.min.js`);

export const programs = {
  name: "programs of pages",
  after: [packages, build, assembly],
  stamp: inRoot("dist", "pages", ".programs.json"),
  inputs: () => ({ names, sources: hashFiles(sourceFiles()) }),
  intact: () => names.every((name) => fs.existsSync(outputOf(name))),
  make: async () => {
    try {
      for (const [name, script] of await bundlePrograms(root)) writeWhole(outputOf(name), script);
    } catch (error) {
      throw new SetupError(`a program of a page cannot be bundled: mend what is named\n${error.message}`);
    }
  },
};

function sourceFiles() {
  const sources = folders.flatMap((folder) => filesBelow(inRoot("src", folder), ".ts"));
  const bundled = [
    "derivation/numbers/bundle-mathjs.mjs",
    "pages/bundle.mjs",
    "pages/in-script.mjs",
    "webassembly/modules.mjs",
  ].map((name) => inRoot("src", name));
  return [inRoot("package-lock.json"), ...bundled, ...sources];
}
