import { encodeTextApart } from "../corpus/encoded/encode-apart";
import type { EncodeProgress } from "../corpus/encoded/encode-text";
import { openCorpus } from "../corpus/open-corpus";
import { writeCorpusAsText } from "../corpus/corpus-as-text";
import type { AssignmentSettings, FastSettings, Settings } from "../settings/table";
import { AssignmentRun } from "./assignment/run";
import { FastRun, type Beginning } from "./fast/run";
import { readStopWords } from "../corpus/stop-words";

/** Where a run comes from, and who hears of it. */
export interface OpenOptions {
  /** checkpoint of the run to continue; undefined: a new one */
  readonly resume: string | undefined;
  /** folder that keeps encoded texts */
  readonly textCache: string;
  /** file of the Stanford Sentiment Treebank, if the user has it elsewhere */
  readonly sstPath: string | undefined;
  /** hears which text is read */
  readonly say: (line: string) => void;
  /** hears what is slower than it could be */
  readonly warn: (line: string) => void;
  /** reads the vectors that a new fast run begins with, which `startFrom` names */
  readonly begin?: (startFrom: string) => Promise<Beginning>;
  readonly onReading: (progress: EncodeProgress) => void;
  readonly signal: AbortSignal;
}

/** A run of the trainer that the settings name, which has not begun or stands where its checkpoint was written. */
export function openRun(settings: Settings, options: OpenOptions): Promise<AssignmentRun | FastRun> {
  return settings.trainer === "fast" ? openFastRun(settings, options) : openAssignmentRun(settings, options);
}

async function openAssignmentRun(settings: AssignmentSettings, options: OpenOptions): Promise<AssignmentRun> {
  const corpus = await openCorpus(settings.corpus, options);
  const { name, sha256, sentences } = corpus;
  options.say(`corpus ${name}: ${sentences.length} sentences, SHA-256 ${sha256.slice(0, 12)}`);
  const { resume } = options;
  return resume === undefined
    ? new AssignmentRun(settings, corpus)
    : AssignmentRun.resume(resume, settings, corpus);
}

/** The value of a setting for a file where there is none. */
const none = "none";

async function openFastRun(settings: FastSettings, options: OpenOptions): Promise<FastRun> {
  const { textCache: cache, signal, onReading, resume, warn, begin } = options;
  const { minimumCount, maximumVocabulary, keepCase, startFrom } = settings;
  if (startFrom !== none && begin === undefined)
    throw new RangeError(
      `settings require startFrom only of npm run train, got ${JSON.stringify(startFrom)}`,
    );
  const stopWords = settings.stopWords === none ? [] : await readStopWords(settings.stopWords, keepCase);
  const { name, file } = await writeCorpusAsText(settings.corpus, cache, options);
  const wanted = { minimumCount, maximumVocabulary, keepCase, stopWords };
  const text = await encodeTextApart([file], { ...wanted, cache, signal, onProgress: onReading });
  const [tokens, words] = [text.rawTokens, text.words.length].map((n) => n.toLocaleString("en-US"));
  options.say(
    `corpus ${name}: ${tokens} words, ${words} different ones that occur ${minimumCount} times or more, ` +
      `SHA-256 ${text.sha256.slice(0, 12)}`,
  );
  const told = { corpusName: name, say: warn };
  if (resume !== undefined) return FastRun.resume(resume, settings, text, told);
  const run = new FastRun(settings, text, told);
  if (startFrom !== none && begin) {
    const count = run.beginWith(await begin(startFrom));
    options.say(`${count.toLocaleString("en-US")} of ${words} words begin as in ${startFrom}`);
  }
  return run;
}
