import { rmSync } from "node:fs";
import path from "node:path";
import { findCorpus } from "../../corpus/open-corpus";
import { makeTemporaryFolder } from "../../files/temporary-names";
import { benchPython } from "../environment";
import { requireEqual, settings, timeGensim, timeOurs } from "./fast";
import { qualityFigures, type Timed } from "./fast-figures";
import { median } from "../median";
import { measureQuality } from "./quality";

/** Alternating rounds, each with a seed of its own. */
const rounds = 5;

/** A text of a million words needs a few passes before vectors differ from noise. */
const epochs = 3;

type Bench = (say: (line: string) => void, text?: string) => Promise<Record<string, number | string>>;

/**
 * A benchmark of some settings beside gensim: words a CPU-second, and the quality of the vectors of all rounds.
 *
 * @param cells changes of the settings, by the beginning of the names of their figures
 */
function besideGensim(cells: Readonly<Record<string, object>>): Bench {
  return async (say, text) => {
    const python = benchPython(say);
    const folder = makeTemporaryFolder("bench");
    try {
      const file = text ?? (await findCorpus("brown", { say })).file;
      const figures: Record<string, number> = {};
      for (const [name, change] of Object.entries(cells)) {
        const timed: Record<"ours" | "gensim", Timed[]> = { ours: [], gensim: [] };
        const vectors: Record<"ours" | "gensim", string[]> = { ours: [], gensim: [] };
        for (let round = 0; round < rounds; round++) {
          const given = { ...settings, epochs, ...change, seed: round + 1 };
          for (const way of ["gensim", "ours"] as const) {
            const into = path.join(folder, `${name}-${way}-${round}.bin`);
            vectors[way].push(into);
            timed[way].push(
              way === "ours" ? timeOurs(folder, file, into, given) : timeGensim(python, file, into, given),
            );
          }
          requireEqual(timed.ours[round], timed.gensim[round]);
        }
        const ratio = median(
          timed.ours.map((ours, i) => timed.gensim[i].trainCpuSeconds / ours.trainCpuSeconds),
        );
        figures[`${name}RatioToGensim`] = ratio;
        const quality = qualityFigures({
          gensim: await measureQuality(vectors.gensim, say),
          plain: await measureQuality(vectors.ours, say),
        });
        for (const [figure, value] of Object.entries(quality)) figures[`${name} ${figure}`] = value;
        say(`${name}: ${ratio.toFixed(2)} times gensim's words a CPU-second`);
      }
      return figures;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

/** The continuous bag of words. */
export const benchCbow = besideGensim({ cbow: { architecture: "cbow" } });

/** One and two negatives, which the words of a window cannot share without loss. */
export const benchNegatives = besideGensim({ oneNegative: { negatives: 1 }, twoNegatives: { negatives: 2 } });

/** Parts of words, as fastText has them. */
export const benchSubwords = besideGensim({ subwords: { subwords: "3-6", buckets: 200_000 } });
