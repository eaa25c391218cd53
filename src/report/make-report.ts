import fs from "node:fs";
import path from "node:path";
import { listChapters } from "./chapters";
import { findChromium, launchChromium } from "./chromium";
import { drawNotebook } from "./draw-notebook";
import { executeNotebook, type Progress } from "./execute";
import { exportPages } from "./export-pages";
import { indexPage, readSummary } from "./index-page";
import { Draughtsman } from "./pictures";

const largestPage = 7_000_000; // bytes

/** What to report on, and where to say how it goes. */
export interface ReportRequest {
  notebooks: string;
  chapters: string[];
  out: string;
  onProgress: (chapter: string, progress: Progress) => void;
  onNote: (note: string) => void;
  signal: AbortSignal;
}

/**
 * Executes chapters and writes a page for each, and the index. All pages are made in a folder aside and moved
 * into `out` at the end, the index last: at an error or an interrupt the last good report stays as it was.
 *
 * @returns the index file
 */
export async function makeReport(request: ReportRequest): Promise<string> {
  fs.mkdirSync(request.out, { recursive: true });
  const aside = fs.mkdtempSync(path.join(request.out, ".making-"));
  try {
    const executed = await executeAll(request, aside);
    await drawAll(request, executed);
    const remarks = await exportPages(executed, aside, request.signal);
    if (remarks !== "") request.onNote(remarks);
    return publish(request, aside);
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

async function executeAll(
  { notebooks, chapters, onProgress, signal }: ReportRequest,
  aside: string,
): Promise<string[]> {
  const results: string[] = [];
  for (const chapter of chapters) {
    const result = path.join(aside, `${chapter}.ipynb`);
    const progress = (now: Progress): void => onProgress(chapter, now);
    await executeNotebook(path.join(notebooks, `${chapter}.ipynb`), result, progress, signal);
    results.push(result);
  }
  return results;
}

/** One browser for all chapters; without any, plots keep their text alternative. */
async function drawAll({ onNote, signal }: ReportRequest, executed: string[]): Promise<void> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined)
    return onNote("No Chrome or Chromium found: plots get no static pictures");
  const browser = await launchChromium(executablePath);
  const stop = (): void => void browser.close();
  signal.addEventListener("abort", stop);
  try {
    const draughtsman = await Draughtsman.in(browser);
    for (const file of executed) await drawNotebook(file, draughtsman);
  } finally {
    signal.removeEventListener("abort", stop);
    await browser.close();
    signal.throwIfAborted();
  }
}

function publish({ notebooks, chapters, out }: ReportRequest, aside: string): string {
  for (const chapter of chapters) {
    const { size } = fs.statSync(path.join(aside, `${chapter}.html`));
    if (size > largestPage)
      throw new Error(`report requires pages of at most 7 MB, got ${size} bytes for ${chapter}`);
  }
  for (const chapter of chapters)
    fs.renameSync(path.join(aside, `${chapter}.html`), path.join(out, `${chapter}.html`));
  const known = listChapters(notebooks).filter((name) => fs.existsSync(path.join(out, `${name}.html`)));
  const entries = known.map((name) => {
    return { name, summary: readSummary(fs.readFileSync(path.join(out, `${name}.html`), "utf8")) };
  });
  const index = path.join(out, "index.html");
  fs.writeFileSync(path.join(aside, "index.html"), indexPage(entries));
  fs.renameSync(path.join(aside, "index.html"), index);
  return index;
}
