import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import { projectEnvironment, python } from "./environment";
import { runProgram } from "./run-program";

/**
 * Writes executed notebooks as pages, by one nbconvert with the template that the environment has as its default.
 *
 * @param folder where the pages go, under the notebooks' names
 * @returns what nbconvert had to remark
 */
export async function exportPages(
  files: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const args = ["-m", "nbconvert", "--to", "html", "--log-level", "WARN", "--output-dir", folder, ...files];
  const { status, stderr } = await runProgram(python, args, {
    cwd: folder,
    env: projectEnvironment(process.env),
    signal,
  });
  if (status !== 0) throw new Error(`nbconvert failed: ${stderr.trim()}`);
  return stderr.trim();
}

/** Writes one notebook, given as JSON, as a page. */
export async function exportPage(notebook: string, page: string): Promise<void> {
  const aside = fs.mkdtempSync(path.join(os.tmpdir(), "page-"));
  try {
    const name = path.basename(page, ".html");
    fs.writeFileSync(path.join(aside, `${name}.ipynb`), notebook);
    await exportPages([path.join(aside, `${name}.ipynb`)], aside, new AbortController().signal);
    writeAtomic(page, fs.readFileSync(path.join(aside, `${name}.html`)));
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}
