import type { NamedVectors } from "../model/word-vectors";
import { UnitFloats, type ProductBlock } from "../vectors/unit-floats";
import { knownWords, type KnownWords, type LookUp } from "./known-words";

/** Questions of one kind: "a is to b as c is to what?", with the answer as the fourth word. */
export interface AnalogySection {
  readonly section: string;
  readonly questions: readonly (readonly [string, string, string, string])[];
}

/** How many questions were answered correctly. */
export interface SectionResult {
  readonly section: string;
  readonly right: number;
  /** questions of which every word is known */
  readonly covered: number;
  readonly questions: number;
  /** right / covered, or undefined where none is covered */
  readonly accuracy: number | undefined;
}

/** The sections, and all of them together. */
export interface AnalogiesResult extends SectionResult {
  readonly sections: readonly SectionResult[];
  /** words that are not known */
  readonly missing: readonly string[];
}

/** How many of the nearest words are kept: some may be words of the question in other case. */
const CANDIDATES = 5;

/**
 * Reads questions: a line `: name` begins a section, every other line has four words. Blank lines are left out.
 *
 * @param name of the file, for an error
 * @throws RangeError that names a line of any other form, or if there is no question
 */
export function parseAnalogies(text: string, name = "a text of analogies"): AnalogySection[] {
  const sections: { section: string; questions: [string, string, string, string][] }[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    const refuse = (need: string): never => {
      throw new RangeError(
        `${name} requires ${need}, got ${JSON.stringify(line.slice(0, 60))} in line ${i + 1}`,
      );
    };
    const [a, b, c, d, ...more] = line.split(/\s+/).filter(Boolean);
    if (a === undefined) continue;
    if (a.startsWith(":")) {
      sections.push({ section: line.trim().slice(1).trim(), questions: [] });
      continue;
    }
    if (d === undefined || more.length > 0) refuse('four words, or ": " and the name of a section');
    if (sections.length === 0) refuse('": " and the name of a section before the questions');
    sections[sections.length - 1].questions.push([a, b, c, d]);
  }
  if (!sections.some(({ questions }) => questions.length > 0))
    throw new RangeError(`${name} requires lines of four words, got none`);
  return sections;
}

/**
 * Answers "a is to b as c is to what?" with the word nearest to b − a + c, of vectors of length 1 (3CosAdd), and counts
 * how often the answer is right, as gensim's `evaluate_word_analogies` does: questions with an unknown word are left
 * out, and no word of the question can be the answer.
 *
 *     x = argmax over x of (b − a + c) · x
 *
 * The questions have a few hundred different words. Their products with all words are computed once; a question adds
 * three of them.
 */
export function evaluateAnalogies(
  named: NamedVectors,
  sections: readonly AnalogySection[],
  lookUp: LookUp = {},
): AnalogiesResult {
  const known = knownWords(named, lookUp);
  const all = sections.flatMap(({ questions }, section) => questions.map((words) => ({ words, section })));
  const asked = all.flatMap(({ words, section }): Asked[] => {
    const keys = words.map(known.folded);
    const ids = keys.map((key) => known.ids.get(key) ?? -1);
    return ids.includes(-1) ? [] : [{ keys, ids, section, best: emptyList() }];
  });
  answer(asked, named, known);
  const right = sections.map(() => 0);
  const covered = sections.map(() => 0);
  for (const question of asked) {
    covered[question.section]++;
    if (isRight(question, named, known)) right[question.section]++;
  }
  const results = sections.map(({ section, questions }, i) =>
    createResult(section, right[i], covered[i], questions.length),
  );
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const missing = all.flatMap(({ words }) => words.filter((word) => !known.ids.has(known.folded(word))));
  return {
    ...createResult("all", sum(right), sum(covered), all.length),
    sections: results,
    missing: [...new Set(missing)],
  };
}

function createResult(section: string, right: number, covered: number, questions: number): SectionResult {
  return { section, right, covered, questions, accuracy: covered > 0 ? right / covered : undefined };
}

/** A question whose words are all known. */
interface Asked {
  readonly keys: readonly string[];
  /** rows of a, b, c and the answer */
  readonly ids: readonly number[];
  readonly section: number;
  /** the words nearest to the target, nearest first */
  readonly best: { ids: Int32Array; scores: Float32Array };
}

const emptyList = (): Asked["best"] => ({
  ids: new Int32Array(CANDIDATES).fill(-1),
  scores: new Float32Array(CANDIDATES).fill(-Infinity),
});

/** Finds the nearest words of every question. */
function answer(asked: readonly Asked[], { vectors }: NamedVectors, { rows }: KnownWords): void {
  const data = vectors.data.subarray(0, rows * vectors.cols);
  const unit = new UnitFloats({ rows, cols: vectors.cols, data });
  const words = [...new Set(asked.flatMap(({ ids }) => ids.slice(0, 3)))];
  for (const some of groups(asked, words)) {
    const place = new Map(some.words.map((id, i) => [id, i]));
    const places = some.asked.map(({ ids }) => ids.slice(0, 3).map((id) => place.get(id) ?? 0));
    unit.eachBlock(
      some.words.map((id) => unit.row(id)),
      (block) => some.asked.forEach((question, i) => keepNearest(question, places[i], block)),
    );
  }
}

/** Groups questions such that the different words of a group fit in one product; nearly always there is one group. */
function groups(asked: readonly Asked[], words: readonly number[]): { asked: Asked[]; words: number[] }[] {
  if (words.length <= UnitFloats.mostQueries) return [{ asked: [...asked], words: [...words] }];
  const made: { asked: Asked[]; words: Set<number> }[] = [];
  for (const question of asked) {
    let group = made[made.length - 1];
    if (!group || group.words.size + 3 > UnitFloats.mostQueries)
      made.push((group = { asked: [], words: new Set() }));
    group.asked.push(question);
    for (const id of question.ids.slice(0, 3)) group.words.add(id);
  }
  return made.map((group) => ({ asked: group.asked, words: [...group.words] }));
}

/** Compares the target of a question with the words of a block, and keeps the nearest. */
function keepNearest({ ids, best }: Asked, [a, b, c]: readonly number[], block: ProductBlock): void {
  const { products, from, count, stride } = block;
  const scores = best.scores;
  let least = scores[CANDIDATES - 1];
  let [atA, atB, atC] = [a * stride, b * stride, c * stride];
  for (let r = 0; r < count; r++) {
    const score = products[atB++] - products[atA++] + products[atC++];
    if (score <= least) continue;
    const id = from + r;
    if (id === ids[0] || id === ids[1] || id === ids[2]) continue;
    let place = CANDIDATES - 1;
    for (; place > 0 && scores[place - 1] < score; place--) {
      scores[place] = scores[place - 1];
      best.ids[place] = best.ids[place - 1];
    }
    scores[place] = score;
    best.ids[place] = id;
    least = scores[CANDIDATES - 1];
  }
}

/** Whether the nearest word that is no word of the question, in any case, is the answer. */
function isRight({ keys, best }: Asked, { words }: NamedVectors, { folded }: KnownWords): boolean {
  const found = Array.from(best.ids).filter((id) => id >= 0).map((id) => folded(words[id])); // prettier-ignore
  const given = keys.slice(0, 3);
  const answer = found.find((key) => !given.includes(key)) ?? found[found.length - 1];
  return answer === keys[3];
}
