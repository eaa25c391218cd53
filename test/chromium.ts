import fs from "node:fs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The browser that tests open pages in: the file that CHROMIUM names, or else a Chromium or Chrome
 * where systems put it. A test without one says so by `t.skip("no Chromium found")`.
 *
 * @returns undefined where there is none
 * @throws {Error} where there is none and REQUIRE_CHROMIUM is set, so that a skip fails
 */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM;
  const found = (named ? [named] : places).find((file) => fs.existsSync(file));
  if (found === undefined && process.env.REQUIRE_CHROMIUM) {
    throw new Error(
      `chromiumPath requires a Chromium (REQUIRE_CHROMIUM is set), got none at ${named ?? places[0]}`,
    );
  }
  return found;
}
