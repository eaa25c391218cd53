import { existsSync } from "node:fs";
import path from "node:path";
import { LineProgram } from "../../processes/line-program";
import type { RunRecord } from "../../runs/run-record";

/** How the page of a run came out. */
type Made = { status: "done" } | { status: "failed"; error: string };

/** The page of a run. */
export const pageFile = "report.html";

/**
 * Makes the pages of runs from their executed notebooks.
 *
 * @param chapters folder of the chapters
 * @param onPage   called when a page is there
 * @throws Error if a notebook is missing, or no page can be made of it
 */
export async function makePages(
  runs: readonly RunRecord[],
  chapters: string,
  signal: AbortSignal,
  onPage: (run: RunRecord) => void,
): Promise<void> {
  const worker = new LineProgram(["worker"]);
  const stop = (): void => worker.kill();
  signal.addEventListener("abort", stop);
  try {
    for (const run of runs) {
      signal.throwIfAborted();
      const { folder, status, error, cell, id } = run;
      const outcome = { status, ...(error === undefined ? {} : { error }), ...(cell && { cell }) };
      const work = existsSync(path.join(chapters, `${run.chapter}.ipynb`)) ? chapters : folder;
      const request = JSON.stringify({ folder, name: run.chapter, work, outcome });
      const made = await worker.ask(request, parseMade);
      if (made.status === "failed") throw new Error(`pages requires an executed notebook, got ${id}: ${made.error}`); // prettier-ignore
      onPage(run);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    worker.kill();
  }
}

function parseMade(line: string): Made | undefined {
  const event = JSON.parse(line) as object;
  return "status" in event ? (event as Made) : undefined;
}
