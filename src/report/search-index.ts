import MiniSearch from "minisearch";
import { searchOptions, type BookSection } from "../display/book-search";

/** A page of the book with its HTML. */
interface PageSource {
  name: string;
  title: string;
  html: string;
}

/**
 * The index of all chapters' sections, which the program of a page searches: what is written, and what cells showed as text,
 * but not their code. About 20 KB a chapter.
 *
 * @returns JSON that can stand in a script element
 */
export function searchIndex(pages: readonly PageSource[]): string {
  const sections = pages.flatMap((page) => readSections(page));
  const index = new MiniSearch<BookSection & { begins: string }>({
    fields: [...searchOptions.fields],
    storeFields: [...searchOptions.storeFields],
  });
  index.addAll(sections.map((section, id) => ({ ...section, id, begins: section.text.slice(0, 120) })));
  return JSON.stringify(index).replace(/</g, "\\u003c");
}

const heading = /<h([1-4])(?: id="([^"]*)")?[^>]*>([\s\S]*?)<\/h\1>/g;
const unsearched =
  /<(script|style|math|svg|noscript)\b[\s\S]*?<\/\1>|<details class="code"[\s\S]*?<\/details>|<nav\b[\s\S]*?<\/nav>/g;

/** The sections of a page: a heading, and the words up to the next. */
export function readSections({ name, title, html }: PageSource): BookSection[] {
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? "";
  const told = main.replace(unsearched, (whole, tag?: string) => (tag === "math" ? formulaText(whole) : " "));
  const heads = [...told.matchAll(heading)];
  return heads.map((found, i) => {
    const text = told.slice(found.index + found[0].length, heads[i + 1]?.index);
    const part = found[1] === "1" ? "" : decoded(found[2] ?? "");
    return { id: i, page: name, part, chapter: title, heading: words(found[3]), text: words(text) };
  });
}

/** A formula of one letter is that letter; another cannot be read in a line of text. */
function formulaText(mathml: string): string {
  const text = words(mathml);
  return [...text].length === 1 ? text : "…";
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  nbsp: " ",
};

const decoded = (html: string): string =>
  html.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

/** The words of some HTML that this project's template made, in which every "<" begins a tag. */
const words = (html: string): string =>
  decoded(html.replace(/<[^>]*>/g, " "))
    .replace(/\u2060/g, "") // which holds a sign to its formula
    .replace(/\s+/g, " ")
    .trim();
