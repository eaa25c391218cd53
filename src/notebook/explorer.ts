import { escapeHtml } from "../display/html";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import { row } from "../model/matrix";
import { byFrequency, type Film } from "../training/film";
import type { NamedVectors } from "../model/word-vectors";
import { Neighbours } from "../vectors/neighbours";
import { fixed } from "./format";
import { explorerFilm, type ExplorerFilm } from "./explorer-film";
import { packedBytes, packVectors, type PackedVectors } from "../vectors/packed-vectors";

/** A model in a page: its most frequent words first. */
export interface ExplorerModel {
  readonly name: string;
  /** of how many words these are the most frequent */
  readonly of: number;
  /** null if they are those of the model before */
  readonly words: readonly string[] | null;
  /** occurrences of each word, null if they are not known or are those of the model before */
  readonly counts: readonly number[] | null;
  readonly vectors: PackedVectors;
  readonly film: ExplorerFilm | null;
}

/** What the page's program takes. */
export interface ExplorerData {
  readonly models: readonly ExplorerModel[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** the word to begin with */
  readonly begin: string;
}

/** Words with their vectors; without counts, their order is taken for that of their frequency. */
export type ExplorerWords = NamedVectors & {
  readonly counts?: ArrayLike<number>;
  /** of how many words these are the most frequent, if they are not all */
  readonly of?: number;
  /** where the most frequent words were while they were trained */
  readonly film?: Film;
};

const mostWords = 20_000;
const mostBytes = 4_200_000; // of the vectors of all models; a page holds at most 7 MB

/**
 * Words to walk among: in an exported page all words are found by typing, with their neighbours, the difference of two
 * words, analogies, a map and, where there is one, the film of the training. A notebook shows a table of neighbours. A page holds the most frequent words, at most 20,000,
 * fewer if their vectors would take more than 4.2 MB, and 16 bits of each number (`packVectors`).
 *
 * @param models  by name; the first is shown first. Without counts, the words' order is taken for that of their frequency
 * @param options `ask`: words of the table, the first of them to begin with; `groups`: words to colour, by the group's name
 */
export function explorer(
  models: Readonly<Record<string, ExplorerWords>>,
  options: {
    ask?: readonly string[];
    groups?: Readonly<Record<string, readonly string[]>>;
  } = {},
): Displayable {
  const entries = Object.entries(models);
  if (entries.length === 0) throw new RangeError("explorer requires one model or more, got none");
  for (const [name, { vectors }] of entries)
    if (vectors.rows < 2)
      throw new RangeError(`explorer requires 2 words or more, got ${vectors.rows} in ${name}`);
  return {
    [jupyterDisplay]: () => {
      const orders = entries.map(([, { words, counts }]) => byFrequency(words, counts));
      const ask = askedWords(entries, orders, options.ask);
      const texts = entries.map(([, model]) => neighbourTexts(model, ask));
      const rows = ask.map((word, w) => [word, ...texts.map((ofModel) => ofModel[w])]);
      const columns = ["word", ...entries.map(([name]) => name)];
      const caption = "Nearest words, with their cosines";
      return {
        "text/html": `<section aria-label="Explore">${html(columns, rows, caption)}</section>`,
        "text/plain": [caption, ...[columns, ...rows].map((cells) => cells.join(" | "))].join("\n"),
        "application/vnd.word2vec.live+json": {
          kind: "explorer",
          data: pageData(entries, orders, options.groups ?? {}, ask[0]),
        },
      };
    },
  };
}

/** The wanted words that the first model has, or its eight most frequent ones that have letters. */
function askedWords(
  [[, { words }]]: [string, ExplorerWords][],
  [ids]: number[][],
  ask?: readonly string[],
): string[] {
  const known = new Set(words);
  const wanted = (ask ?? []).filter((word) => known.has(word));
  if (wanted.length > 0) return wanted;
  const lettered = ids.map((id) => words[id]).filter((word) => /\p{L}{3}/u.test(word));
  return (lettered.length > 0 ? lettered : [words[ids[0]]]).slice(0, 8);
}

/** For each word its five nearest with their cosines, as a reader sees them. */
function neighbourTexts({ words, vectors }: ExplorerWords, asked: readonly string[]): string[] {
  const search = new Neighbours(vectors);
  return asked.map((word) => {
    const id = words.indexOf(word);
    if (id < 0) return "(too rare)";
    if (row(vectors, id).every((value) => value === 0)) return "(no direction)";
    const nearest = search.nearestToWord(id, 5);
    return nearest.map((near) => `${words[near.id]} ${cosineText(near.cosine)}`).join(", ");
  });
}

/** A cosine in two digits, with a minus sign and not a hyphen. */
const cosineText = (cosine: number): string => fixed(cosine, 2);

function html(columns: string[], rows: string[][], caption: string): string {
  const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  const body = rows.map(([word, ...cells]) => {
    const others = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("");
    return `<tr><th scope="row">${escapeHtml(word)}</th>${others}</tr>`;
  });
  return `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

/** How many words a page holds of models of these dimensions. */
export function wordsOfPage(dimensions: readonly number[]): number {
  const bytes = dimensions.reduce((sum, cols) => sum + packedBytes(cols), 0);
  return Math.min(mostWords, Math.floor(mostBytes / bytes));
}

function pageData(
  entries: [string, ExplorerWords][],
  orders: number[][],
  groups: Readonly<Record<string, readonly string[]>>,
  begin: string,
): ExplorerData {
  const most = wordsOfPage(entries.map(([, { vectors }]) => vectors.cols));
  let before: readonly string[] = [];
  const models = entries.map(([name, { words, counts, of, vectors, film }], m): ExplorerModel => {
    const ids = orders[m].slice(0, most);
    const own = ids.map((id) => words[id]);
    const isSame = own.length === before.length && own.every((word, w) => word === before[w]);
    before = own;
    return {
      name,
      of: of ?? words.length,
      words: isSame ? null : own,
      counts: counts === undefined || isSame ? null : ids.map((id) => counts[id]),
      vectors: packVectors(vectors, ids),
      film: film === undefined ? null : explorerFilm(film, own),
    };
  });
  return { models, groups, begin };
}
