import { findChromium } from "../../dist/report/chromium";

/**
 * The browser that tests open pages in: the one that reports draw their pictures with. A test without one
 * says so by `t.skip("no Chromium found")`.
 *
 * @returns undefined where there is none
 * @throws {Error} where there is none and REQUIRE_CHROMIUM is set, so that a skip fails
 */
export function chromiumPath(): string | undefined {
  const found = findChromium(process.env);
  if (found === undefined && process.env.REQUIRE_CHROMIUM) {
    throw new Error(
      "chromiumPath requires a Chromium (REQUIRE_CHROMIUM is set), got none on PATH or at CHROME_PATH",
    );
  }
  return found;
}
