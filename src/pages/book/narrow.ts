/** Whether contents and search are above the text and not beside it; the style sheet has the same width. */
export const narrow = matchMedia("(max-width: 75.99rem)");
