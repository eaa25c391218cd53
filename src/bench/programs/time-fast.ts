import { encodeTextApart } from "../../corpus/encoded/encode-apart";
import { FastRun } from "../../training/fast/run";
import { withDefaults } from "../../settings/settings";
import { writeVectors } from "../../vectors/write-vectors";

/** Trains vectors from a text file, in which case counts as for gensim, to a file of vectors; prints time and memory as one line of JSON. */
async function main([text, cache, vectors, given]: string[]): Promise<void> {
  const settings = withDefaults({ trainer: "fast", ...(JSON.parse(given) as object) });
  const encoded = await encodeTextApart([text], {
    minimumCount: settings.minimumCount,
    keepCase: true,
    cache,
  });
  const run = new FastRun(settings, encoded);
  const begun = { wall: performance.now(), cpu: process.cpuUsage() };
  for await (const progress of run.steps(1000, () => performance.now())) void progress;
  const { user, system } = process.cpuUsage(begun.cpu);
  const trainWallSeconds = (performance.now() - begun.wall) / 1e3;
  writeVectors(vectors, run.vectors, "binary");
  const result = {
    trainWallSeconds,
    trainCpuSeconds: (user + system) / 1e6,
    words: encoded.words.length,
    tokens: encoded.rawTokens,
    pairs: run.pairs,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
  };
  console.log(JSON.stringify(result));
}

void main(process.argv.slice(2));
