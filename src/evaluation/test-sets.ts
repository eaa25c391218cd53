import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { openPromise } from "yauzl";
import { inTemporaryFolder } from "../files/temporary-folder";
import { hashBytes } from "../files/sha256";
import { writeAtomic } from "../files/write-atomic";
import { checkout, venvPython } from "../files/checkout";

/** A file in gensim's package, in the folder `gensim/test/test_data`. */
export interface TestSet {
  readonly title: string;
  readonly file: string;
  readonly bytes: number;
  /** SHA-256, in hexadecimal */
  readonly sha256: string;
}

/** The test sets. They belong to their authors; they are fetched, and are no part of this project. */
export const testSets: Readonly<Record<"wordSim" | "simLex" | "analogies", TestSet>> = {
  wordSim: {
    title: "WordSim-353", // Finkelstein et al., 2002, "Placing Search in Context: The Concept Revisited"
    file: "wordsim353.tsv",
    bytes: 7186,
    sha256: "f92a022fc2537793a15bc3a8c162ebcd74990e033a228bb6388cb71e4c0b1e1d",
  },
  simLex: {
    title: "SimLex-999", // Hill et al., 2015, "SimLex-999: Evaluating Semantic Models with Similarity Estimation"
    file: "simlex999.txt",
    bytes: 18126,
    sha256: "d5e0501971478a511430ee880bd0121e94ac701ba86d90544d83e6d2ba3db05d",
  },
  analogies: {
    title: "Google analogies", // Mikolov et al., 2013, "Efficient Estimation of Word Representations in Vector Space"
    file: "questions-words.txt",
    bytes: 603955,
    sha256: "8c29b3332afc46f3fb8be04cb5297bf96f39aa7131272dff57869b4485b22a36",
  },
};

/**
 * The texts of the test sets, from the cache. At first use pip downloads gensim's wheel, which has them (27 MB, pinned by
 * the hashes in src/bench/requirements.txt; nothing of it is installed or run).
 *
 * @param cache folder that keeps them
 * @param say   hears that they are fetched
 * @throws Error if they are not in the cache and cannot be fetched
 */
export async function openTestSets(
  cache: string,
  say: (line: string) => void,
  { python = venvPython, signal }: { python?: string; signal?: AbortSignal } = {},
): Promise<Record<keyof typeof testSets, string>> {
  const kept = await readTestSets(cache).catch(() => undefined);
  if (kept) return kept;
  say("fetching WordSim-353, SimLex-999 and the Google analogies, from gensim's package (27 MB)");
  await inTemporaryFolder(cache, "fetched-", async (folder) => {
    await downloadWheel(folder, python, signal);
    const [wheel] = (await readdir(folder)).filter((name) => name.endsWith(".whl"));
    await unpack(path.join(folder, wheel), cache);
  });
  return readTestSets(cache);
}

/** Reads the test sets of a folder. @throws Error if one is missing or differs from the expected bytes */
export async function readTestSets(folder: string): Promise<Record<keyof typeof testSets, string>> {
  const text = async ({ file, bytes, sha256: expected }: TestSet): Promise<string> => {
    const content = await readFile(path.join(folder, file));
    const found = hashBytes(content);
    if (found !== expected) {
      const wanted = `${file} of ${bytes} bytes with SHA-256 ${expected}`;
      throw new Error(`a test set requires ${wanted}, got ${content.length} bytes with ${found}`);
    }
    return content.toString("utf8");
  };
  const { wordSim, simLex, analogies } = testSets;
  return { wordSim: await text(wordSim), simLex: await text(simLex), analogies: await text(analogies) };
}

/** Names one of gensim's wheels, the same on every system, since none of it is run. */
const WHEEL = [
  "--python-version=3.11",
  "--implementation=cp",
  "--abi=cp311",
  "--platform=manylinux_2_28_x86_64",
];

/** Downloads gensim's wheel into a folder. */
async function downloadWheel(folder: string, python: string, signal?: AbortSignal): Promise<void> {
  const all = await readFile(path.join(checkout, "src/bench/requirements.txt"), "utf8");
  const pinned = /^gensim==[^\\\n]*(\\\r?\n[^\\\n]*)*/m.exec(all);
  if (!pinned) throw new Error("downloadWheel requires gensim in src/bench/requirements.txt, got none");
  const requirements = path.join(folder, "requirements.txt");
  await writeFile(requirements, pinned[0] + "\n");
  const options = [
    "--require-hashes",
    "--no-deps",
    "--only-binary=:all:",
    "--disable-pip-version-check",
    "--no-input",
  ];
  const patience = ["--retries=2", "--timeout=30"];
  try {
    await promisify(execFile)(python, ["-m", "pip", "download", ...options, ...WHEEL, ...patience, "--dest", folder, "-r", requirements], { signal }); // prettier-ignore
  } catch (error) {
    signal?.throwIfAborted();
    const { stderr = "", message } = error as { stderr?: string; message: string };
    const reason = stderr.match(/^ERROR: .*$/gm)?.at(-1) ?? message.split("\n")[0];
    throw new Error(
      `evaluate requires pip to download gensim's package, got "${reason}" (without a network: --from FOLDER, with ${Object.values(testSets).map(({ file }) => file).join(", ")} in it)`, // prettier-ignore
    );
  }
}

/** Takes the test sets out of a wheel, which is a zip archive; nothing else of it is unpacked. */
async function unpack(wheel: string, cache: string): Promise<void> {
  const archive = await openPromise(wheel);
  try {
    for await (const entry of archive.eachEntry()) {
      const set = Object.values(testSets).find(
        ({ file }) => entry.fileName === `gensim/test/test_data/${file}`,
      );
      if (!set || entry.uncompressedSize !== set.bytes) continue;
      writeAtomic(path.join(cache, set.file), await buffer(await archive.openReadStreamPromise(entry)));
    }
  } finally {
    archive.close();
  }
}
