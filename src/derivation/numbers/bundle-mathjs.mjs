/**
 * The parts of mathjs that the checker uses, as one script: loading the package whole reads a thousand files and takes a
 * second; the parts take a tenth of that.
 */
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/** Where `mathjs.ts` finds the script, below dist/. */
export const bundled = path.join("derivation", "numbers", "mathjs-parts.min.js");

/**
 * A module that exports `create` and the factories of the parts, each from its own file of the package.
 *
 * @param {string} root the checkout, with its build
 */
export function mathjsModule(root) {
  const { mathjsParts } = require(path.join(root, "dist", "derivation", "numbers", "mathjs.js"));
  const folder = "./node_modules/mathjs/lib/esm";
  const exported = mathjsParts.map((part) => {
    const file = `dependencies${part[0].toUpperCase()}${part.slice(1)}.generated.js`;
    return `export { ${part}Dependencies } from "${folder}/entry/dependenciesAny/${file}";`;
  });
  return [`export { create } from "${folder}/core/create.js";`, ...exported].join("\n");
}

/** Bundles the parts for Node. @returns {Promise<string>} the script */
export async function bundleMathjs(root) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: { contents: mathjsModule(root), resolveDir: root },
    bundle: true,
    minify: true,
    keepNames: true, // mathjs tells types by the names of classes
    format: "cjs",
    platform: "node",
    target: "node20",
    legalComments: "inline",
    write: false,
  });
  return outputFiles[0].text;
}
