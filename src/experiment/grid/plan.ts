import path from "node:path";
import { knownCorpora } from "../../corpus/known-corpora";
import { findCorpus, type CorpusOptions, type FoundCorpus } from "../../corpus/open-corpus";
import { hashBytes, hashFile } from "../../files/sha256";
import { hasSetting, settingNames, withDefaults } from "../../settings/settings";
import type { Settings, Trainer } from "../../settings/table";
import type { Parameters } from "../../runs/experiment-json";
import { isSetting, presets, type Chapter } from "../chapter/chapter";
import type { CodeVersion } from "../../files/code-closure";
import { codeVersion } from "../chapter/code-version";
import type { Parameter } from "../chapter/parameters";

/** The code and corpus that a run must find where it is executed; others would give other results. */
export interface RunVersion extends CodeVersion {
  /** `sst`, `reviews` or an absolute path */
  readonly corpus: string;
  /** SHA-256 of the corpus file */
  readonly sha256: string;
}

/** A run of a grid, before it is made. */
export interface PlannedRun {
  /** SHA-256 of all parameters and settings, the corpus's hash, and `madeBy` */
  readonly key: string;
  /** SHA-256 of what makes the run: the chapter's code, the version of the code it calls, and Node's generation */
  readonly madeBy: string;
  /** the parameters that were set */
  readonly parameters: Parameters;
  /** what the chapter receives: the parameters that were set, and the corpus as in `version` */
  readonly injected: Parameters;
  /** all parameters of the chapter, the corpus as in `version` */
  readonly values: Parameters;
  readonly settings: Settings;
  readonly version: RunVersion;
}

/**
 * Plans all runs of a grid. Combinations that give the same run are planned once.
 *
 * @param root    the checkout
 * @param options where corpora are, and a listener for the choice of the default
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
    const values = { ...presets(chapter), ...parameters };
    const name = readsCorpus(chapter) ? String(values.corpus) : "default";
    const corpus = corpora.get(name) ?? (await findAndHash(name, options));
    corpora.set(name, corpus);
    const where = Object.hasOwn(knownCorpora, corpus.name) ? corpus.name : path.resolve(corpus.file);
    const run = planRun(chapter, parameters, values, { ...code, corpus: where, sha256: corpus.sha256 });
    planned.set(run.key, run);
  }
  return [...planned.values()];
}

function planRun(
  chapter: Chapter,
  parameters: Parameters,
  values: Parameters,
  version: RunVersion,
): PlannedRun {
  const own = (name: string): boolean => isSetting(chapter.parameters.get(name) as Parameter);
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => own(name)));
  const settings = withDefaults({ ...given, trainer: trainerOf(given) });
  const others = Object.entries(values).filter(([name]) => !own(name));
  const madeBy = hashBytes(JSON.stringify([chapter.code, version.code, nodeMajor]));
  const key = hashBytes(JSON.stringify([{ ...settings, corpus: version.sha256 }, others, madeBy]));
  if (!readsCorpus(chapter)) return { key, madeBy, parameters, injected: parameters, values, settings, version }; // prettier-ignore
  const { corpus } = version;
  return { key, madeBy, parameters, injected: { ...parameters, corpus }, values: { ...values, corpus }, settings, version }; // prettier-ignore
}

/** Node's generations differ in the last digits of some functions of Math. */
const nodeMajor = process.versions.node.split(".")[0];

/** Whether the chapter has the setting that says which text it reads. */
function readsCorpus({ parameters }: Chapter): boolean {
  const corpus = parameters.get("corpus");
  return corpus !== undefined && isSetting(corpus);
}

/** The trainer whose settings a chapter has. */
function trainerOf(given: Parameters): Trainer {
  if (given.trainer !== undefined) return given.trainer as Trainer;
  return settingNames.some((name) => name in given && !hasSetting("assignment", name))
    ? "fast"
    : "assignment";
}

async function findAndHash(name: string, options: CorpusOptions): Promise<FoundCorpus & { sha256: string }> {
  const found = await findCorpus(name, options);
  return { ...found, sha256: await hashFile(found.file) };
}
