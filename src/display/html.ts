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
 */
export function withSubscripts(escaped: string): string {
  return escaped.replace(/(?<![\p{L}\p{N}_])(\p{L}\p{M}?)_(\p{L}|\d+)(?![\p{L}\p{N}_])/gu, "$1<sub>$2</sub>");
}
