import { statSync } from "node:fs";
import path from "node:path";
import { difference } from "../evaluation/difference";
import { requireOutput } from "../files/require-output";
import { writeAtomic } from "../files/write-atomic";
import { wordsOfPage } from "../notebook/explorer";
import { wordsPage } from "../report/words-page";
import { parseOptions, type Values } from "../settings/options";
import { nearest } from "../settings/nearest";
import type { RowSource } from "../vectors/files/row-source";
import { findFormat, type Format } from "../vectors/formats";
import { openRows } from "../vectors/open-rows";
import {
  analogyIn,
  firstWordsIn,
  neighboursIn,
  oddOneOutIn,
  similaritiesIn,
  wordsOf,
} from "../vectors/queries/file-queries";
import { readVectors } from "../vectors/read-vectors";
import { runCommand } from "./terminal/run-command";
import { print } from "./terminal/standard-output";
import { differenceLines, infoLines, similarLines } from "./vectors-text";

const options = {
  top: { type: "string" },
  "restrict-vocab": { type: "string" },
  from: { type: "string" },
  html: { type: "string" },
  force: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/** Bytes from which a file that is read whole takes seconds: the command says what would not. */
const largeFile = 2 ** 26;

interface Asked {
  readonly file: string;
  readonly words: readonly string[];
  readonly top: number;
  readonly limit: number | undefined;
  readonly format: Format | undefined;
  /** the page of `project` */
  readonly html: string | undefined;
  readonly force: boolean;
}

/** A question: which words it takes, and its answer, as an object and as lines. */
interface Question {
  readonly needs: string;
  readonly fits: (words: number) => boolean;
  readonly answer: (asked: Asked) => Promise<{ json: object; lines: string[] }>;
}

const questions: Readonly<Record<string, Question>> = {
  neighbours: {
    needs: "at least one word",
    fits: (words) => words >= 1,
    answer: async (asked) => {
      const lists = neighboursIn(await open(asked), asked.words, asked.top, asked.limit);
      const json = asked.words.map((word, i) => ({ word, neighbours: lists[i] }));
      return { json, lines: asked.words.flatMap((word, i) => [word, ...similarLines(lists[i])]) };
    },
  },
  analogy: {
    needs: "three words A B C, for A is to B as C is to which",
    fits: (words) => words === 3,
    answer: async (asked) => {
      const [a, b, c] = asked.words;
      const answers = analogyIn(await open(asked), [a, b, c], asked.top, asked.limit);
      return {
        json: { a, b, c, answers },
        lines: [`${a} is to ${b} as ${c} is to`, ...similarLines(answers)],
      };
    },
  },
  similarity: {
    needs: "two words or more; the first is compared with each of the others",
    fits: (words) => words >= 2,
    answer: async (asked) => {
      const similar = similaritiesIn(await open(asked), asked.words);
      return { json: { word: asked.words[0], similar }, lines: [asked.words[0], ...similarLines(similar)] };
    },
  },
  "odd-one-out": {
    needs: "three words or more",
    fits: (words) => words >= 3,
    answer: async (asked) => {
      const ranked = oddOneOutIn(await open(asked), asked.words);
      const odd = ranked[ranked.length - 1].word;
      return { json: { odd, ranked }, lines: [odd, ...similarLines(ranked)] };
    },
  },
  project: {
    needs: "--html OUT, the page, and perhaps words to begin with",
    fits: () => true,
    answer: async (asked) => {
      const { file, words, html, force } = asked;
      if (html === undefined) throw new RangeError("vectors project requires --html OUT, the page, got none");
      requireOutput([html], [file], force);
      const source = await open(asked);
      const first = firstWordsIn(source, wordsOfPage([source.cols]), words);
      writeAtomic(html, wordsPage(path.basename(file), { ...first, of: source.rows }, words));
      const held = first.words.length;
      return {
        json: { html, words: held, of: source.rows },
        lines: [`${html}: ${held} of ${source.rows} words`],
      };
    },
  },
  info: {
    needs: "no words",
    fits: (words) => words === 0,
    answer: async (asked) => {
      const source = await open(asked);
      const { file, format, numbers, rows, cols } = source;
      const bytes = statSync(file).size;
      const info = { file, format, numbers, words: rows, dimensions: cols, bytes, first: firstWords(source) };
      return { json: info, lines: infoLines(info) };
    },
  },
  diff: {
    needs: "a second file",
    fits: (words) => words === 1,
    answer: async ({ file, words: [other], limit = 5000, format }) => {
      const [a, b] = [
        await readVectors(file, "float32", format),
        await readVectors(other, "float32", format),
      ];
      const found = difference(a, b, limit);
      return { json: { a: file, b: other, ...found }, lines: differenceLines(file, other, a, b, found) };
    },
  },
};

void runCommand(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
  const [name, file, ...words] = positionals;
  const { needs, fits, answer } = findQuestion(name);
  if (file === undefined || !fits(words.length))
    throw new RangeError(
      `vectors ${name} requires a file of vectors and ${needs}, got ${JSON.stringify(positionals.slice(1))}; --help explains it`,
    );
  const { html, force = false } = values;
  if (name !== "project" && (html !== undefined || force))
    throw new RangeError(`vectors ${name} requires no --html and no --force, which belong to project`);
  const { json, lines } = await answer({ file, words, html, force, ...readNumbers(values) });
  print(values.json ? JSON.stringify(json) : lines.join("\n"));
});

function findQuestion(name: string | undefined): Question {
  const names = Object.keys(questions);
  if (name !== undefined && Object.hasOwn(questions, name)) return questions[name];
  const guess = name === undefined ? undefined : nearest(name, names);
  const got = name === undefined ? "none" : JSON.stringify(name);
  throw new RangeError(
    `vectors requires ${names.join(" or ")}, got ${got}${guess ? `; did you mean ${guess}?` : ""}`,
  );
}

function readNumbers(values: Values<typeof options>): Pick<Asked, "top" | "limit" | "format"> {
  const whole = (name: "top" | "restrict-vocab"): number | undefined => {
    const text = values[name];
    if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text))
      throw new RangeError(`vectors requires --${name} to be an integer from 1, got ${text}`);
    return text === undefined ? undefined : Number(text);
  };
  const format = values.from === undefined ? undefined : findFormat(values.from);
  return { top: whole("top") ?? 10, limit: whole("restrict-vocab"), format };
}

/** Opens the file, and says before a long reading which format needs none. */
async function open({ file, format }: Asked): Promise<RowSource> {
  const bytes = statSync(file).size;
  if (bytes > largeFile && !/\.(bin|safetensors)$/.test(file))
    process.stderr.write(
      `${file} is read whole if it is text or packed; npm run convert -- ${file} vectors.bin makes a file that answers at once\n`,
    );
  return openRows(file, format);
}

function firstWords(source: RowSource): string[] {
  const first: string[] = [];
  for (const word of wordsOf(source)) if (first.push(word) === 10) break;
  return first;
}
