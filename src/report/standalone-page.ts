import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { escapeHtml } from "../display/html";
import { inCheckout } from "../files/checkout";

/** What a page holds. */
export interface StandalonePage {
  readonly title: string;
  /** class of the page, for its styles */
  readonly name: string;
  /** names of style sheets of the template, or whole paths */
  readonly styles: readonly string[];
  /** files of its scripts, which run in this order */
  readonly scripts: readonly string[];
  /** what its policy allows, besides its scripts and styles */
  readonly allow: string;
  /** HTML of the page's main part, below its title */
  readonly main: string;
  /** HTML behind the main part, such as data for a script */
  readonly after?: string;
}

/** A page in one file that needs no network: only its own scripts run, and what is put into it stays in it. */
export function standalonePage(page: StandalonePage): string {
  const scripts = page.scripts.map(read);
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  const policy = [
    `default-src 'none'; script-src ${hashes.join(" ")}; ${page.allow}; style-src 'unsafe-inline'`,
    "base-uri 'none'; form-action 'none'",
  ].join("; ");
  const styles = page.styles.map((name) => read(path.resolve(inCheckout("src/report/template"), name)));
  const title = escapeHtml(page.title);
  return `<!DOCTYPE html>
<html lang="en" class="${page.name}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${styles.join("\n")}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${page.main}
</main>
${page.after ?? ""}${scripts.map((text) => `<script>${text}</script>`).join("\n")}
</body>
</html>
`;
}

/** Data as JSON that can stand in a script element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function read(file: string): string {
  if (!fs.existsSync(file)) throw new Error(`the page requires ${file}, got no such file: run npm run build`);
  return fs.readFileSync(file, "utf8");
}
