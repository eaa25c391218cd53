import { contrast, type Nearness } from "../../evaluation/kinds/compare-kinds";
import type { Telling } from "../../evaluation/held-out/tell-apart";

/** A p-value of at most this, after correction, counts as shown. */
const level = 0.05;

/** What was found of how near the kinds are, a sentence a model. */
export function nearnessSentences(found: readonly Nearness[]): string[] {
  return modelsOf(found).map((model) => {
    const own = found.filter((one) => one.model === model && one.kind !== contrast);
    const named = (wanted: (one: Nearness) => boolean): string[] =>
      own.filter(wanted).map(({ kind }) => kind);
    const isShown = ({ p }: Nearness): boolean => p <= level;
    const nearer = named((one) => isShown(one) && one.difference.mean > 0);
    const farther = named((one) => isShown(one) && one.difference.mean < 0);
    const open = named((one) => !isShown(one));
    const said = [
      nearer.length > 0 && `${joined(nearer)} are nearer to each other than random pairs`,
      farther.length > 0 && `${joined(farther)} are farther apart than random pairs`,
      open.length > 0 && `${joined(open)} are not shown to differ from random pairs`,
    ].filter((part) => part !== false);
    return `${model}: ${said.join("; ")}.`;
  });
}

/** What was found of antonyms beside synonyms, a sentence a model. */
export function contrastSentences(found: readonly Nearness[]): string[] {
  return found
    .filter(({ kind }) => kind === contrast)
    .map(({ model, p, difference: { mean } }) => {
      const cosine = `by ${Math.abs(mean).toFixed(2)} in the cosine`;
      if (p > level) return `${model}: antonyms are not shown to be nearer or farther than synonyms.`;
      return `${model}: antonyms are ${mean > 0 ? "nearer" : "farther"} than synonyms, ${cosine}.`;
    });
}

/** What was found of telling antonyms from synonyms, a sentence a model. */
export function tellingSentences(found: readonly Telling[]): string[] {
  return modelsOf(found).map((model) => {
    const own = found.filter((one) => one.model === model);
    const said = own.filter(({ p }) => p <= level).map(({ by, auc }) => `${by} (${percent(auc.mean)})`);
    if (said.length === 0) return `${model}: nothing that was tried is shown to tell antonyms from synonyms.`;
    return `${model}: antonyms are told from synonyms by ${joined(said)}; at chance it would be 50 %.`;
  });
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

function modelsOf(found: readonly { readonly model: string }[]): string[] {
  return [...new Set(found.map(({ model }) => model))];
}

/** "a", "a and b", "a, b and c". */
function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
