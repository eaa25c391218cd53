import fs from "node:fs";
import path from "node:path";
import { escapeHtml } from "../display/html";
import { writeAtomic } from "../files/write-atomic";

const reference = /<a data-page="([^"#]*)(#[^"]*)?"(?: href="[^"]*")?>/g;

/** A page of the book: the name of its file without `.html`, and its title. */
export interface BookPage {
  name: string;
  title: string;
}

/**
 * Makes the references between pages of a folder links where the other page is there, and plain words where it is not.
 * A page that is exported alone, as that of a run, has none: nobody knows what will be beside it. At its end a page
 * leads to the one before, to the index and to the one after; and it holds the index that its search uses.
 *
 * @param book   the pages that are there, in the order of reading
 * @param search their index, as JSON for a script element
 */
export function linkPages(folder: string, book: readonly BookPage[], search = ""): void {
  const pages = book.map(({ name }) => `${name}.html`);
  for (const [i, page] of pages.entries()) {
    const file = path.join(folder, page);
    const html = fs.readFileSync(file, "utf8");
    const linked = withSearch(linkedHtml(html, pages), search).replace(bookPlace, () => bookHtml(book, i));
    if (linked !== html) writeAtomic(file, linked);
  }
}

const searchPlace = /(<script[^>]* data-search[^>]*>)[^<]*(<\/script>)/;
const bookPlace = /<nav class="book"[^>]*>[\s\S]*?<\/nav>/;

/** A page with the index in its place. */
function withSearch(html: string, search: string): string {
  return html.replace(searchPlace, (_, begin: string, end: string) => `${begin}${search}${end}`);
}

/** The links from the i-th page of a book. */
function bookHtml(book: readonly BookPage[], i: number): string {
  const link = (page: BookPage | undefined, rel: string, sign: string): string =>
    page === undefined
      ? "<span></span>"
      : `<a rel="${rel}" href="${escapeHtml(encodeURIComponent(page.name))}.html">${sign} ${escapeHtml(page.title)}</a>`;
  const links = [
    link(book[i - 1], "prev", "←"),
    '<a href="index.html">All chapters</a>',
    link(book[i + 1], "next", "→"),
  ];
  return `<nav class="book" aria-label="Book">${links.join("")}</nav>`;
}

/** HTML of a page whose references are links if their page is one of `pages`. */
export function linkedHtml(html: string, pages: readonly string[]): string {
  return html.replace(reference, (_, target: string, part = "") => {
    const named = `<a data-page="${target}${part}"`;
    return pages.includes(decode(target)) ? `${named} href="${target}${part}">` : `${named}>`;
  });
}

/** A name as a file has it. */
function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
