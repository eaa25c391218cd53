import { buildVocabulary, encode } from "../corpus/vocabulary";
import { emptyWindow, windowAt } from "../corpus/windows";
import { svg } from "../display/chart";
import { escapeHtml } from "../display/html";
import { negativeSampler, unigramTable } from "../random/unigram-table";
import { Xoshiro128 } from "../random/xoshiro";
import type { Playground } from "./playground";

const sentence = "the river bank is where the fish of the river swim".split(" ");
const vocabulary = buildVocabulary([sentence]);
const words = vocabulary.words.slice(0, -1); // without UNK
const sentences = encode([sentence], vocabulary);
const table = unigramTable(vocabulary.counts.subarray(0, -1), 0.75);

/** Chapter 05: a window slides over a sentence; which rows of V and U does an update touch? */
export const slidingWindow: Playground = {
  title: "A window slides over a sentence",
  hint: "Slide the window. Which word is left out where it meets itself? With negatives drawn, count the rows of U that stay untouched.",
  controls: [
    { label: "Place of the centre word", least: 1, most: sentence.length, step: 1, start: 6, text: (value) => `${value}, ${sentence[value - 1]}` }, // prettier-ignore
    { label: "Words on each side", least: 1, most: 5, step: 1, start: 2 },
    { label: "Negatives for each pair", least: 0, most: 3, step: 1, start: 1 },
  ],
  view([place, radius, negatives], width) {
    const window = windowAt(sentences, 0, place - 1, radius, emptyWindow(5));
    const outside = [...window.outside.subarray(0, window.size)];
    const drawn = draws(outside, negatives, place);
    const centre = sentence[place - 1];
    const rows = new Set([...outside, ...drawn]);
    const pairs = outside.map((o) => `(${centre}, ${words[o]})`).join(", ");
    const says =
      `Pairs: ${pairs === "" ? "none, every neighbour is the centre word itself" : pairs}. ` +
      `Touched: the row of “${centre}” in V, and ${rows.size} of ${words.length} rows of U` +
      (negatives > 0 ? `; drawn: ${drawn.map((w) => `“${words[w]}”`).join(", ") || "nothing"}.` : "; naive softmax would touch them all."); // prettier-ignore
    const line = `The sentence with the window of ${radius} around ${centre}, word ${place}`;
    const matrices = `Rows of V and U; touched are ${centre} of V and ${[...rows].map((w) => words[w]).join(", ")} of U`;
    return {
      says,
      pictures: [
        { svg: drawSentence(place - 1, radius, line, width), description: line },
        { svg: drawRows(window.centre, outside, drawn, matrices, width), description: matrices },
      ],
    };
  },
};

/** The negatives of all pairs, the same whenever the window stands there. */
function draws(outside: readonly number[], negatives: number, seed: number): number[] {
  const draw = negativeSampler(table, new Xoshiro128(seed));
  return outside.flatMap((o) => {
    const into = new Int32Array(negatives);
    draw(o, into);
    return [...into];
  });
}

function drawSentence(at: number, radius: number, description: string, width: number): string {
  let [x, y] = [6, 8];
  const parts = sentence.map((word, i) => {
    const long = 14 + 7.4 * word.length;
    if (x + long > width - 6) [x, y] = [6, y + 34];
    const isOutside = i !== at && Math.abs(i - at) <= radius && word !== sentence[at];
    const box = `<rect x="${x}" y="${y}" width="${long}" height="26" rx="4" class="${i === at ? "c1" : isOutside ? "c0" : "c5"}" opacity="${i === at || isOutside ? 0.28 : 0.08}"/>`;
    const text = `<text x="${x + long / 2}" y="${y + 13}" dy="0.35em" text-anchor="middle">${escapeHtml(word)}</text>`;
    x += long + 6;
    return box + text;
  });
  return svg(width, y + 36, description, parts.join(""));
}

function drawRows(
  centre: number,
  outside: number[],
  drawn: number[],
  description: string,
  width: number,
): string {
  const column = Math.min(220, (width - 90) / 2);
  const times = (list: number[], w: number): number => list.filter((each) => each === w).length;
  const parts = words.map((word, w) => {
    const y = 26 + 24 * w;
    const [seen, asked] = [times(outside, w), times(drawn, w)];
    const says = [seen > 0 ? `seen ${seen}` : "", asked > 0 ? `drawn ${asked}` : ""]
      .filter(Boolean)
      .join(", ");
    return (
      `<text x="78" y="${y + 10}" dy="0.35em" text-anchor="end">${escapeHtml(word)}</text>` +
      cell(84, y, column, w === centre ? 1 : undefined, w === centre ? "centre" : "") +
      cell(90 + column, y, column, seen > 0 ? 0 : asked > 0 ? 3 : undefined, says)
    );
  });
  const heads = `<text x="${84 + column / 2}" y="14" text-anchor="middle">rows of V</text><text x="${90 + 1.5 * column}" y="14" text-anchor="middle">rows of U</text>`;
  return svg(width, 30 + 24 * words.length, description, heads + parts.join(""));
}

function cell(x: number, y: number, width: number, colour: number | undefined, text: string): string {
  const look = `class="c${colour ?? 5}" opacity="${colour === undefined ? 0.08 : 0.3}"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="20" ${look}/><text x="${x + width / 2}" y="${y + 10}" dy="0.35em" text-anchor="middle">${text}</text>`;
}
