import fs from "node:fs";
import path from "node:path";
import { makeFolder } from "../files/make-folder";
import { isOwnPage, requireOwnOutput } from "../files/own-output";
import { inTemporaryFolder } from "../files/temporary-folder";
import { listChapters } from "./chapters";
import { checkPage } from "./check-page";
import { drawNotebooks } from "./draw-notebook";
import { executeNotebook, type Progress } from "./execute";
import { exportPages } from "./export-pages";
import { indexPage, readSummary } from "./index-page";
import { linkPages } from "./link-pages";
import { oneFile, type WholePage } from "./one-file";
import { printPdf, requireChromium } from "./pdf";
import { searchIndex } from "./search-index";

const largestPage = 7_000_000; // bytes

/** Chapters, folders and listeners of a report. */
interface ReportRequest {
  notebooks: string;
  chapters: string[];
  out: string;
  /** the whole book as `book.html` */
  oneFile?: boolean;
  /** the whole book as `book.pdf` */
  pdf?: boolean;
  onProgress: (chapter: string, progress: Progress) => void;
  onNote: (note: string) => void;
  signal: AbortSignal;
}

/**
 * Executes chapters and writes a page for each, the page that checks homework, and the index. All pages are made in
 * a temporary folder and moved to `out` at the end, the index last: after an error or an interrupt the last good report
 * is unchanged.
 *
 * @returns the index file
 */
export async function makeReport(request: ReportRequest): Promise<string> {
  const browser = request.pdf ? requireChromium(process.env) : undefined;
  makeFolder("report requires --out", request.out);
  const names = [...request.chapters, "check", "index", ...(request.oneFile ? ["book"] : [])];
  requireOwnOutput(names.map((name) => path.join(request.out, `${name}.html`)), isOwnPage); // prettier-ignore
  return inTemporaryFolder(request.out, "", async (aside) => {
    const executed = await executeAll(request, aside);
    await drawNotebooks(executed, request.onNote, request.signal);
    const warnings = await exportPages(executed, aside, request.signal);
    if (warnings !== "") request.onNote(warnings);
    const pages = publish(request, aside);
    await publishBook(request, aside, pages, browser);
    return path.join(request.out, "index.html");
  });
}

const title = "word2vec, understood and implemented";

/** The book in one file, and as a PDF, of the pages that are there. */
async function publishBook(
  { out, oneFile: asHtml, pdf, signal }: ReportRequest,
  aside: string,
  pages: readonly WholePage[],
  browser: string | undefined,
): Promise<void> {
  if (!asHtml && !pdf) return;
  const linked = pages.map((page) => {
    return { ...page, html: fs.readFileSync(path.join(out, `${page.name}.html`), "utf8") };
  });
  const html = oneFile(linked, title, searchIndex(linked));
  const made: Record<string, string | Buffer> = asHtml ? { "book.html": html } : {};
  if (browser !== undefined) made["book.pdf"] = await printPdf(html, browser, signal);
  for (const [name, content] of Object.entries(made)) {
    fs.writeFileSync(path.join(aside, name), content);
    fs.renameSync(path.join(aside, name), path.join(out, name));
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

function publish({ notebooks, chapters, out }: ReportRequest, aside: string): WholePage[] {
  for (const chapter of chapters) {
    const { size } = fs.statSync(path.join(aside, `${chapter}.html`));
    if (size > largestPage)
      throw new Error(`report requires pages of at most 7 MB, got ${size} bytes for ${chapter}`);
  }
  for (const chapter of chapters)
    fs.renameSync(path.join(aside, `${chapter}.html`), path.join(out, `${chapter}.html`));
  const known = listChapters(notebooks).filter((name) => fs.existsSync(path.join(out, `${name}.html`)));
  const pages = known.map((name) => {
    const html = fs.readFileSync(path.join(out, `${name}.html`), "utf8");
    const summary = readSummary(html);
    return { name, summary, title: summary.title, html };
  });
  const search = searchIndex(pages);
  linkPages(out, pages, search);
  const last = { "check.html": checkPage(), "index.html": indexPage(pages, search) };
  for (const [name, text] of Object.entries(last)) {
    fs.writeFileSync(path.join(aside, name), text);
    fs.renameSync(path.join(aside, name), path.join(out, name));
  }
  return pages;
}
