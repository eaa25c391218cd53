import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { makeTemporaryFolder } from "../../files/temporary-names";
import { findCorpus } from "../../corpus/open-corpus";
import { instantiate, sharedMemory } from "../../webassembly/module";
import { canInstantiateRelaxed } from "../../webassembly/relaxed";
import { benchPython } from "../environment";
import { qualityFigures, speedFigures, type Timed, type Way } from "./fast-figures";
import { measureQuality } from "./quality";
import { compareWithNumpy } from "./training";
import { inCheckout } from "../../files/checkout";

/** gensim's defaults, but for skip-gram and one epoch. */
export const settings = {
  dimensions: 100,
  window: 5,
  negatives: 5,
  subsample: 1e-3,
  minimumCount: 5,
  stepSize: 0.025,
  epochs: 1,
  workers: 1,
};

/** Our ways that are timed in each round: their changes of the settings. */
const ways: Record<Exclude<Way, "gensim">, object> = {
  plain: {},
  relaxed: { relaxed: true },
  twoWorkers: { workers: 2 },
  deterministic: { deterministic: true },
  deterministicTwoWorkers: { deterministic: true, workers: 2 },
};

/** Alternating rounds, each with a seed of its own, so that their vectors show the spread of the quality. */
const rounds = 5;

/**
 * Compares fast training with gensim's, from a text file to vectors on disk, each in a process of its own: medians of
 * alternating rounds, and the quality of the vectors of all rounds.
 *
 * @param text a file; by default the Brown corpus
 */
export async function benchFast(
  say: (line: string) => void,
  text?: string,
): Promise<Record<string, number | string>> {
  const python = benchPython(say);
  const folder = makeTemporaryFolder("bench");
  try {
    const file = text ?? (await findCorpus("brown", { say })).file;
    const timed: Record<Way, Timed[]> = {
      ...{
        gensim: [],
        plain: [],
        relaxed: [],
        twoWorkers: [],
        deterministic: [],
        deterministicTwoWorkers: [],
      },
    };
    const peaks: Record<"plain" | "relaxed", number[]> = { plain: [], relaxed: [] };
    const vectors: Record<"gensim" | "plain", string[]> = { gensim: [], plain: [] };
    for (let round = 0; round < rounds; round++) {
      const seed = round + 1;
      const into = (way: Way): string => path.join(folder, `${way}-${seed}.bin`);
      timed.gensim.push(timeGensim(python, file, into("gensim"), { ...settings, seed }));
      for (const way of Object.keys(ways) as (keyof typeof ways)[])
        timed[way].push(timeOurs(folder, file, into(way), { ...settings, ...ways[way], seed }));
      for (const kind of ["plain", "relaxed"] as const) peaks[kind].push(multiplyAddsPerSecond(kind));
      requireEqual(timed.plain[round], timed.gensim[round]);
      for (const way of ["gensim", "plain"] as const) vectors[way].push(into(way));
      say(
        `round ${seed}: ` +
          Object.entries(timed)
            .map(([way, all]) => `${way} ${speed(all[round])}`)
            .join(", ") +
          " words a CPU-second",
      );
    }
    const quality = {
      gensim: await measureQuality(vectors.gensim, say),
      plain: await measureQuality(vectors.plain, say),
    };
    return {
      ...speedFigures(timed, peaks, settings),
      ...qualityFigures(quality),
      ...(await compareWithNumpy(["negative-sampling"], say)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Times our training, from a text file to a file of vectors, with an empty cache of texts. */
export function timeOurs(folder: string, text: string, vectors: string, given: object): Timed {
  const cache = mkdtempSync(path.join(folder, "cache-")); // an empty cache: the text is new
  const program = inCheckout("dist/bench/programs/time-fast.js");
  const timed = time(process.execPath, [program, text, cache, vectors, JSON.stringify(given)], process.env);
  rmSync(cache, { recursive: true });
  return timed;
}

/** Times gensim's training of the same. */
export function timeGensim(python: string, text: string, vectors: string, given: object): Timed {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (name.startsWith("OPENBLAS_")) delete env[name]; // its default is faster
  const program = inCheckout("src/bench/programs/word2vec_gensim.py");
  return time(python, [program, text, vectors, JSON.stringify(given)], env);
}

function time(file: string, args: string[], env: NodeJS.ProcessEnv): Timed {
  const begun = performance.now();
  const said = execFileSync(file, args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });
  return {
    ...(JSON.parse(said) as Omit<Timed, "wallSeconds">),
    wallSeconds: (performance.now() - begun) / 1e3,
  };
}

/** Requires equal numbers of tokens and of frequent words: both programs then have read the same text. */
export function requireEqual(ours: Timed, theirs: Timed): void {
  if (ours.tokens !== theirs.tokens || ours.words !== theirs.words) {
    throw new Error(
      `benchFast requires equal words, got ${ours.words} in ${ours.tokens} and gensim's ${theirs.words} in ${theirs.tokens}`,
    );
  }
}

/** How many multiply-adds of single numbers this machine does in WebAssembly in a CPU-second. */
function multiplyAddsPerSecond(kind: "plain" | "relaxed"): number {
  const file = kind === "plain" ? "bench/assembly/peak.wasm" : "bench/assembly/peak-relaxed.wasm";
  if (!canInstantiateRelaxed(file)) return NaN;
  const { multiplyAdds } = instantiate<{ multiplyAdds(rounds: number, a: number, b: number): number }>(
    file,
    sharedMemory(1),
  );
  multiplyAdds(1e5, 0.5, 0.5); // until the code is optimised
  const count = 2e7;
  const begun = process.cpuUsage();
  multiplyAdds(count, 0.5, 0.5);
  const { user, system } = process.cpuUsage(begun);
  return (count * 12 * 4) / ((user + system) / 1e6);
}

function speed({ tokens, trainCpuSeconds }: Timed): string {
  return Math.round(tokens / trainCpuSeconds).toLocaleString("en-US");
}
