import { escapeHtml } from "../display/html";
import { jupyterDisplay, type Displayable } from "../display/displayable";

/**
 * Values under a line that unfolds them: what a reader may pass over at first.
 *
 * @param summary the line, in plain text
 */
export function fold(summary: string, ...values: readonly Displayable[]): Displayable {
  if (values.length === 0)
    throw new RangeError(`fold requires something to fold, got nothing below "${summary}"`);
  const bundles = (): Record<string, unknown>[] => values.map((value) => value[jupyterDisplay]());
  return {
    [jupyterDisplay]: () => ({
      "text/plain": [summary, ...bundles().map((bundle) => String(bundle["text/plain"]))].join("\n"),
      "text/html": `<details><summary>${escapeHtml(summary)}</summary>${bundles().map(asHtml).join("")}</details>`,
    }),
  };
}

/** A value's own HTML, or its text as it stands. */
function asHtml(bundle: Record<string, unknown>): string {
  const own = bundle["text/html"];
  return typeof own === "string" ? own : `<pre>${escapeHtml(String(bundle["text/plain"]))}</pre>`;
}
