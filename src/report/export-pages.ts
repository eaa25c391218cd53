import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { inTemporaryFolder } from "../files/temporary-folder";
import { writeAtomic } from "../files/write-atomic";
import { venvPython } from "../files/checkout";
import { projectEnvironment } from "../processes/environment";
import { lastLine } from "./execute";
import { runProgram } from "../processes/run-program";

/**
 * Writes pages of executed notebooks, by one call of nbconvert with the project's template.
 *
 * @param folder of the pages, which have the names of the notebooks
 * @returns warnings of nbconvert
 */
export async function exportPages(
  files: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const template = "--HTMLExporter.template_name=word2vec"; // whatever the user has chosen for other pages
  const options = ["--to", "html", template, "--log-level", "WARN", "--output-dir", folder];
  const args = ["-m", "nbconvert", ...options, ...files];
  const { status, stderr } = await runProgram(venvPython, args, {
    cwd: folder,
    env: projectEnvironment(process.env),
    signal,
  });
  if (status !== 0) throw new Error(`the page was not made: ${lastLine(stderr)}`);
  return stderr.replace(/^\[\w+\] WARNING \| /gm, "").trim();
}

/** Writes the page of one notebook, given as JSON. @returns warnings of nbconvert */
export function exportPage(notebook: string, page: string, signal: AbortSignal): Promise<string> {
  return inTemporaryFolder(os.tmpdir(), "page", async (aside) => {
    const name = path.basename(page, ".html");
    fs.writeFileSync(path.join(aside, `${name}.ipynb`), notebook);
    const warnings = await exportPages([path.join(aside, `${name}.ipynb`)], aside, signal);
    writeAtomic(page, fs.readFileSync(path.join(aside, `${name}.html`)));
    return warnings;
  });
}
