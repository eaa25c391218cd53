import assert from "node:assert/strict";
import { test } from "node:test";
import { launchChromium } from "../../dist/report/chromium";
import { fitPlots } from "../../dist/report/fit-plots";
import { chromiumPath } from "../browser/chromium";

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium";

const sheet = Math.floor((259 / 25.4) * 96); // pixels of A4's height between its margins
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>';
const picture = `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** A chapter with a plot of 400 pixels behind words that leave some room on their sheet. */
const chapter = (room: number): string =>
  `<article><div style="height: ${sheet - room}px"></div>
   <figure class="plot" style="margin: 0; break-inside: avoid"><img class="for-light" style="display: block" src="${picture}"></figure></article>`;

test(
  "on paper a plot is as small as the room below its code needs, to seven tenths, and no smaller",
  { skip },
  async () => {
    const browser = await launchChromium(executablePath!);
    try {
      const page = await browser.newPage({ offline: true });
      const rooms = [500, 350, 281, 270, 0];
      await page.setContent(`<style>body { margin: 0 }</style>${rooms.map(chapter).join("")}`);
      await page.emulateMedia({ media: "print" });
      await fitPlots(page);
      const heights = await page.evaluate<number[]>(
        "[...document.images].map((image) => image.clientHeight)",
      );
      assert.ok(heights[1] <= 350 && heights[1] > 340, `${heights[1]} of 350 pixels`);
      assert.ok(heights[2] <= 281 && heights[2] >= 280, `${heights[2]} of 281 pixels`);
      assert.deepEqual([heights[0], heights[3], heights[4]], [400, 400, 400]);
      assert.equal(await page.locator("style").count(), 1, "the sheets are gone");
    } finally {
      await browser.close();
    }
  },
);
