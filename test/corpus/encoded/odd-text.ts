import fc from "fast-check";

/** Texts of odd words, white space of all kinds and other than ASCII letters. */
export const oddText = fc
  .array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.constantFrom("a", "B", "the", "The", "word", "twelveletters", "twelveLettera"),
      },
      { weight: 5, arbitrary: fc.constantFrom(" ", "\n", " ", "\t", "\r\n", "\v", "\f", "\n\n", "\r") },
      {
        weight: 2,
        arbitrary: fc.constantFrom("É", "é", "\u00a0", "\u2028", "\u3000", "\uFEFF", "😀", "İ", "ΟΔΟΣ"),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom("\0", "\0\0", "\x1f", "\x7f", "\u0085", "-1", "<b>", "Σ", "\u0301"),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom("eight--8", "nine---9", "EIGHT--8", "seven-7", "[@`{]", "A\0", "\0A"),
      },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
    ),
    { maxLength: 100 },
  )
  .map((parts) => parts.join(""));
