/**
 * Step: JupyterLab draws a plot anew when another takes its place, as a live chart's does, and a plot of a notebook that is
 * opened again is alive at once.
 *
 * The renderer that comes with the Python package plotly 7.1.0 asks whether anything is drawn, and if so ignores
 * what it is given: a live chart would stay as it was first drawn. The question is for what it gives itself, the
 * same figure with a picture (`image/png`) beside it, so here it asks for the picture, too.
 *
 * Of a figure that has its picture beside it, as in a saved notebook, it shows the picture until the mouse comes over it:
 * in no theme's colours, and cut where the window is narrower now. Here the picture stands in only until the plot is drawn,
 * and a plot that has one keeps it, so that to open a notebook does not change it.
 */
import fs from "node:fs";
import path from "node:path";
import { inRoot, venv } from "../paths.mjs";
import { filesBelow, hashFiles, writeWhole } from "../prepare.mjs";
import { python } from "./python.mjs";

/** What the renderer says, and what it is to say. */
const mends = [
  [
    "renderModel(t){if(this.hasGraphElement())return Promise.resolve();",
    'renderModel(t){if(this.hasGraphElement()&&t.data["image/png"])return Promise.resolve();',
  ],
  [
    "return null!=r?(this.updateImage(r),Promise.resolve()):this.createGraph(t)}",
    "return null!=r&&this.updateImage(r),this.createGraph(t)}",
  ],
  ['r.data["image/png"]!==i&&r.setData(', 'null==r.data["image/png"]&&r.setData('],
];
const folder = path.join(venv, "share", "jupyter", "labextensions", "jupyterlab-plotly", "static");

export const plots = {
  name: "Plots in JupyterLab follow what they are given",
  after: [python],
  stamp: path.join(venv, "set-up-plots.json"),
  inputs: () => ({ python: hashFiles([inRoot("src", "setup", "requirements.txt")]), mends }),
  make: async () => {
    const texts = filesBelow(folder, ".js").map((file) => [file, fs.readFileSync(file, "utf8")]);
    const isRenderer = ([, text]) => mends.every((words) => words.some((each) => text.includes(each)));
    const [file, text] = texts.find(isRenderer) ?? [];
    if (!file) throw new Error(`plots requires the renderer of plotly 7.1.0, got another in ${folder}`);
    const mended = mends.reduce((all, [shipped, said]) => all.replace(shipped, said), text);
    if (mended !== text) writeWhole(file, mended);
  },
};
