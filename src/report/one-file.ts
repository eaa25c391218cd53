import { createHash } from "node:crypto";
import { escapeHtml } from "../display/html";

/** A page of the book: its file's name without `.html`, its title and its HTML. */
export interface WholePage {
  name: string;
  title: string;
  html: string;
}

/**
 * The whole book as one HTML file: the chapters one after the other, with what they share once. Names of places get the
 * chapter's name before them, and links between chapters lead to places in the file.
 *
 * @param pages  made by this project's template
 * @param search the index of their sections, as JSON for a script element
 */
export function oneFile(pages: readonly WholePage[], title: string, search: string): string {
  const styles = unique(pages.flatMap(({ html }) => contents(html, /<style>([\s\S]*?)<\/style>/g)));
  const scripts = unique(pages.flatMap(({ html }) => contents(html, /<script>([\s\S]*?)<\/script>/g)));
  const themes = contents(pages[0].html, /<script[^>]* data-plot-themes[^>]*>([^<]*)<\/script>/g)[0] ?? "{}";
  const names = pages.map(({ name }) => name);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(pages, scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
${styles.map((style) => `<style>${style}</style>`).join("\n")}
</head>
<body>
<nav aria-label="Contents"><details open><summary>Contents</summary><ol>
${pages.map((page) => contentsOf(page)).join("\n")}
</ol></details></nav>
<main>
${pages.map((page) => chapter(page, names)).join("\n")}
</main>
<script type="application/json" data-search>${search}</script>
<script type="application/json" data-plot-themes>${themes}</script>
${scripts.map((script) => `<script>${script}</script>`).join("\n")}
</body>
</html>
`;
}

function chapter({ name, html }: WholePage, names: readonly string[]): string {
  const main = contents(html, /<main[^>]*>([\s\S]*)<\/main>/g)[0] ?? "";
  const foot =
    contents(html, /<\/main>\s*<footer[^>]*>\s*<h2[^>]*>[\s\S]*?<\/h2>([\s\S]*)<\/footer>/g)[0] ?? "";
  const told = main.replace(/<nav class="book"[\s\S]*?<\/nav>/, "");
  const made = `<details class="made"><summary>How this chapter was made</summary>${foot}</details>`;
  return `<article id="${escapeHtml(name)}">${withNames(told, name, names)}${made}</article>`;
}

/** The chapter in the list of contents, with its main headings. */
function contentsOf({ name, title, html }: WholePage): string {
  const nav = contents(html, /<body>\s*<nav[^>]*>([\s\S]*?)<\/nav>/g)[0] ?? "";
  const items = nav.match(/<li class="level-2">[\s\S]*?<\/li>/g) ?? [];
  const below = items.map((item) => withNames(item.replace("level-2", "level-3"), name, [])).join("");
  return `<li class="level-2"><a href="#${escapeHtml(encodeURIComponent(name))}">${escapeHtml(title)}</a></li>${below}`;
}

const tag = /<script[\s\S]*?<\/script>|<[a-zA-Z][^>]*>/g;
const own = / (id|for|aria-labelledby|aria-describedby)="([^"]+)"/g;

/** HTML whose names of places have the chapter's before them, with links that lead to them. */
function withNames(html: string, name: string, names: readonly string[]): string {
  const before = escapeHtml(name);
  const inAddress = escapeHtml(encodeURIComponent(`${name}/`));
  return html.replace(tag, (whole) => {
    if (whole.startsWith("<script")) return whole;
    return whole
      .replace(
        own,
        (_, key: string, value: string) =>
          ` ${key}="${value
            .split(" ")
            .map((id) => `${before}/${id}`)
            .join(" ")}"`,
      )
      .replace(/ href="#([^"]+)"/, (_, part: string) => ` href="#${inAddress}${part}"`)
      .replace(/ href="([^"#:]+)\.html(?:#([^"]*))?"/, (link, page: string, part?: string) => {
        const known = names.find((each) => escapeHtml(encodeURIComponent(each)) === page);
        if (known === undefined) return link;
        const place = part === undefined ? "" : `${encodeURIComponent("/")}${part}`;
        return ` href="#${page}${place}"`;
      });
  });
}

/** As of a single page: only these scripts run, and nothing is asked of a network. */
function policy(pages: readonly WholePage[], scripts: readonly string[]): string {
  const assembly = pages.some(({ html }) => html.includes("'wasm-unsafe-eval';"))
    ? " 'wasm-unsafe-eval'"
    : "";
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    `default-src 'none'; script-src ${hashes.join(" ")}${assembly}; worker-src blob:; style-src 'unsafe-inline'`,
    "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'",
  ].join("; ");
}

const contents = (html: string, of: RegExp): string[] => [...html.matchAll(of)].map((found) => found[1]);
const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** A page as paper shows it: without programs, and unfolded but for the checks that a right line passed. */
export function forPaper(html: string): string {
  return html
    .replace(/<script>[\s\S]*?<\/script>/g, "")
    .replace(/<script\b[\s\S]*?<\/script>/g, "")
    .replace(folded, (whole, ofRightLine: string | undefined) => (ofRightLine ? whole : "<details open"));
}

const folded = /(<td class="reason"[^>]*>)?<details(?=[\s>])(?![^>]* open)/g;
