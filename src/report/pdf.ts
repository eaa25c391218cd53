import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inTemporaryFolder } from "../files/temporary-folder";
import { findChromium, launchChromium } from "./chromium";
import { fitPlots } from "./fit-plots";
import { forPaper } from "./one-file";

/** The path of the browser that prints. @throws Error that says how to have one, before any work is done */
export function requireChromium(environment: NodeJS.ProcessEnv): string {
  const found = findChromium(environment);
  if (found !== undefined) return found;
  const got = environment.CHROME_PATH ? `nothing at CHROME_PATH, ${environment.CHROME_PATH}` : "none";
  throw new Error(`report --pdf requires Chrome or Chromium, got ${got}: install one, or set CHROME_PATH`);
}

/** Prints a page as a PDF with page numbers and an outline; its style sheet says what stays together. */
export async function printPdf(html: string, executablePath: string, signal: AbortSignal): Promise<Buffer> {
  const browser = await launchChromium(executablePath);
  const stop = (): void => void browser.close();
  signal.addEventListener("abort", stop);
  try {
    signal.throwIfAborted();
    return await inTemporaryFolder(os.tmpdir(), "pdf", async (aside) => {
      const file = path.join(aside, "book.html");
      fs.writeFileSync(file, forPaper(html));
      const page = await browser.newPage({ offline: true, colorScheme: "light" });
      await page.goto(pathToFileURL(file).href);
      await page.emulateMedia({ media: "print" });
      await fitPlots(page);
      return page.pdf({
        format: "A4",
        printBackground: true,
        preferCSSPageSize: true,
        outline: true,
        tagged: true,
      });
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await browser.close();
  }
}
