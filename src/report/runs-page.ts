import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { AllRuns } from "../comparison/all-runs";
import { inCheckout } from "../files/checkout";

const template = inCheckout("src/report/template");
const installed = inCheckout(".venv/share/jupyter/nbconvert/templates/word2vec");

/** The page of all runs, in one file that needs no network: what is put into it stays in it. */
export function runsPage(all: AllRuns): string {
  // the table first: Plotly takes a browser longer
  const scripts = [inCheckout("dist/pages/runs.min.js"), path.join(installed, "plotly.min.js")].map(read);
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  const policy = [
    `default-src 'none'; script-src ${hashes.join(" ")}; style-src 'unsafe-inline'`,
    "img-src data: blob:; base-uri 'none'; form-action 'none'",
  ].join("; ");
  const styles = ["style.css", "live.css", "runs.css"].map((name) => read(path.join(template, name)));
  const data = JSON.stringify(all).replaceAll("<", "\\u003c");
  const count = `${all.runs.length} ${all.runs.length === 1 ? "run" : "runs"}`;
  return `<!DOCTYPE html>
<html lang="en" class="runs">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${count}</title>
<style>${styles.join("\n")}</style>
</head>
<body>
<main>
<h1>${count}</h1>
<section data-live="runs" aria-label="Runs"></section>
<noscript><p>This page needs JavaScript; <code>npm run experiment -- list</code> prints the same list.</p></noscript>
</main>
<script type="application/json" data-runs>${data}</script>
${scripts.map((text) => `<script>${text}</script>`).join("\n")}
</body>
</html>
`;
}

function read(file: string): string {
  if (!fs.existsSync(file)) throw new Error(`the page requires ${file}, got no such file: run npm run build`);
  return fs.readFileSync(file, "utf8");
}
