/** Whether the window is as narrow as a telephone; the style sheet has the same width. */
export const narrow = matchMedia("(max-width: 36rem)");
