import assert from "node:assert/strict";
import { test } from "node:test";
import { briefReason, drawFigures } from "../../dist/report/draw-figures";
import { chromiumPath } from "../browser/chromium";

const skip = chromiumPath() === undefined && "no Chromium";
const line = { data: [{ type: "scatter", y: [1, 2] }] };

test(
  "a figure that cannot be drawn, and one that ends the browser, cost no other its pictures",
  { skip },
  async () => {
    const layout = { get title(): never { throw new Error("unreadable"); } }; // prettier-ignore
    const refused = { data: [], layout: { height: -1e9 } };
    const figures = [line, refused, { data: [], layout: layout as object }, line].map((figure, i) => ({
      name: `plot ${i + 1}`,
      figure,
    }));
    const said: string[] = [];
    const pictures = await drawFigures(figures, (text) => void said.push(text));
    assert.deepEqual(pictures.map((found) => found !== null), [true, false, false, true]); // prettier-ignore
    assert.equal(said.length, 2);
    assert.match(said[0], /^plot 2 has no static picture: \S/);
    assert.equal(said[1], "plot 3 has no static picture: unreadable");
  },
);

test("what is said of a browser has no code of the system and no name of a function", () => {
  const said = {
    "browserType.launch: EROFS: read-only file system, mkdtemp '/tmp/a-X'": "/tmp/a-X is on a disk that can only be read; name another place",
    "Error: ENOENT: no such file or directory, open '/a'\n  at x": "/a is not there; check the name",
    "page.evaluate: TypeError: no": "no",
    "Target page, context or browser has been closed": "the browser ended",
  }; // prettier-ignore
  for (const [message, reason] of Object.entries(said)) assert.equal(briefReason(new Error(message)), reason);
});

test("without a browser one line says so", async () => {
  const before = process.env.CHROME_PATH;
  process.env.CHROME_PATH = "/nowhere/chromium";
  try {
    const said: string[] = [];
    assert.deepEqual(await drawFigures([{ name: "plot 1", figure: line }], (text) => void said.push(text)), [
      null,
    ]);
    assert.deepEqual(said, [
      "no Chrome or Chromium was found at CHROME_PATH, /nowhere/chromium: plots get no static pictures",
    ]);
  } finally {
    if (before === undefined) delete process.env.CHROME_PATH;
    else process.env.CHROME_PATH = before;
  }
});
