/** Step: the parts of mathjs that the checker uses, one script in dist/ (src/derivation/numbers/bundle-mathjs.mjs). */
import fs from "node:fs";
import { bundled, bundleMathjs } from "../../derivation/numbers/bundle-mathjs.mjs";
import { SetupError } from "../messages.mjs";
import { inRoot, root } from "../paths.mjs";
import { hashFiles, writeWhole } from "../prepare.mjs";
import { build } from "./build.mjs";
import { packages } from "./packages.mjs";

const output = inRoot("dist", bundled);
const sources = [
  "package-lock.json",
  "src/derivation/numbers/mathjs.ts",
  "src/derivation/numbers/bundle-mathjs.mjs",
];

export const mathjs = {
  name: "parts of mathjs",
  after: [packages, build],
  stamp: inRoot("dist", ".mathjs.json"),
  inputs: () => ({ sources: hashFiles(sources.map((file) => inRoot(file))) }),
  intact: () => fs.existsSync(output),
  make: async () => {
    try {
      writeWhole(output, await bundleMathjs(root));
    } catch (error) {
      throw new SetupError(`the parts of mathjs cannot be bundled: mend what is named\n${error.message}`);
    }
  },
};
