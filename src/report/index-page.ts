import { createHash } from "node:crypto";
import fs from "node:fs";
import { escapeHtml } from "../display/html";
import { inCheckout } from "../files/checkout";
import type { Pictures } from "./pictures";

/** The summary of a page, for the index. */
export interface Summary {
  title: string;
  question: string;
  headline: { label: string; value: string }[];
  thumbnail: Pictures | null;
}

const style = inCheckout("src/report/template/style.css");
const program = inCheckout("dist/pages/book.min.js");

/** Reads the summary from the page of a chapter. */
export function readSummary(html: string): Summary {
  const found = /<script[^>]* data-summary[^>]*>([^<]*)<\/script>/.exec(html);
  if (found === null)
    throw new Error(
      "the index of the report requires a page made by this project's template, got another page",
    );
  return JSON.parse(found[1]) as Summary;
}

/**
 * The index: each chapter with its question, its first plot and its headline figures.
 *
 * @param search the index of all sections, as JSON for a script element; without it there is no search, and nothing runs
 */
export function indexPage(chapters: { name: string; summary: Summary }[], search?: string): string {
  const script = search === undefined ? "" : fs.readFileSync(program, "utf8");
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = [
    `default-src 'none'; ${script === "" ? "" : `script-src 'sha256-${hash}'; `}style-src 'unsafe-inline'`,
    "img-src data:; base-uri 'none'; form-action 'none'",
  ].join("; ");
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
<p>Each chapter is one page that needs no network: its derivations, its code and what the code printed.
<a href="check.html">Check your homework</a> judges derivations of your own.</p>
<div data-search-place></div>
<ol class="chapters">
${chapters.map(chapterItem).join("\n")}
</ol>
</main>
${script === "" ? "" : `<script type="application/json" data-search>${search}</script>\n<script>${script}</script>`}
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

/** Decoration beside the title; the alternative text is empty. */
function thumbnail({ light, dark }: Pictures): string {
  return `<img class="for-light" alt="" src="${light}"><img class="for-dark" alt="" src="${dark}">`;
}

/** The chapter's number, in place of a picture. */
function numeral(name: string): string {
  return `<span class="numeral" aria-hidden="true">${/^\d*/.exec(name)?.[0] ?? ""}</span>`;
}

function headlineList(items: Summary["headline"]): string {
  const rows = items.map(
    ({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `<dl class="headline">${rows.join("")}</dl>`;
}
