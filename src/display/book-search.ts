/** A section of the book, as the search finds it. */
export interface BookSection {
  id: number;
  /** the name of the chapter's file, without `.html` */
  page: string;
  /** the heading's own id in its page; empty for the beginning of a page */
  part: string;
  /** title of the chapter */
  chapter: string;
  heading: string;
  text: string;
}

/** How the index is made, and read again: MiniSearch wants the same options both times. */
export const searchOptions = {
  fields: ["heading", "chapter", "text"] as const,
  storeFields: ["page", "part", "chapter", "heading", "begins"] as const,
  searchOptions: { boost: { heading: 3, chapter: 2 }, prefix: true, fuzzy: 0.2, combineWith: "AND" as const },
};
