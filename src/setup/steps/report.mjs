/**
 * Step: the report's nbconvert template in .venv, with what its pages inline: Plotly minified, a font for
 * formulas. It needs the npm packages, and knows which Node typesets and draws. JupyterLab shows them alike.
 */
import path from "node:path";
import { installLabStyle, installReport } from "../../report/install.mjs";
import { environment } from "../environment.mjs";
import { inRoot, venv } from "../paths.mjs";
import { filesBelow, hashOf } from "../prepare.mjs";

const sources = [".mjs", ".py", ".js", ".json", ".css", ".j2"];

export const report = {
  name: "The report's template, copied into .venv",
  stamp: path.join(venv, "set-up-report.json"),
  inputs: () => ({
    files: hashOf(sources.flatMap((ending) => filesBelow(inRoot("src", "report"), ending))),
    packages: hashOf([inRoot("package-lock.json")]),
    node: process.execPath,
    version: process.versions.node,
  }),
  make: async () => {
    await installReport(venv);
    installLabStyle(environment().JUPYTER_CONFIG_DIR);
  },
};
