import { attention, glove, hiddenLayer } from "./networks";
import { hasAny } from "./features";
import type { Preset, Sign } from "./preset";
import { logisticRegression, softmaxRegression } from "./regression";
import { word2vec } from "./word2vec";
import { word2vecOfRong } from "./word2vec-rong";

export const presets: readonly Preset[] = [
  word2vec,
  word2vecOfRong,
  logisticRegression,
  softmaxRegression,
  attention,
  hiddenLayer,
  glove,
];

/** The preset for which most speaks, if enough does; an author may name one, or `none`. */
export function choosePreset(features: ReadonlySet<string>, assume?: string): Preset | undefined {
  if (assume !== undefined)
    return presets.find(({ name }) => name.toLowerCase() === assume.trim().toLowerCase());
  const [best] = presets
    .map((preset) => ({ preset, weight: weigh(preset.signs, features) }))
    .filter(({ preset, weight }) => weight >= preset.least)
    .sort((a, b) => b.weight - b.preset.least - (a.weight - a.preset.least));
  return best?.preset;
}

/** How much speaks for something. */
export function weigh(signs: readonly Sign[], features: ReadonlySet<string>): number {
  return signs.filter(({ any }) => hasAny(features, any)).reduce((sum, { weight }) => sum + weight, 0);
}
