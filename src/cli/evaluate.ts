import path from "node:path";
import { DATA } from "../corpus/known-corpora";
import {
  evaluateAnalogies,
  parseAnalogies,
  type AnalogiesResult,
  type AnalogySection,
} from "../evaluation/analogies";
import { readQuestionFile } from "../evaluation/question-file";
import type { LookUp } from "../evaluation/known-words";
import { openTestSets, testSets, readTestSets } from "../evaluation/test-sets";
import {
  evaluatePairs,
  parsePairs,
  whyNone,
  type PairsResult,
  type RatedPair,
} from "../evaluation/word-pairs";
import { readVectors } from "../vectors/read-vectors";
import type { NamedVectors } from "../model/word-vectors";
import { parseOptions } from "../settings/options";
import { runCommand } from "./terminal/run-command";
import { print } from "./terminal/standard-output";
import { untilStopped } from "./terminal/until-stopped";

/** The questions for each file of vectors. */
interface Questions {
  readonly pairs: readonly Named<RatedPair[]>[];
  readonly analogies: readonly Named<AnalogySection[]>[];
}

interface Named<T> {
  readonly name: string;
  readonly asked: T;
}

/** The results of a file, by the name of the test set. */
interface Answers {
  readonly pairs: Record<string, PairsResult>;
  readonly analogies: Record<string, AnalogiesResult>;
}

const options = {
  pairs: { type: "string", multiple: true },
  analogies: { type: "string", multiple: true },
  "restrict-vocab": { type: "string" },
  "case-sensitive": { type: "boolean" },
  missing: { type: "boolean" },
  from: { type: "string" },
  json: { type: "boolean" },
} as const;

void runCommand(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
  if (positionals.length === 0)
    throw new Error("evaluate requires a file of vectors, got none; --help explains it");
  const restrictVocabulary = Number(values["restrict-vocab"] ?? 300_000);
  if (!Number.isInteger(restrictVocabulary) || restrictVocabulary < 1)
    throw new RangeError(
      `evaluate requires --restrict-vocab to be an integer from 1, got ${values["restrict-vocab"]}`,
    );
  const lookUp = { restrictVocabulary, caseInsensitive: !values["case-sensitive"] };
  const own = values.pairs || values.analogies;
  const questions = own
    ? await readQuestions(values.pairs, values.analogies)
    : await readKnownTestSets(values.from);
  const missing: string[] = [];
  for (const file of positionals) {
    const vectors = await readVectors(file, "float32");
    const answers = evaluate(vectors, questions, lookUp);
    const { rows, cols } = vectors.vectors;
    if (values.json) print(JSON.stringify({ file, words: rows, dimensions: cols, ...answers }, noneAsNull));
    else
      print(
        [`${file}: ${rows} words, ${cols} dimensions`, ...formatAnswers(answers, !!values.missing)].join(
          "\n",
        ),
      );
    missing.push(...whatIsMissing(file, answers));
  }
  if (missing.length > 0) throw new Error(missing.join("\n"));
});

async function readKnownTestSets(from: string | undefined): Promise<Questions> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const texts =
    from === undefined
      ? await untilStopped("stopped; the same command fetches the test sets", (signal) =>
          openTestSets(path.join(DATA, "cache/evaluation"), say, { signal }),
        )
      : await readTestSets(from);
  const parse = <T>(key: keyof typeof testSets, parse: (text: string, name: string) => T): Named<T> => ({
    name: testSets[key].title,
    asked: parse(texts[key], testSets[key].file),
  });
  return {
    pairs: [parse("wordSim", parsePairs), parse("simLex", parsePairs)],
    analogies: [parse("analogies", parseAnalogies)],
  };
}

async function readQuestions(pairs: string[] = [], analogies: string[] = []): Promise<Questions> {
  const read = async <T>(files: string[], parse: (text: string, name: string) => T): Promise<Named<T>[]> =>
    Promise.all(files.map(async (name) => ({ name, asked: parse(await readQuestionFile(name), name) })));
  return { pairs: await read(pairs, parsePairs), analogies: await read(analogies, parseAnalogies) };
}

function evaluate(vectors: NamedVectors, { pairs, analogies }: Questions, lookUp: LookUp): Answers {
  return {
    pairs: Object.fromEntries(pairs.map(({ name, asked }) => [name, evaluatePairs(vectors, asked, lookUp)])),
    analogies: Object.fromEntries(
      analogies.map(({ name, asked }) => [name, evaluateAnalogies(vectors, asked, lookUp)]),
    ),
  };
}

/** The figures that do not exist, with the reason. */
function whatIsMissing(file: string, { pairs, analogies }: Answers): string[] {
  return [
    ...Object.entries(pairs).flatMap(([name, result]) => {
      const why = whyNone(result);
      return why === undefined ? [] : [`${file}: ${name} has no correlation, since ${why}`];
    }),
    ...Object.entries(analogies).flatMap(([name, { accuracy, questions }]) =>
      accuracy === undefined
        ? [`${file}: ${name} has no accuracy, since none of its ${questions} questions is known`]
        : [],
    ),
  ];
}

function formatAnswers({ pairs, analogies }: Answers, missing: boolean): string[] {
  const share = (covered: number, all: number): string =>
    `${covered} of ${all} (${((100 * covered) / all).toFixed(1)} %)`;
  const listed = (words: readonly string[]): string[] => (missing ? [`  not known: ${words.join(" ")}`] : []);
  return [
    ...Object.entries(pairs).flatMap(([name, { spearman, pearson, covered, pairs, missing }]) => [
      `${name}: Spearman ${digits(spearman)}, Pearson ${digits(pearson)}; pairs known ${share(covered, pairs)}`,
      ...listed(missing),
    ]),
    ...Object.entries(analogies).flatMap(([name, { sections, missing, ...all }]) => [
      `${name}: ${percent(all)} right; questions known ${share(all.covered, all.questions)}`,
      ...sections.map(
        (of) => `  ${of.section.padEnd(28)} ${percent(of).padStart(8)}  ${of.right} of ${of.covered}`,
      ),
      ...listed(missing),
    ]),
  ];
}

/** A figure that is undefined becomes null: JSON would leave it out. */
const noneAsNull = (_: string, value: unknown): unknown => value ?? null;

function digits(value: number | undefined): string {
  return value?.toFixed(4) ?? "none";
}

function percent({ accuracy }: { accuracy: number | undefined }): string {
  return accuracy === undefined ? "none known" : `${(100 * accuracy).toFixed(2)} %`;
}
