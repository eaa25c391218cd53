import type { Figure } from "../../plots/figure";
import { intervals } from "../../plots/intervals";
import { movedWordsPlot } from "../../plots/moved-words";
import { wordMaps } from "../../plots/word-map";
import type { Comparison } from "../comparison";
import { findPlottedGroup } from "../places/plotted-words";

/** The words of both settings in the plane, side by side; undefined if there are too few words. */
export function mapsFigure({ map, a, b }: Comparison): Figure | undefined {
  if (map === null) return undefined;
  const panel = (side: "a" | "b"): Parameters<typeof wordMaps>[1][number] => ({
    title: side === "a" ? a.name : `${b.name}, rotated`,
    points: map.words.map((word) => ({
      word: word.word,
      x: word[side][0],
      y: word[side][1],
      nearest: side === "a" ? word.nearestA : word.nearestB,
      group: findPlottedGroup(word.word),
    })),
    ...(side === "a" ? { shares: map.sharesA } : {}), // b is rotated: its axes are not its principal axes
  });
  return wordMaps("The same words in both", [panel("a"), panel("b")]);
}

/** The words that moved, beside their moves between seeds; with one seed each, only the farthest words. */
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
