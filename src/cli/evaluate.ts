import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { DATA } from "../corpus/known-corpora";
import { evaluateAnalogies, parseAnalogies, type AnalogiesResult } from "../evaluation/analogies";
import type { LookUp } from "../evaluation/known-words";
import { openTestSets, testSets, textsIn } from "../evaluation/test-sets";
import { evaluatePairs, parsePairs, type PairsResult } from "../evaluation/word-pairs";
import { readVectors } from "../vectors/read-vectors";
import type { NamedVectors } from "../vectors/word-vectors";
import { runCommand } from "./run-command";

const USAGE = `npm run evaluate -- VECTORS...           WordSim-353, SimLex-999 and the Google analogies
  --pairs FILE          other pairs instead: two words and a number a line, parted by tabs (more than once, if wanted)
  --analogies FILE      other questions instead: ": section" lines, and four words a line
  --restrict-vocab N    only the first N words of the vectors count (300000)
  --case-sensitive      Paris is not paris
  --missing             list the words that the vectors do not have
  --from FOLDER         take the three test sets from there; else gensim's package is fetched for them
  --json                print one JSON object a file, and nothing else`;

/** What a file of vectors is asked. */
interface Questions {
  readonly pairs: readonly { name: string; text: string }[];
  readonly analogies: readonly { name: string; text: string }[];
}

/** What it answered, by the name of the test set. */
interface Answers {
  readonly pairs: Record<string, PairsResult>;
  readonly analogies: Record<string, AnalogiesResult>;
}

void runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pairs: { type: "string", multiple: true },
      analogies: { type: "string", multiple: true },
      "restrict-vocab": { type: "string" },
      "case-sensitive": { type: "boolean" },
      missing: { type: "boolean" },
      from: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return console.log(USAGE);
  if (positionals.length === 0)
    throw new Error("evaluate requires a file of vectors, got none; --help says more");
  const restrictVocabulary = Number(values["restrict-vocab"] ?? 300_000);
  const lookUp = { restrictVocabulary, caseInsensitive: !values["case-sensitive"] };
  const own = values.pairs || values.analogies;
  const questions = own ? await filesOf(values.pairs, values.analogies) : await known(values.from);
  for (const file of positionals) {
    const vectors = await readVectors(file, "float32");
    const answers = evaluate(vectors, questions, lookUp);
    const { rows, cols } = vectors.vectors;
    if (values.json)
      console.log(JSON.stringify({ file, words: rows, dimensions: cols, ...answers }, noneAsNull));
    else
      console.log(
        [`${file}: ${rows} words, ${cols} dimensions`, ...linesOf(answers, !!values.missing)].join("\n"),
      );
  }
});

async function known(from: string | undefined): Promise<Questions> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const texts =
    from === undefined ? await openTestSets(path.join(DATA, "cache/evaluation"), say) : await textsIn(from);
  const named = (key: keyof typeof testSets): { name: string; text: string } => ({
    name: testSets[key].title,
    text: texts[key],
  });
  return { pairs: [named("wordSim"), named("simLex")], analogies: [named("analogies")] };
}

async function filesOf(pairs: string[] = [], analogies: string[] = []): Promise<Questions> {
  const read = (files: string[]): Promise<{ name: string; text: string }[]> =>
    Promise.all(files.map(async (name) => ({ name, text: await readFile(name, "utf8") })));
  return { pairs: await read(pairs), analogies: await read(analogies) };
}

function evaluate(vectors: NamedVectors, { pairs, analogies }: Questions, lookUp: LookUp): Answers {
  return {
    pairs: Object.fromEntries(
      pairs.map(({ name, text }) => [name, evaluatePairs(vectors, parsePairs(text), lookUp)]),
    ),
    analogies: Object.fromEntries(
      analogies.map(({ name, text }) => [name, evaluateAnalogies(vectors, parseAnalogies(text), lookUp)]),
    ),
  };
}

function linesOf({ pairs, analogies }: Answers, missing: boolean): string[] {
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

/** A figure that there is none of is null in JSON, which would leave it out. */
const noneAsNull = (_: string, value: unknown): unknown => value ?? null;

function digits(value: number | undefined): string {
  return value?.toFixed(4) ?? "of no two pairs";
}

function percent({ accuracy }: { accuracy: number | undefined }): string {
  return accuracy === undefined ? "none known" : `${(100 * accuracy).toFixed(2)} %`;
}
