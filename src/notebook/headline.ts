import { jupyterDisplay, type Displayable } from "../display/displayable";
import { escapeHtml } from "../display/html";

/** One headline figure of a chapter: `{ label: "loss at the end", value: "9.68 nats" }`. */
export interface HeadlineItem {
  label: string;
  value: string;
}

/** The main results of a chapter; the index of the report shows them beside its title. */
export function headline(items: HeadlineItem[]): Displayable {
  const rows = items.map(
    ({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return {
    [jupyterDisplay]: () => ({
      "application/vnd.word2vec.headline+json": { items },
      "text/html": `<dl class="headline">${rows.join("")}</dl>`,
      "text/plain": items.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    }),
  };
}
