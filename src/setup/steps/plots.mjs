/**
 * Step: JupyterLab draws a plot anew when another takes its place, as a live chart's does.
 *
 * The renderer that comes with the Python package plotly 7.1.0 asks whether anything is drawn, and if so ignores
 * what it is given: a live chart would stay as it was first drawn. The question is for what it gives itself, the
 * same figure with a picture (`image/png`) beside it, so here it asks for the picture, too.
 */
import fs from "node:fs";
import path from "node:path";
import { inRoot, venv } from "../paths.mjs";
import { filesBelow, hashFiles, writeWhole } from "../prepare.mjs";
import { python } from "./python.mjs";

const shipped = "renderModel(t){if(this.hasGraphElement())return Promise.resolve();";
const mended = shipped.replace("hasGraphElement()", 'hasGraphElement()&&t.data["image/png"]');
const folder = path.join(venv, "share", "jupyter", "labextensions", "jupyterlab-plotly", "static");

export const plots = {
  name: "Plots in JupyterLab follow what they are given",
  after: [python],
  stamp: path.join(venv, "set-up-plots.json"),
  inputs: () => ({ python: hashFiles([inRoot("src", "setup", "requirements.txt")]), mended }),
  make: async () => {
    const texts = filesBelow(folder, ".js").map((file) => [file, fs.readFileSync(file, "utf8")]);
    if (texts.some(([, text]) => text.includes(mended))) return;
    const [file, text] = texts.find(([, text]) => text.includes(shipped)) ?? [];
    if (!file) throw new Error(`plots requires the renderer of plotly 7.1.0, got another in ${folder}`);
    writeWhole(file, text.replace(shipped, mended));
  },
};
