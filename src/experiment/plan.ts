import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { knownCorpora } from "../corpus/known-corpora";
import { findCorpus, type CorpusOptions, type FoundCorpus } from "../corpus/open-corpus";
import { withDefaults } from "../settings/settings";
import { settingTable, type Settings } from "../settings/table";
import type { Chapter } from "./chapter";
import { codeVersion, type CodeVersion } from "./code-version";
import type { Parameters } from "./grid";

/** What a run must find where it is executed, or it would compute something else. */
export interface RunVersion extends CodeVersion {
  /** `sst`, `reviews` or an absolute path */
  readonly corpus: string;
  /** of the corpus file */
  readonly sha256: string;
}

/** A run that can be told from every other. */
export interface PlannedRun {
  /** SHA-256 of the chapter's code, all settings, the corpus's hash and the version of the code it calls */
  readonly key: string;
  /** those that were set */
  readonly parameters: Parameters;
  /** what the chapter gets: those that were set, and the corpus by a name that means the same everywhere */
  readonly injected: Parameters;
  /** every parameter that the chapter has, the corpus as in `injected` */
  readonly values: Parameters;
  readonly settings: Settings;
  readonly version: RunVersion;
}

/**
 * Works out what each run of a grid is, before any is begun.
 *
 * @param root    the checkout
 * @param options where corpora are, and who hears which one is taken
 */
export async function planRuns(
  chapter: Chapter,
  grid: readonly Parameters[],
  root: string,
  options: CorpusOptions,
): Promise<PlannedRun[]> {
  const code = codeVersion(chapter, root);
  const corpora = new Map<string, FoundCorpus & { sha256: string }>();
  const planned = new Map<string, PlannedRun>();
  for (const parameters of grid) {
    const values = { ...Object.fromEntries(chapter.parameters), ...parameters };
    const name = String(values.corpus ?? "default");
    const corpus = corpora.get(name) ?? (await hashed(name, options));
    corpora.set(name, corpus);
    values.corpus = Object.hasOwn(knownCorpora, corpus.name) ? corpus.name : path.resolve(corpus.file);
    const run = plannedRun(chapter, parameters, values, {
      ...code,
      corpus: values.corpus,
      sha256: corpus.sha256,
    });
    planned.set(run.key, run);
  }
  return [...planned.values()];
}

function plannedRun(
  chapter: Chapter,
  parameters: Parameters,
  values: Parameters,
  version: RunVersion,
): PlannedRun {
  const isSetting = ([name]: [string, unknown]): boolean => Object.hasOwn(settingTable, name);
  const settings = withDefaults(Object.fromEntries(Object.entries(values).filter(isSetting)));
  const others = Object.entries(values).filter((entry) => !isSetting(entry));
  const what = [chapter.code, { ...settings, corpus: version.sha256 }, others, version.code];
  const key = createHash("sha256").update(JSON.stringify(what)).digest("hex");
  const reads = chapter.parameters.has("corpus");
  const injected = reads ? { ...parameters, corpus: version.corpus } : parameters;
  const { corpus, ...rest } = values;
  return { key, parameters, injected, values: reads ? { corpus, ...rest } : rest, settings, version };
}

async function hashed(name: string, options: CorpusOptions): Promise<FoundCorpus & { sha256: string }> {
  const found = await findCorpus(name, options);
  const hash = createHash("sha256");
  await pipeline(createReadStream(found.file), hash);
  return { ...found, sha256: hash.digest("hex") };
}
