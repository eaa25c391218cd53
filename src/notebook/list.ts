import { jupyterDisplay, type Displayable } from "../display/displayable";
import { escapeHtml } from "../display/html";

/** A list of sentences; `none` is shown if there are none. */
export function list(sentences: readonly string[], none: string): Displayable {
  if (sentences.length === 0) return { [jupyterDisplay]: () => ({ "text/plain": none }) };
  const items = sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
  return {
    [jupyterDisplay]: () => ({
      "text/html": `<ul>${items.join("")}</ul>`,
      "text/plain": sentences.map((sentence) => `- ${sentence}`).join("\n"),
    }),
  };
}
