import { encodeTextApart } from "../corpus/encoded/encode-apart";
import type { EncodeProgress } from "../corpus/encoded/encode-text";
import { findEncoding, utf8 } from "../corpus/read/encoding";
import { knownCorpora } from "../corpus/known-corpora";
import { openCorpus } from "../corpus/open-corpus";
import { writeCorpusAsText } from "../corpus/corpus-as-text";
import { defaultValue } from "../settings/settings";
import type { AssignmentSettings, FastSettings, Settings } from "../settings/table";
import { AssignmentRun } from "./assignment/run";
import { layoutOf } from "./fast/parameters";
import { FastRun } from "./fast/run";
import type { Beginning } from "./fast/run-description";
import type { PhraseOptions } from "../corpus/encoded/phrases/join-phrases";
import { readWordList } from "../corpus/word-list";

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

/** The encoding of the text that the settings name. */
function chooseEncoding({ corpus, encoding }: FastSettings): string {
  const found = findEncoding(encoding);
  if (found !== utf8 && (corpus === "default" || Object.hasOwn(knownCorpora, corpus)))
    throw new RangeError(
      `settings require encoding only for a text of your own, got ${encoding} for ${corpus}`,
    );
  return found;
}

/** The value of a setting for a file where there is none. */
const none = "none";

async function readWords(file: string, what: string, keepCase: boolean): Promise<string[]> {
  return file === none ? [] : readWordList(file, what, keepCase);
}

/** Settings that do nothing without phrases. */
const phraseSettings = ["phraseScorer", "phraseMinimum", "phraseThreshold", "phraseConnectors"] as const;

/** Which words are joined, if any are. */
async function choosePhrases(settings: FastSettings): Promise<PhraseOptions | undefined> {
  const { phrases: passes, phraseScorer: scorer, keepCase } = settings;
  const { phraseMinimum: minimumCount, phraseThreshold: threshold } = settings;
  if (passes === 0) {
    const idle = phraseSettings.find((name) => settings[name] !== defaultValue(name, "fast"));
    if (idle === undefined) return undefined;
    throw new RangeError(
      `settings require ${idle} only with phrases of 1 or more, got ${JSON.stringify(settings[idle])}`,
    );
  }
  const connectors = await readWords(settings.phraseConnectors, "connectors", keepCase);
  return { passes, scorer, minimumCount, threshold, connectors };
}

async function openFastRun(settings: FastSettings, options: OpenOptions): Promise<FastRun> {
  const { textCache: cache, signal, onReading, resume, warn, begin } = options;
  const { minimumCount, maximumVocabulary, keepCase, startFrom } = settings;
  if (startFrom !== none && begin === undefined)
    throw new RangeError(
      `settings require startFrom only of npm run train, got ${JSON.stringify(startFrom)}`,
    );
  layoutOf(settings, 0, 0); // refuses what would not fit, however few words the text has
  const stopWords = await readWords(settings.stopWords, "stop words", keepCase);
  const phrases = await choosePhrases(settings);
  const { name, file } = await writeCorpusAsText(settings.corpus, cache, options);
  const wanted = {
    minimumCount,
    maximumVocabulary,
    keepCase,
    stopWords,
    phrases,
    encoding: chooseEncoding(settings),
  };
  const text = await encodeTextApart([file], { ...wanted, cache, signal, onProgress: onReading });
  const [tokens, words] = [text.rawTokens, text.words.length].map((n) => n.toLocaleString("en-US"));
  options.say(
    `corpus ${name}: ${tokens} words, ${words} different ones that occur ${minimumCount} times or more, ` +
      `SHA-256 ${text.sha256.slice(0, 12)}`,
  );
  if (phrases) {
    const joined = text.words.filter((word) => word.includes("_")).length.toLocaleString("en-US");
    options.say(`${joined} of these words are phrases or have a _`);
  }
  const told = { corpusName: name, say: warn };
  if (resume !== undefined) return FastRun.resume(resume, settings, text, told);
  const run = new FastRun(settings, text, told);
  if (startFrom !== none && begin) {
    const count = run.beginWith(await begin(startFrom));
    options.say(`${count.toLocaleString("en-US")} of ${words} words begin as in ${startFrom}`);
  }
  return run;
}
