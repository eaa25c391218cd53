import { escapeHtml } from "../display/html";
import { inCheckout } from "../files/checkout";
import { grouped } from "../notebook/format";
import { explorer, type ExplorerWords } from "../notebook/explorer";
import { jupyterDisplay } from "../display/displayable";
import { scriptJson, standalonePage } from "./standalone-page";

/**
 * Words to walk among, as chapter 08 has them, in one file that needs no network: a field that finds a word, its
 * neighbours, differences, analogies and maps.
 *
 * @param name of the vectors
 * @param ask  words to begin with
 */
export function wordsPage(name: string, words: ExplorerWords, ask: readonly string[]): string {
  const shown = explorer({ [name]: words }, { ask })[jupyterDisplay]();
  const { kind, data } = shown["application/vnd.word2vec.live+json"] as { kind: string; data: unknown };
  const facts = `${grouped(words.of ?? words.words.length)} words, ${words.vectors.cols} dimensions`;
  return standalonePage({
    title: name,
    name: "words",
    styles: ["style.css", "live.css", "explorer.css"],
    scripts: [inCheckout(`dist/pages/${kind}.min.js`)],
    allow: "worker-src blob:; img-src data: blob:",
    main: `<p>${escapeHtml(facts)}. All of it stays in this page: it asks nothing of a network.</p>
<div data-live="${kind}"><script type="application/json">${scriptJson(data)}</script>${String(shown["text/html"])}</div>`,
  });
}
