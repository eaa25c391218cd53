import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { inCheckout } from "../../files/checkout";
import { inTemporaryFolder } from "../../files/temporary-folder";
import { findChromium, launchChromium } from "../../report/chromium";
import { makeReport } from "../../report/make-report";
import { median } from "../median";
import { timePageTraining } from "./page-training";

const chapter = "02-naive-softmax";
const training = "07-training";
const verdicts = '[role="status"][aria-label="Verdicts"]';
const times = 5;

/**
 * Pages that are alive: the page of a chapter with plots and an editor, and `check.html`, each opened from the disk.
 * What they weigh; the time until it is drawn, and until its editor can be typed in; the time from the end of typing to the verdicts, for the first line
 * and for later ones, of which 0.3 s are the pause that shows that nobody types any more. And the 40,000 iterations of
 * chapter 07, in its page and in Node.
 */
export function benchPages(say: (line: string) => void): Promise<Record<string, number | string>> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined)
    throw new Error("bench pages requires Chrome or Chromium, got none: CHROME_PATH names one");
  return inTemporaryFolder(os.tmpdir(), "pages-", async (out) => {
    say(`making the pages of ${chapter} and ${training}, and check.html`);
    await makeReport({
      notebooks: inCheckout("notebooks"),
      chapters: [chapter, training],
      out,
      onProgress: () => {},
      onNote: say,
      signal: new AbortController().signal,
    });
    const browser = await launchChromium(executablePath);
    try {
      say(`opening each ${times} times`);
      const turn = await measure(
        browser,
        path.join(out, `${chapter}.html`),
        "Your derivation",
        String.raw`J &= -\log \hat{y}_o`,
      );
      const check = await measure(
        browser,
        path.join(out, "check.html"),
        "Your homework",
        "%% x: scalar\n$$x + x = 2 x$$",
      );
      say(`training in the page of ${training}, and in Node`);
      const trained = await timePageTraining(browser, path.join(out, `${training}.html`));
      return { ...named("chapter", turn), ...named("check", check), ...trained };
    } finally {
      await browser.close();
    }
  });
}

interface Figures {
  megabytes: number;
  drawnSeconds: number;
  interactiveSeconds: number;
  firstVerdictSeconds: number;
  verdictSeconds: number;
}

const named = (of: string, figures: Figures): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${of} ${name}`, Number(value)]));

async function measure(browser: Browser, file: string, box: string, line: string): Promise<Figures> {
  const rounds: Omit<Figures, "megabytes">[] = [];
  for (let i = 0; i < times; i++) rounds.push(await openOnce(browser, file, box, line));
  const middle = (name: keyof (typeof rounds)[number]): number => median(rounds.map((round) => round[name]));
  return {
    megabytes: fs.statSync(file).size / 1e6,
    drawnSeconds: middle("drawnSeconds"),
    interactiveSeconds: middle("interactiveSeconds"),
    firstVerdictSeconds: middle("firstVerdictSeconds"),
    verdictSeconds: middle("verdictSeconds"),
  };
}

async function openOnce(
  browser: Browser,
  file: string,
  box: string,
  line: string,
): Promise<Omit<Figures, "megabytes">> {
  const page = await browser.newPage();
  try {
    const begun = performance.now();
    const seconds = (): number => (performance.now() - begun) / 1000;
    await page.goto(pathToFileURL(file).href, { waitUntil: "commit" });
    await page.getByRole("textbox", { name: box }).waitFor();
    const interactiveSeconds = seconds();
    await page.waitForLoadState("load");
    if ((await page.locator(".plot").count()) > 0) await page.waitForSelector("html[data-plots=drawn]");
    const drawnSeconds = seconds();
    return {
      drawnSeconds,
      interactiveSeconds,
      firstVerdictSeconds: await timeVerdict(page, box, line),
      verdictSeconds: await timeVerdict(page, box, `${line} `),
    };
  } finally {
    await page.close();
  }
}

/** Seconds from a change of the text to its verdict. */
async function timeVerdict(page: Page, box: string, text: string): Promise<number> {
  const verdict = page.evaluate(untilJudged);
  const begun = performance.now();
  await page.getByRole("textbox", { name: box }).fill(text);
  await verdict;
  return (performance.now() - begun) / 1000;
}

/** In the page: ends when the verdicts have changed to "Checking", and then to something else. */
const untilJudged = `new Promise((resolve) => {
  const status = document.querySelector('${verdicts}');
  let begun = false;
  const look = () => {
    const checking = status.textContent.startsWith("Checking");
    if (begun && !checking) resolve();
    begun ||= checking;
  };
  new MutationObserver(look).observe(status, { childList: true, characterData: true, subtree: true });
})`;
