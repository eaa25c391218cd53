import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../../dist/report/chromium";
import { chromiumPath } from "../browser/chromium";
import { installTemplate, nbconvert } from "./exported";
import { notebook, type Cell } from "./notebook";
import { openOffline, type Opened } from "./opened-page";

const executablePath = chromiumPath();

/** Why tests that open pages are skipped, or false. */
export const skip = executablePath === undefined && "no Chromium";

/** The pages of a test file. */
export interface Pages {
  /** Opens `NAME.html` without a network. */
  open(name: string, options?: BrowserContextOptions): Promise<Opened>;
  /** The text of `NAME.html`. */
  text(name: string): string;
}

/**
 * Makes pages before the tests of a file, to be opened in one Chromium, and removes them afterwards.
 *
 * @param make writes the pages into a folder
 */
export function makePages(make: (folder: string) => void): Pages {
  let folder: string;
  let browser: Browser | undefined;
  before(async () => {
    await installTemplate();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "pages-"));
    make(folder);
    if (executablePath !== undefined) browser = await launchChromium(executablePath);
  });
  after(async () => {
    await browser?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const file = (name: string): string => path.join(folder, `${name}.html`);
  return {
    open: (name, options) => openOffline(browser, file(name), options),
    text: (name) => fs.readFileSync(file(name), "utf8"),
  };
}

/** Exports a notebook of these cells to `NAME.html`, with `more` in nbconvert's environment. @returns the page */
export function exportCells(folder: string, name: string, cells: Cell[], more?: NodeJS.ProcessEnv): string {
  fs.writeFileSync(path.join(folder, `${name}.ipynb`), JSON.stringify(notebook(cells)));
  nbconvert(["--to", "html", `${name}.ipynb`], folder, more);
  return fs.readFileSync(path.join(folder, `${name}.html`), "utf8");
}

/** Writes `sandboxed.html`: a page in a viewer that lets it make no worker. */
export function writeSandboxed(folder: string, page: string): void {
  const sandboxed = page.replace("worker-src blob:", "worker-src 'none'");
  assert.notEqual(sandboxed, page);
  fs.writeFileSync(path.join(folder, "sandboxed.html"), sandboxed);
}
