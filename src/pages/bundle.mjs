/**
 * The programs of pages: each kind of page has one, with the modules of src/ that it uses and nothing else. A program
 * is one script without imports, so that a page can hold it, and its policy admit it by its hash.
 */
import fs from "node:fs";
import path from "node:path";
import { mathjsModule } from "../derivation/numbers/bundle-mathjs.mjs";
import { inScript } from "./in-script.mjs";

/** By the name of their entry in src/pages. */
export const programs = [
  "book",
  "derivation",
  "explorer",
  "homework",
  "playground",
  "runs",
  "training",
  "watch",
];

/** The WebAssembly modules of programs, below dist/: a program that reads modules has them in itself. */
const pageModules = ["negative-sampling", "softmax"].map(
  (name) => `training/assignment/assembly/${name}.wasm`,
);

/**
 * Bundles the programs.
 *
 * @param {string} root the checkout, with its build
 * @returns {Promise<Map<string, string>>} the script of each program
 */
export async function bundlePrograms(root) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: programs.map((name) => path.join(root, "src", "pages", `${name}.ts`)),
    outdir: path.join(root, "dist"),
    plugins: [partsOfMathjs(root), modulesInside(root)],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    legalComments: "inline",
    charset: "ascii", // the same bytes in whatever encoding a page is read
    write: false,
  });
  return new Map(outputFiles.map(({ path: file, text }) => [path.basename(file, ".js"), inScript(text)]));
}

/** The parts of mathjs that the checker has loaded, which Node reads from a script beside it. */
function partsOfMathjs(root) {
  return {
    name: "parts of mathjs",
    setup(build) {
      build.onResolve({ filter: /\/mathjs-parts\.min$/ }, () => ({ path: "mathjs", namespace: "parts" }));
      build.onLoad({ filter: /.*/, namespace: "parts" }, () => ({
        contents: mathjsModule(root),
        resolveDir: root,
      }));
    },
  };
}

/** A page reads no file: in the place of `readModule` stands a function that has the modules as text. */
function modulesInside(root) {
  const contents = () => {
    const encode = (file) => fs.readFileSync(path.join(root, "dist", file)).toString("base64");
    const modules = Object.fromEntries(pageModules.map((file) => [file, encode(file)]));
    return `const modules = ${JSON.stringify(modules)};
      export const readModule = (file) => Uint8Array.from(atob(modules[file]), (sign) => sign.charCodeAt(0));`;
  };
  return {
    name: "modules inside",
    setup(build) {
      build.onResolve({ filter: /\/read-module$/ }, () => ({ path: "modules", namespace: "inside" }));
      build.onLoad({ filter: /.*/, namespace: "inside" }, () => ({ contents: contents() }));
    },
  };
}
