import path from "node:path";
import type { AllRuns } from "../comparison/all-runs";
import { inCheckout } from "../files/checkout";
import { scriptJson, standalonePage } from "./standalone-page";

const installed = inCheckout(".venv/share/jupyter/nbconvert/templates/word2vec");

/** The page of all runs, in one file that needs no network: what is put into it stays in it. */
export function runsPage(all: AllRuns): string {
  return standalonePage({
    title: `${all.runs.length} ${all.runs.length === 1 ? "run" : "runs"}`,
    name: "runs",
    styles: ["style.css", "live.css", "runs.css"],
    // the table first: Plotly takes a browser longer
    scripts: [inCheckout("dist/pages/runs.min.js"), path.join(installed, "plotly.min.js")],
    allow: "img-src data: blob:",
    main: `<section data-live="runs" aria-label="Runs"></section>
<noscript><p>This page needs JavaScript; <code>npm run experiment -- list</code> prints the same list.</p></noscript>`,
    after: `<script type="application/json" data-runs>${scriptJson(all)}</script>\n`,
  });
}
