/**
 * Step: the files that make .venv's Jupyter the project's own: configuration, export templates, plug-ins.
 *
 * `sources` says which folders of the checkout are copied to where in .venv. To add files, put them
 * below src/setup/jupyter, which mirrors .venv (etc/jupyter/..., share/jupyter/...), or add a line
 * here. A target that begins with `site-packages` goes where that environment's Python imports from.
 * A file that is no longer there is taken out of .venv again.
 */
import fs from "node:fs";
import path from "node:path";
import { inRoot, venv } from "../paths.mjs";
import { filesBelow, hashFiles, writeWhole } from "../prepare.mjs";
import { python } from "./python.mjs";

const sources = [
  { from: inRoot("src", "setup", "jupyter"), to: "" },
  ...["word2vec_experiment", "word2vec_experiment-1.dist-info"].map((name) => {
    return { from: inRoot("src", "experiment", name), to: path.join("site-packages", name) };
  }),
];

const installed = path.join(venv, "set-up-jupyter-installed.json");

export const jupyterFiles = {
  name: "Jupyter's configuration, copied into .venv",
  after: [python],
  stamp: path.join(venv, "set-up-jupyter.json"),
  inputs: () => ({ files: hashFiles(sources.flatMap(({ from }) => filesBelow(from))), sources }),
  make: async () => {
    const before = fs.existsSync(installed) ? JSON.parse(fs.readFileSync(installed, "utf8")) : [];
    for (const file of before) fs.rmSync(path.join(venv, file), { force: true });
    const pairs = sources.flatMap(({ from, to }) =>
      filesBelow(from).map((file) => [file, path.join(resolved(to), path.relative(from, file))]),
    );
    writeWhole(installed, JSON.stringify(pairs.map(([, target]) => target)));
    for (const [file, target] of pairs) {
      fs.mkdirSync(path.dirname(path.join(venv, target)), { recursive: true });
      fs.copyFileSync(file, path.join(venv, target));
    }
  },
};

/** A target relative to .venv, with site-packages where it really is (lib/python3.12/site-packages). */
function resolved(target) {
  if (!target.startsWith("site-packages")) return target;
  const lib = path.join(venv, "lib");
  const version = fs.existsSync(lib) && fs.readdirSync(lib).find((name) => name.startsWith("python3"));
  return version ? path.join("lib", version, target) : path.join("Lib", target);
}
