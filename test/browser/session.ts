import { after, before } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../dist/report/chromium";
import { chromiumPath } from "./chromium";
import { JupyterLab } from "./jupyter-lab";

/* One JupyterLab and one browser for all tests of it: to start them takes as long as many a test. */

const executablePath = chromiumPath();

/** Why there can be no session, or false. */
export const skip = executablePath === undefined && "no Chromium found";

/** What the tests share; made before the first of them. */
export const session = {} as {
  lab: JupyterLab;
  browser: Browser;
  /** the page that is open */
  page: Page;
  /** what the page has complained of, and what it has asked another server for */
  trouble: string[];
};

/** Opens JupyterLab anew, in place of the page before. */
export async function openPage(): Promise<void> {
  await session.page?.context().close();
  Object.assign(session, await session.lab.open(session.browser));
}

before(async () => {
  if (executablePath === undefined) return;
  session.lab = await JupyterLab.start();
  session.browser = await launchChromium(executablePath);
});

after(async () => {
  await session.browser?.close();
  await session.lab?.stop();
});
