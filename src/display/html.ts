const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Any text as HTML that shows exactly it, inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/**
 * Escaped text with the names of mathematics in it as they are typeset: in `v_c of bank` the c is a subscript. It is not
 * for words of a text, which may hold an underscore of their own.
 *
 * @param subscript how a subscript is written
 */
export function withSubscripts(
  escaped: string,
  subscript = (below: string) => `<sub>${below}</sub>`,
): string {
  return escaped.replace(
    /(?<![\p{L}\p{N}_])(\p{L}\p{M}?)_(\p{L}|\d+)(?![\p{L}\p{N}_])/gu,
    (_, letter: string, below: string) => letter + subscript(below),
  );
}
