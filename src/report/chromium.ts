import fs from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const macPath = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const noDownloads = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The path of Chrome or Chromium: `CHROME_PATH` if set, otherwise the first on `PATH`; undefined if there is none. */
export function findChromium(environment: NodeJS.ProcessEnv): string | undefined {
  const folders = (environment.PATH ?? "").split(path.delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const wanted = environment.CHROME_PATH ? [environment.CHROME_PATH] : [...candidates, macPath];
  return wanted.find((file) => fs.existsSync(file));
}

/** Starts the browser at `executablePath` without a window, and without downloads of its own. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", ...noDownloads],
  });
}
