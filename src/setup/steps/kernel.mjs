/**
 * Step: the TypeScript kernel, registered inside .venv, where JupyterLab, nbconvert and papermill of
 * that environment find it, also when they are started without npm.
 */
import path from "node:path";
import { cache, inRoot, venv } from "../paths.mjs";
import { writeWhole } from "../prepare.mjs";
import { python } from "./python.mjs";

const folder = path.join(venv, "share", "jupyter", "kernels", "tslab");

/** How the kernel is started, once src/ is built; Jupyter puts its own file in place of {connection_file}. */
const argv = [
  process.execPath,
  inRoot("dist", "kernel", "main.js"),
  ...["--compiled-cells", path.join(cache, "cells")],
  ...["--history", path.join(cache, "kernel-history.jsonl")],
  ...["--config-path", "{connection_file}"],
];

export const kernel = {
  name: "TypeScript kernel, registered in .venv",
  after: [python],
  stamp: path.join(folder, "set-up.json"),
  inputs: () => ({ argv }),
  make: async () => {
    const specification = {
      argv,
      display_name: "TypeScript",
      language: "typescript",
      interrupt_mode: "signal",
    };
    writeWhole(path.join(folder, "kernel.json"), JSON.stringify(specification, null, 1) + "\n");
  },
};
