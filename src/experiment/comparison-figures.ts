import type { Figure } from "../plots/figure";
import { intervals } from "../plots/intervals";
import { movedWordsPlot } from "../plots/moved-words";
import { wordMaps } from "../plots/word-map";
import type { Comparison } from "./comparison";
import { groupOf } from "./plotted-words";

/** Both runs' words in the plane, side by side; undefined where there are too few to draw. */
export function mapsFigure({ map, a, b }: Comparison): Figure | undefined {
  if (map === null) return undefined;
  const panel = (side: "a" | "b"): Parameters<typeof wordMaps>[1][number] => ({
    title: side === "a" ? a.name : `${b.name}, turned`,
    points: map.words.map((word) => ({
      word: word.word,
      x: word[side][0],
      y: word[side][1],
      nearest: side === "a" ? word.nearestA : word.nearestB,
      group: groupOf(word.word),
    })),
    ...(side === "a" ? { shares: map.sharesA } : {}), // b's axes are turned, and no longer its own
  });
  return wordMaps("The same words in both", [panel("a"), panel("b")]);
}

/** The words that moved, beside how far seeds alone move them; without that, the farthest and no more. */
export function movedFigure({ moved }: Comparison): Figure {
  const title = "How far words moved";
  const known = moved.words.filter((word): word is typeof word & { within: number } => word.within !== null);
  if (known.length > 0) return movedWordsPlot(known, title);
  const farthest = moved.words.slice(0, 15);
  return intervals(
    farthest.map(({ word, between }) => ({ name: word, series: "words", mean: between })),
    { title: `${title}, of one seed each`, value: "angle after alignment (degrees)" },
  );
}
