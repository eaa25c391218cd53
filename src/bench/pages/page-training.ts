import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { bookText } from "../../notebook/book-text";
import { withDefaults } from "../../settings/settings";
import { AssignmentTraining } from "../../training/assignment/training";

/** A training in a page beside the same one in Node. */
interface PageTraining {
  trainPageSeconds: number;
  trainNodeSeconds: number;
  trainPageWindowsPerSecond: number;
  trainNodeWindowsPerSecond: number;
  /** the page's time in those of Node */
  trainRatio: number;
}

/**
 * The 40,000 iterations of chapter 07, with its settings, on the text that its page has: from the press of Train to the last
 * running loss, and the same in Node.
 *
 * @param file the page of a chapter 07 that was executed with the default settings, on a text that may not be passed on
 */
export async function timePageTraining(browser: Browser, file: string): Promise<PageTraining> {
  const page = await browser.newPage();
  try {
    await page.goto(pathToFileURL(file).href);
    const region = page.getByRole("region", { name: "Train in this page" });
    const ended = region.getByRole("status").filter({ hasText: "which are all" });
    const begun = performance.now();
    await region.getByRole("button", { name: "Train", exact: true }).press("Enter");
    await ended.waitFor({ timeout: 600_000 });
    const trainPageSeconds = (performance.now() - begun) / 1000;
    const { seconds: trainNodeSeconds, loss, windows } = trainInNode();
    const shown = await region.getByRole("status").innerText();
    if (!shown.startsWith(loss))
      throw new Error(`bench pages requires the running loss ${loss} of Node in the page, got ${shown}`);
    return {
      trainPageSeconds,
      trainNodeSeconds,
      trainPageWindowsPerSecond: windows / trainPageSeconds,
      trainNodeWindowsPerSecond: windows / trainNodeSeconds,
      trainRatio: trainPageSeconds / trainNodeSeconds,
    };
  } finally {
    await page.close();
  }
}

function trainInNode(): { seconds: number; loss: string; windows: number } {
  const begun = performance.now();
  const run = new AssignmentTraining(withDefaults({}), bookText());
  for (const step of run.steps(1000, Date.now)) void step;
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, loss: (run.runningLoss as number).toFixed(6), windows: run.trained };
}
