import { statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { readAllRuns } from "../../comparison/all-runs";
import { writeAtomic } from "../../files/write-atomic";
import { findChromium, launchChromium } from "../../report/chromium";
import { runsPage } from "../../report/runs-page";
import { median } from "../median";

/** What is typed into the search, one after another; the first three choose few, the last all. */
const searches = ["stepSize=3", "stepSize=0.3 meanLoss<9.9", "window=3 dimensions=12", ""];

/**
 * The page of all runs of a folder: its size, the time to make it, and in Chromium, if there is one, the time until the table is
 * there, until the plots are drawn, and from a change of the search to the new table.
 */
export async function timeRunsPage(
  runs: string,
  say: (line: string) => void,
): Promise<Record<string, number>> {
  const before = process.cpuUsage();
  const all = readAllRuns(runs, runs);
  const file = path.join(runs, "runs.html");
  writeAtomic(file, runsPage(all));
  const { user, system } = process.cpuUsage(before);
  const made = {
    pageRuns: all.runs.length,
    pageMegabytes: statSync(file).size / 1e6,
    pageMadeCpuSeconds: (user + system) / 1e6,
  };
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) {
    say("no Chrome or Chromium: the page is not opened");
    return made;
  }
  say(`opening the page of ${all.runs.length} runs`);
  const browser = await launchChromium(executablePath);
  try {
    return { ...made, ...(await timePage(browser, file)) };
  } finally {
    await browser.close();
  }
}

async function timePage(browser: Browser, file: string): Promise<Record<string, number>> {
  const page = await browser.newPage();
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  await page.goto(pathToFileURL(file).href, { waitUntil: "commit" });
  await page.locator("tbody tr").first().waitFor();
  const pageReadySeconds = seconds();
  await page.locator("html[data-plots=drawn]").waitFor();
  const pageDrawnSeconds = seconds();
  const milliseconds: number[] = [];
  for (const search of [...searches, ...searches]) milliseconds.push(await timeSearch(page, search));
  return { pageReadySeconds, pageDrawnSeconds, pageFilterMilliseconds: median(milliseconds) };
}

/** Milliseconds of the page from a change of the search to the table that shows it, drawn. */
function timeSearch(page: Page, search: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const box = document.querySelector("input[type=search]");
    box.value = ${JSON.stringify(search)};
    const begun = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector("tbody").getBoundingClientRect();
    return performance.now() - begun;
  })()`);
}
