import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { openPromise } from "yauzl";
import { writeAtomic } from "../files/write-atomic";

const root = path.join(__dirname, "../..");

/** Python of the project's own environment, which has pip. */
const PYTHON = path.join(root, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** A file that gensim's package holds in `gensim/test/test_data`. */
export interface TestSet {
  readonly title: string;
  readonly file: string;
  readonly bytes: number;
  /** SHA-256, in hexadecimal */
  readonly sha256: string;
}

/** The test sets. Each is its authors'; they are fetched, and are no part of this project. */
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
 * The texts of the test sets: from the cache, or else out of gensim's wheel, which pip downloads when they are first
 * asked for (27 MB, pinned by the hashes in src/bench/requirements.txt; nothing of it is installed or run).
 *
 * @param cache folder that keeps them
 * @param say   hears that they are fetched
 * @throws Error if they are not there and cannot be fetched
 */
export async function openTestSets(
  cache: string,
  say: (line: string) => void,
  python = PYTHON,
): Promise<Record<keyof typeof testSets, string>> {
  const kept = await textsIn(cache).catch(() => undefined);
  if (kept) return kept;
  say("fetching WordSim-353, SimLex-999 and the Google analogies, out of gensim's package (27 MB)");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, "fetched-"));
  try {
    await downloadWheel(folder, python);
    const [wheel] = (await readdir(folder)).filter((name) => name.endsWith(".whl"));
    await unpack(path.join(folder, wheel), cache);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return textsIn(cache);
}

/** The texts of a folder's test sets. @throws Error if one is missing or is not, byte for byte, what it should be */
export async function textsIn(folder: string): Promise<Record<keyof typeof testSets, string>> {
  const text = async ({ file, bytes, sha256 }: TestSet): Promise<string> => {
    const content = await readFile(path.join(folder, file));
    const found = createHash("sha256").update(content).digest("hex");
    if (found !== sha256) {
      const wanted = `${file} of ${bytes} bytes with SHA-256 ${sha256}`;
      throw new Error(`textsIn requires ${wanted}, got ${content.length} bytes with ${found}`);
    }
    return content.toString("utf8");
  };
  const { wordSim, simLex, analogies } = testSets;
  return { wordSim: await text(wordSim), simLex: await text(simLex), analogies: await text(analogies) };
}

/** Names one of gensim's wheels, the same on every system: none of it is run, and not every Python has its own. */
const WHEEL = [
  "--python-version=3.11",
  "--implementation=cp",
  "--abi=cp311",
  "--platform=manylinux_2_28_x86_64",
];

/** Downloads gensim's wheel into a folder. */
async function downloadWheel(folder: string, python: string): Promise<void> {
  const all = await readFile(path.join(root, "src/bench/requirements.txt"), "utf8");
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
    await promisify(execFile)(python, ["-m", "pip", "download", ...options, ...WHEEL, ...patience, "--dest", folder, "-r", requirements]); // prettier-ignore
  } catch (error) {
    const { stderr = "", message } = error as { stderr?: string; message: string };
    const reason = stderr.match(/^ERROR: .*$/gm)?.at(-1) ?? message.split("\n")[0];
    throw new Error(
      `openTestSets requires pip to download gensim's package, got "${reason}" (no network? a folder with ${Object.values(testSets).map(({ file }) => file).join(", ")} does as well: --from FOLDER)`, // prettier-ignore
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
