import fs from "node:fs";
import path from "node:path";
import { escapeHtml } from "../notebook/html";
import { root } from "./environment";
import type { Pictures } from "./pictures";

/** What a page says about itself, for the index. */
export interface Summary {
  title: string;
  question: string;
  headline: { label: string; value: string }[];
  thumbnail: Pictures | null;
}

const style = path.join(root, "src", "report", "template", "style.css");
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** Reads the summary that the template put into a chapter's page. */
export function readSummary(html: string): Summary {
  const found = /<script[^>]* data-summary[^>]*>([^<]*)<\/script>/.exec(html);
  if (found === null) throw new Error("readSummary requires a page made by this project's template");
  return JSON.parse(found[1]) as Summary;
}

/** The index: every chapter with its question, its first plot and its headline figures. */
export function indexPage(chapters: { name: string; summary: Summary }[]): string {
  return `<!DOCTYPE html>
<html lang="en" class="index">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>word2vec, understood and implemented</title>
<style>${fs.readFileSync(style, "utf8")}</style>
</head>
<body>
<main>
<h1>word2vec, understood and implemented</h1>
<p>Each chapter is one page that needs no network: its derivations, its code and what the code printed.</p>
<ol class="chapters">
${chapters.map(chapterItem).join("\n")}
</ol>
</main>
</body>
</html>
`;
}

function chapterItem({ name, summary }: { name: string; summary: Summary }): string {
  const address = escapeHtml(`${encodeURIComponent(name)}.html`);
  return `<li>
<div class="thumbnail">${summary.thumbnail ? thumbnail(summary.thumbnail) : numeral(name)}</div>
<div>
<h2><a href="${address}">${escapeHtml(summary.title)}</a></h2>
<p>${escapeHtml(summary.question)}</p>
${summary.headline.length > 0 ? headlineList(summary.headline) : ""}
</div>
</li>`;
}

/** Decoration beside the title, hence without words of its own. */
function thumbnail({ light, dark }: Pictures): string {
  return `<img class="for-light" alt="" src="${light}"><img class="for-dark" alt="" src="${dark}">`;
}

/** In place of a picture, the chapter's number. */
function numeral(name: string): string {
  return `<span class="numeral" aria-hidden="true">${/^\d*/.exec(name)?.[0] ?? ""}</span>`;
}

function headlineList(items: Summary["headline"]): string {
  const rows = items.map(
    ({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `<dl class="headline">${rows.join("")}</dl>`;
}
