import assert from "node:assert/strict";
import { test } from "node:test";
import { dataFrameBundle, isDataFrame } from "../../../dist/kernel/display/data-frame";

/** The form of a danfojs DataFrame. */
function frame(rows: number): object {
  const values = Array.from({ length: rows }, (_, r) => ["<script>", r]);
  const index = values.map((_, r) => `r${r}`);
  return { $data: values, values, index, columns: ["a & b", "n"], ctypes: {}, toString: () => "drawn" };
}

test("a table has its columns, index and values as escaped text, and danfojs's drawing beside it", () => {
  const value = frame(1);
  assert.ok(isDataFrame(value));
  assert.deepEqual(dataFrameBundle(value), {
    "text/html":
      '<table><thead><tr><th scope="col"></th><th scope="col">a &amp; b</th><th scope="col">n</th></tr></thead>' +
      '<tbody><tr><th scope="row">r0</th><td>&lt;script&gt;</td><td>0</td></tr></tbody></table>',
    "text/plain": "drawn",
  });
});

test("a long table says how many rows it does not show", () => {
  const value = frame(35);
  assert.ok(isDataFrame(value));
  const html = String(dataFrameBundle(value)["text/html"]);
  assert.equal(html.match(/scope="row"/g)?.length, 30);
  assert.match(html, /<p>5 more rows<\/p>$/);
});

test("arrays, objects with columns and nothing at all are no tables", () => {
  for (const value of [null, [[1]], { columns: [], index: [], values: [] }, "text"])
    assert.ok(!isDataFrame(value));
});
