/** The lines of a table with aligned columns. Control characters are shown as escapes, not sent to the terminal. */
export function terminalTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows].map((row) => row.map(escapeControls));
  const widths = head.map((_, c) => Math.max(...all.map((row) => row[c].length)));
  return all.map((row) =>
    row
      .map((text, c) => text.padEnd(widths[c]))
      .join("  ")
      .trimEnd(),
  );
}

function escapeControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
