import { jupyterDisplay, type Displayable } from "./displayable";
import { escapeHtml } from "./html";

/** Sentences one below the other, each escaped; `none` in their place where there are none. */
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
