import type { Corpus } from "../corpus/corpus";
import { knownCorpora } from "../corpus/known-corpora";
import { escapeHtml } from "../display/html";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import { describeAllowed } from "../settings/settings";
import { pageSettings } from "../settings/page-settings";
import { settingTable, type AssignmentSettings } from "../settings/table";
import { bookText } from "./book-text";

/** A text in a page: its sentences, one a line, its tokens with spaces between them. */
interface TextInPage {
  readonly name: string;
  readonly lines: string;
}

/** What the program of a page is told: `src/pages/training` reads it. */
export interface TrainHereData {
  readonly settings: AssignmentSettings;
  readonly text: TextInPage;
  /** why it is this text */
  readonly why: string;
}

/** Most of a text that is put into a page, in characters: a page is at most 7 MB. */
const mostCharacters = 1_000_000;

/**
 * The chapter's training for the reader of an exported page to do in that page. A notebook shows with which settings, and
 * on which text: its own where that may be passed on, else what this book itself says.
 *
 * @param own the text of the chapter
 */
export function trainHere(settings: AssignmentSettings, own: Corpus): Displayable {
  const { text, why } = textFor(own);
  const data: TrainHereData = { settings, text, why };
  const lead = "An exported page trains here, in itself, with these settings to begin with.";
  return {
    [jupyterDisplay]: () => ({
      "text/plain": `${lead} ${rowsOf(settings)
        .map(({ name, value }) => `${name} ${value}`)
        .join(", ")}. ${why}`,
      "text/html": `<section aria-label="Train in this page"><p>${lead}</p>${tableOf(settings)}<p>${escapeHtml(why)}</p></section>`,
      "application/vnd.word2vec.live+json": { kind: "training", data },
    }),
  };
}

function textFor(own: Corpus): { text: TextInPage; why: string } {
  const known = Object.hasOwn(knownCorpora, own.name) ? knownCorpora[own.name as "sst"] : undefined;
  if (known?.passedOn === true) {
    const { lines, count } = asLines(own);
    const all = own.sentences.length;
    const part = count < all ? `the first ${count.toLocaleString("en-US")} of its ${all.toLocaleString("en-US")} sentences` : "all of it"; // prettier-ignore
    return {
      text: { name: known.title, lines },
      why: `The text is the chapter's own, ${known.title}, ${part}. Licence: ${known.licence}.`,
    };
  }
  const book = bookText();
  const reason = known ? `its licence is: ${known.licence}` : "its licence is not known here";
  return {
    text: { name: book.name, lines: asLines(book).lines },
    why: `The chapter's own text, ${known?.title ?? own.name}, may not be put into a page (${reason}). The text is what the chapters of this book say. Drop the chapter's own file, or a text of yours, to train on that.`,
  };
}

/** As many sentences as a page takes. */
function asLines({ sentences }: Corpus): { lines: string; count: number } {
  const lines: string[] = [];
  let length = 0;
  for (const tokens of sentences) {
    const line = tokens.join(" ");
    length += line.length + 1;
    if (length > mostCharacters) break;
    lines.push(line);
  }
  return { lines: lines.join("\n"), count: lines.length };
}

function rowsOf(
  settings: AssignmentSettings,
): { name: string; value: string; meaning: string; range: string }[] {
  return pageSettings.map((name) => ({
    name,
    value: String(settings[name]),
    meaning: settingTable[name].meaning.replace(/`/g, ""),
    range: describeAllowed(settingTable[name]),
  }));
}

function tableOf(settings: AssignmentSettings): string {
  const rows = rowsOf(settings).map(
    ({ name, value, meaning, range }) =>
      `<tr><th scope="row">${name}</th><td>${escapeHtml(value)}</td><td>${escapeHtml(meaning)}: ${escapeHtml(range)}</td></tr>`,
  );
  const head = '<tr><th scope="col">setting</th><th scope="col">value</th><th scope="col">meaning</th></tr>';
  return `<table><thead>${head}</thead><tbody>${rows.join("")}</tbody></table>`;
}
