import fs from "node:fs";
import path from "node:path";
import { checkout } from "../../dist/files/checkout";

/** A page that people read: a Markdown file, or the text of a chapter. */
export interface Page {
  /** Its file, from the checkout's folder. */
  readonly name: string;
  readonly text: string;
}

const made = new Set(["node_modules", "dist", "dist-test", "cache", "reports", "runs", "screenshots"]);
/** Documents that tests judge, in other people's hands. */
const judged = path.join(checkout, "test", "derivations");

/** Every Markdown file of the checkout, and every chapter; nothing that a command made. */
export function pages(folder = checkout): Page[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (file === judged) return [];
      const ours =
        !entry.name.startsWith(".") && (file.startsWith(path.join(checkout, "src")) || !made.has(entry.name));
      return ours ? pages(file) : [];
    }
    const name = path.relative(checkout, file);
    if (entry.name.endsWith(".md")) return [{ name, text: fs.readFileSync(file, "utf8") }];
    return entry.name.endsWith(".ipynb") ? [{ name, text: chapterText(file) }] : [];
  });
}

/** The Markdown cells of a chapter, one below the other. */
function chapterText(file: string): string {
  const { cells } = JSON.parse(fs.readFileSync(file, "utf8")) as {
    cells: { cell_type: string; source: string | string[] }[];
  };
  const texts = cells
    .filter(({ cell_type: type }) => type === "markdown")
    .map(({ source }) => [source].flat());
  return texts.map((lines) => lines.join("")).join("\n\n");
}

/** The pieces of code in a page: fenced blocks as they are, code within a sentence on one line. */
export function codeOf({ text }: Page): string[] {
  const blocks = [...text.matchAll(fence)].map(([, block]) => block);
  const inline = [...text.replace(fence, "").matchAll(/`([^`]+)`/g)].map(([, code]) =>
    code.replace(/\s+/g, " "),
  );
  return [...blocks, ...inline];
}

const fence = /^```.*\n([^]*?)^```$/gm;

/** Where the links and pictures of a page lead, but for addresses on the network. */
export function linksOf({ text }: Page): string[] {
  const prose = text
    .replace(fence, "")
    .replace(/`[^`]*`/g, "code")
    .replace(/\$[^$]*\$/g, "formula");
  const targets = [
    ...prose.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g),
    ...prose.matchAll(/(?:src|href)="([^"]+)"/g),
  ];
  return targets.map(([, target]) => target).filter((target) => !/^[a-z]+:/.test(target));
}

/** What stands behind `#` in a link to a heading, for each heading of a page. */
export function anchorsOf({ text }: Page): string[] {
  const headings = [...text.replace(fence, "").matchAll(/^#+ +(.*)$/gm)].map(([, heading]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** A call of one of the project's commands, as `npm run train -- --out runs/a`. */
export interface Call {
  readonly command: string;
  readonly words: string[];
}

/** The calls of npm in a page's code. */
export function callsOf(page: Page): Call[] {
  return codeOf(page).flatMap((code) =>
    [...code.matchAll(/\bnpm (?:run ([\w-]+)|(start|test)\b)(?: -- ([^\n]*))?/g)].map(
      ([, script, short, rest = ""]) => ({
        command: script ?? short,
        words: rest.replace(/\s(#|&&|\|).*$/, "").split(/\s+/),
      }),
    ),
  );
}
