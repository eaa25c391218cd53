/**
 * Step: src/ compiled to dist/ and test/ to dist-test/. Both folders hold what the compiler writes and no more,
 * but for the WebAssembly modules (assembly.mjs), the parts of mathjs (mathjs.mjs) and the programs of pages
 * (programs.mjs) in dist/.
 */
import fs from "node:fs";
import path from "node:path";
import { SetupError } from "../messages.mjs";
import { inRoot } from "../paths.mjs";
import { filesBelow, hashFiles } from "../prepare.mjs";
import { runCaptured } from "../processes.mjs";
import { packages } from "./packages.mjs";

export const projects = ["tsconfig.json", "test/tsconfig.json"];
export const compiler = inRoot("node_modules", "typescript", "bin", "tsc");

const outputs = [
  { from: inRoot("src"), to: inRoot("dist") },
  { from: inRoot("test"), to: inRoot("dist-test") },
];

export const build = {
  name: "build of src/ and test/",
  after: [packages],
  stamp: inRoot("dist-test", ".set-up.json"),
  inputs: () => ({ sources: hashFiles(sourceFiles()) }),
  intact: () => fs.existsSync(inRoot("dist", ".tsbuildinfo")),
  make: async () => {
    removeStale();
    const { status, output } = await runCaptured(process.execPath, [compiler, "--build", ...projects]);
    if (status !== 0)
      throw new SetupError(`the build failed: mend what the compiler names\n${output.trim()}`);
  },
};

function sourceFiles() {
  const settings = [...projects, "package-lock.json"].map((file) => inRoot(file));
  return [...settings, ...outputs.flatMap(({ from }) => filesBelow(from, ".ts"))];
}

/** Deletes what was compiled from a source that has since been removed or renamed. */
function removeStale() {
  for (const { from, to } of outputs) {
    for (const file of filesBelow(to).filter((name) => /(?<!\.min)\.(js|d\.ts)(\.map)?$/.test(name))) {
      const source = path.join(from, path.relative(to, file)).replace(/\.(js|d\.ts)(\.map)?$/, ".ts");
      if (!fs.existsSync(source)) fs.rmSync(file);
    }
  }
}
