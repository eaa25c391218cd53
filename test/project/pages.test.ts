import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
import { anchorsOf, callsOf, codeOf, linksOf, pages, type Page } from "./pages";

const all = pages();

/** Fails with every complaint about every page, each behind the page's name. */
function noneOf(find: (page: Page) => string[]): void {
  const found = all.flatMap((page) => find(page).map((complaint) => `${page.name}: ${complaint}`));
  assert.deepEqual(found, []);
}

test("the pages are read: README, the map of src, twelve chapters and the exercises among them", () => {
  const names = all.map(({ name }) => name);
  for (const name of ["README.md", "src/README.md", "data/README.md"]) assert.ok(names.includes(name), name);
  assert.equal(names.filter((name) => name.endsWith(".ipynb")).length, 14);
});

test("every relative link leads to a file that is there, and to a heading in it", () => {
  noneOf((page) => linksOf(page).filter((link) => !leadsSomewhere(page, link)));
});

function leadsSomewhere(page: Page, link: string): boolean {
  const [file, anchor] = link.split("#");
  const name = file === "" ? page.name : path.join(path.dirname(page.name), file);
  if (!fs.existsSync(inCheckout(name))) return false;
  return !anchor || all.some((other) => other.name === name && anchorsOf(other).includes(anchor));
}

const folders = fs.readdirSync(inCheckout("src"));
const tops = ["src", "test", "notebooks", "data"];

test("every path that a page names in code is there", () => {
  noneOf((page) =>
    codeOf(page)
      .flatMap(pathsIn)
      .filter((name) => !isThere(page, name)),
  );
});

/** The paths in a piece of code that begin with a folder of this project. */
function pathsIn(code: string): string[] {
  const names = code.match(/(?<![\w./:-])(?:\.\.\/)*[\w-]+(?:\/[\w.-]+)*\/(?:[\w.-]*\w)?/g) ?? [];
  return names.filter((name) => {
    if (/\bN(N|AME)\b/.test(name)) return false; // a pattern of names
    const [first] = name.replaceAll("../", "").split("/");
    return tops.includes(first) || folders.includes(first);
  });
}

/** From the checkout, `src`, `test` or the page's own folder; an import, or a test's words, leave the ending out. */
function isThere(page: Page, name: string): boolean {
  const starts = ["", "src", "test", path.dirname(page.name)];
  const files = starts.flatMap((start) =>
    ["", ".ts", ".test.ts"].map((ending) => path.join(start, name + ending)),
  );
  return files.some((file) => fs.existsSync(inCheckout(file))) || /^(data\/cache|runs)\//.test(name);
}

test("every file that a README of src names is in its folder, or is the only one of that name", () => {
  const files = foldersBelow("src").flatMap((folder) => filesIn(folder).map((file) => ({ folder, file })));
  noneOf((page) => {
    if (!page.name.startsWith("src/")) return [];
    const names = codeOf(page).filter((code) => /^[\w-]+\.(ts|mjs|cjs|py|js|css|j2)$/.test(code));
    return names.filter((name) => {
      const places = files.filter(({ file }) => file === name).map(({ folder }) => folder);
      return places.length !== 1 && !places.some((folder) => folder.startsWith(path.dirname(page.name)));
    });
  });
});

const { scripts } = JSON.parse(fs.readFileSync(inCheckout("package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

test("every command that a page names is one of package.json's", () => {
  noneOf((page) =>
    callsOf(page)
      .map(({ command }) => command)
      .filter((command) => scripts[command] === undefined),
  );
});

test("every option that a page gives to a command is in the command's help", () => {
  noneOf((page) =>
    callsOf(page).flatMap(({ command, words }) =>
      words
        .filter((word) => /^--?[a-z]/.test(word) && !offers(command, word))
        .map((word) => `${command} ${word}`),
    ),
  );
});

/** Commands whose first word names one of several things that they do. */
const manifold = ["bench", "data", "experiment"];

test("everything that a page asks bench, data or experiment to do is in the command's help", () => {
  noneOf((page) =>
    callsOf(page)
      .filter(({ command, words: [first] }) => manifold.includes(command) && /^[a-z]+$/.test(first))
      .filter(({ command, words: [first] }) => !offers(command, first))
      .map(({ command, words: [first] }) => `${command} ${first}`),
  );
});

function offers(command: string, word: string): boolean {
  const help = fs.readFileSync(inCheckout("src", "cli", "help", `${command}.txt`), "utf8");
  return help.split(/[^\w-]+/).includes(word.replace(/=.*/, ""));
}

test("every folder of src with more than six files has a README", () => {
  const crowded = foldersBelow("src").filter((folder) => filesIn(folder).length > 6);
  assert.ok(crowded.length > 10, crowded.join(" "));
  assert.deepEqual(
    crowded.filter((folder) => !filesIn(folder).includes("README.md")),
    [],
  );
});

function foldersBelow(folder: string): string[] {
  const inside = fs.readdirSync(inCheckout(folder), { withFileTypes: true });
  const own = inside.filter((entry) => entry.isDirectory() && entry.name !== "__pycache__");
  return own.flatMap((entry) => [`${folder}/${entry.name}`, ...foldersBelow(`${folder}/${entry.name}`)]);
}

function filesIn(folder: string): string[] {
  const inside = fs.readdirSync(inCheckout(folder), { withFileTypes: true });
  return inside.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("every decision ends by saying when to think again", () => {
  const text = fs.readFileSync(inCheckout("src/decisions.md"), "utf8");
  const decisions = text
    .trim()
    .split("\n\n")
    .filter((paragraph) => paragraph.startsWith("**"));
  assert.ok(decisions.length > 30);
  for (const decision of decisions) assert.match(lastSentence(decision), /^Revisit if\s.*\.$/s, decision);
});

const lastSentence = (text: string): string => text.split(/(?<=[.:])\s+(?=[A-Z`])/).at(-1) ?? "";

test("README.md has at most 120 lines, and a README of src at most a page", () => {
  noneOf(({ name, text }) => {
    const lines = text.trimEnd().split("\n").length;
    const most = name === "README.md" ? 120 : /^src\/.+\/\w+\.md$/.test(name) ? 100 : Infinity;
    return lines > most ? [`${lines} lines`] : [];
  });
});
