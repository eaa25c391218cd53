import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { inCheckout } from "../files/checkout";

const template = inCheckout("src/report/template");
const installed = inCheckout(".venv/share/jupyter/nbconvert/templates/word2vec");

/** A page that checks homework, in one file that needs no network: what is put into it stays in it. */
export function checkPage(): string {
  const program = read(inCheckout("dist/pages/homework.min.js"));
  const hash = createHash("sha256").update(program).digest("base64");
  const policy = [
    `default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:; style-src 'unsafe-inline'`,
    "font-src data:; base-uri 'none'; form-action 'none'",
  ].join("; ");
  const styles = [
    read(path.join(installed, "math.css")),
    ...["style.css", "live.css", "check.css"].map((name) => read(path.join(template, name))),
  ];
  return `<!DOCTYPE html>
<html lang="en" class="check">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Check your homework</title>
<style>${styles.join("\n")}</style>
</head>
<body>
<main>
<h1>Check your homework</h1>
<p>Paste or drop a derivation in LaTeX, in Markdown or in a notebook. Every line between <code>$$</code> and <code>$$</code>,
or in an <code>align</code>, is judged: its shapes, in numbers, and by a proof. A wrong line gets the smallest case in which
it fails. The text stays in this page: it asks nothing of a network.</p>
<section data-live="homework" aria-label="Homework"></section>
<noscript><p>This page needs JavaScript: it does its work in your browser.</p></noscript>
</main>
<script>${program}</script>
</body>
</html>
`;
}

function read(file: string): string {
  if (!fs.existsSync(file)) throw new Error(`the page requires ${file}, got no such file: run npm run build`);
  return fs.readFileSync(file, "utf8");
}
