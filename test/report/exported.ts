import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chapterNotebook, hostile, notebook, markdown, type Notebook } from "./notebook";
import { hostileNotebook } from "./hostile";
import { checkout, inCheckout, venvPython } from "../../dist/files/checkout";

export const venv = inCheckout(".venv");

/** Names of the files that {@link exportNotebooks} makes; the last one is itself hostile. */
export const pages = ["chapter", "hostile", `${hostile} plain`] as const;

/** The template as the project's set-up installs it. */
export async function installTemplate(): Promise<string[]> {
  const install = inCheckout("src/report/install.mjs");
  const { installReport } = (await import(install)) as {
    installReport(root: string, venv: string): Promise<string[]>;
  };
  return installReport(checkout, venv);
}

/** Exports the notebooks of this folder by nbconvert, with no option but where to. */
export async function exportNotebooks(): Promise<string> {
  await installTemplate();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  const contents: Notebook[] = [
    chapterNotebook(),
    hostileNotebook(),
    notebook([markdown("words", "No heading.")]),
  ];
  const files = pages.map((name) => path.join(folder, `${name}.ipynb`));
  files.forEach((file, i) => fs.writeFileSync(file, JSON.stringify(contents[i])));
  nbconvert(["--to", "html", ...files], folder);
  return folder;
}

/** Runs nbconvert in the folder `cwd`, with `more` in its environment. */
export function nbconvert(args: string[], cwd: string, more: NodeJS.ProcessEnv = {}): void {
  const env = {
    ...process.env,
    PATH: `${path.join(venv, "bin")}${path.delimiter}${process.env.PATH}`,
    ...more,
  };
  execFileSync(venvPython, ["-m", "nbconvert", "--log-level", "ERROR", ...args], {
    env,
    cwd,
  });
}
