/**
 * Step: the report's nbconvert template in .venv, with what its pages inline: Plotly minified, a font for
 * formulas. It needs the npm packages, and knows which Node typesets and draws. JupyterLab shows them alike.
 */
import path from "node:path";
import { installLabStyle, installReport } from "../../report/install.mjs";
import { environment } from "../environment.mjs";
import { inRoot, root, venv } from "../paths.mjs";
import { filesBelow, hashFiles } from "../prepare.mjs";
import { packages } from "./packages.mjs";
import { python } from "./python.mjs";

const sources = [".mjs", ".py", ".js", ".json", ".css", ".j2"];

export const report = {
  name: "The report's template, copied into .venv",
  after: [packages, python],
  stamp: path.join(venv, "set-up-report.json"),
  inputs: () => ({
    files: hashFiles([
      ...sources.flatMap((ending) => filesBelow(inRoot("src", "report"), ending)),
      inRoot("src", "pages", "in-script.mjs"),
    ]),
    packages: hashFiles([inRoot("package-lock.json")]),
    node: process.execPath,
    version: process.versions.node,
  }),
  make: async () => {
    await installReport(root, venv);
    installLabStyle(root, environment().JUPYTER_CONFIG_DIR);
  },
};
