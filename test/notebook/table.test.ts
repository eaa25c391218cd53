import assert from "node:assert/strict";
import { test } from "node:test";
import { DataFrame } from "danfojs-node";
import fc from "fast-check";
import { jupyterDisplay } from "../../dist/display/displayable";
import { table } from "../../dist/notebook/table";

const html = (shown: ReturnType<typeof table>): string => String(shown[jupyterDisplay]()["text/html"]);
const plain = (shown: ReturnType<typeof table>): string => String(shown[jupyterDisplay]()["text/plain"]);

test("table shows every text from data as text, whatever it holds", () => {
  const hostile = `<img src=x onerror="alert(1)">&'`;
  const shown = html(table([{ [hostile]: hostile }], hostile));
  assert.equal(shown.split("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;").length - 1, 3);
  assert.ok(!shown.includes("<img"));
});

test("table lets no token open a tag or leave an attribute", () => {
  const empty = html(table([{ word: "" }], "")).match(/[<>"]/g)?.length;
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (token) => {
      assert.equal(html(table([{ word: token }], "")).match(/[<>"]/g)?.length, empty);
    }),
  );
});

test("table gives headers their scope and has a caption", () => {
  const shown = html(table([{ word: "tea", count: 3 }], "Two words"));
  assert.match(shown, /<caption[^>]*>Two words<\/caption>/);
  assert.match(shown, /<th scope="col"[^>]*>count<\/th>/);
  assert.match(shown, /<th scope="row"[^>]*>tea<\/th>/);
  assert.match(shown, /<td style="text-align:right[^>]*>3<\/td>/);
});

test("names of columns and a caption have their subscripts, and the words of a text keep their underscores", () => {
  const shown = html(table([{ word: "a_b", "∂J/∂u_w": 3, step_size: 1 }], "J, ∂J/∂v_c"));
  assert.match(shown, /<caption[^>]*>J, ∂J\/∂v<sub>c<\/sub><\/caption>/);
  assert.match(shown, /<th scope="col"[^>]*>∂J\/∂u<sub>w<\/sub><\/th><th scope="col"[^>]*>step_size<\/th>/);
  assert.match(shown, /<th scope="row"[^>]*>a_b<\/th>/);
});

test("table is marked as sortable where that is asked for", () => {
  const rows = [{ word: "tea" }];
  assert.match(html(table(rows, "", { sortable: true })), /^<table class="sortable">/);
  assert.match(html(table(rows, "")), /^<table><caption/);
});

test("table writes the numbers of a column alike, with about four figures", () => {
  const rows = [
    { word: "tea", count: 40000, cosine: 0.5, loss: 12.34567 },
    { word: "1990", count: 3, cosine: -0.123456, loss: 9 },
  ];
  assert.equal(
    plain(table(rows, "Numbers")),
    [
      "Numbers",
      "word   count   cosine   loss",
      "tea   40,000   0.5000  12.35",
      "1990       3  -0.1235   9.00",
    ].join("\n"),
  );
});

test("table does not write a small number as nothing", () => {
  const rows = [
    { h: "a", error: 1 },
    { h: "b", error: 2.5e-12 },
    { h: "c", error: 0 },
  ];
  assert.match(plain(table(rows, "")), /2\.50e-12\nc\s+0\.000$/);
});

test("table keeps long words whole, and words that look like something else", () => {
  const words = ["a".repeat(300), "1990", "NaN", "null", "undefined", "true", "😀"];
  const shown = html(
    table(
      words.map((word) => ({ word })),
      "",
    ),
  );
  for (const word of words) assert.ok(shown.includes(`>${word}</th>`), word);
});

test("table breaks a column of long words, but leaves it eight letters wide", () => {
  const rows = [{ run: "step-10-dimensions-20-seed-4", note: "short words" }];
  const shown = html(table(rows, ""));
  assert.match(shown, /<th scope="row" style="[^"]*overflow-wrap:anywhere;min-width:8em[^"]*">step-10/);
  assert.match(shown, /<td style="[^"]*overflow-wrap:break-word;max-width:28em">short words/);
});

test("table takes a danfojs DataFrame, sorted by danfojs", () => {
  const frame = new DataFrame([
    { word: "tea", count: 3 },
    { word: "hail", count: 1 },
  ]).sortValues("count");
  assert.equal(plain(table(frame, "By count")), "By count\nword  count\nhail      1\ntea       3");
});

test("table of no rows is a caption", () => {
  assert.equal(plain(table([], "None")), "None\n");
});

test("numbers below zero have minus signs in a page, and hyphens in the text that programs read", () => {
  const shown = table([{ word: "well-known", score: -0.5 }], "Scores");
  assert.match(html(shown), />\u22120\.5/);
  assert.match(html(shown), />well-known</);
  assert.match(plain(shown), / -0\.5/);
});
