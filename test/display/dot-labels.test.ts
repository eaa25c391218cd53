import assert from "node:assert/strict";
import { test } from "node:test";
import { chart } from "../../dist/display/chart";
import { dotLabels } from "../../dist/display/dot-labels";

const xOf = (svg: string, word: string): string | undefined => new RegExp(`<text ([^>]*) y="[^"]*">${word}<`).exec(svg)?.[1]; // prettier-ignore

test("of words at one place the first is to the right, the second to the left, and no other is written", () => {
  const svg = dotLabels(
    [[100, 50], [102, 52], [101, 51], undefined],
    ["water", "river", "lake", "nowhere"],
  ); // prettier-ignore
  assert.equal(xOf(svg, "water"), 'x="106"');
  assert.equal(xOf(svg, "river"), 'x="96" text-anchor="end"');
  assert.equal((svg.match(/<text/g) ?? []).length, 2);
});

test("words of which none is in the way of another are all to the right", () => {
  const svg = dotLabels([[10, 10], [10, 40], [200, 10]], ["a", "b", "<c>"]); // prettier-ignore
  assert.deepEqual(["a", "b", "&lt;c&gt;"].map((word) => xOf(svg, word)), ['x="16"', 'x="16"', 'x="206"']); // prettier-ignore
});

test("each dot of a chart says its word when one points at it", () => {
  const axis = { title: "", from: 0, to: 1 };
  const svg = chart([{ name: "", points: [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]], kind: "dots", labels: ["one", "two", "three"] }], { description: "", x: axis, y: axis }); // prettier-ignore
  assert.deepEqual(svg.match(/<title>\w+/g), ["<title>one", "<title>two", "<title>three"]);
});
