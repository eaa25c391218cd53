import path from "node:path";
import { inCheckout } from "../files/checkout";
import { standalonePage } from "./standalone-page";

const installed = inCheckout(".venv/share/jupyter/nbconvert/templates/word2vec");

/** A page that checks homework, in one file that needs no network: what is put into it stays in it. */
export function checkPage(): string {
  return standalonePage({
    title: "Check your homework",
    name: "check",
    styles: [path.join(installed, "math.css"), "style.css", "live.css", "check.css"],
    scripts: [inCheckout("dist/pages/homework.min.js")],
    allow: "worker-src blob:; font-src data:",
    main: `<p>Paste or drop a derivation in LaTeX, in Markdown or in a notebook. Every line between <code>$$</code> and <code>$$</code>,
or in an <code>align</code>, is judged: its shapes, in numbers, and by a proof. A wrong line gets the smallest case in which
it fails. The text stays in this page: it asks nothing of a network.</p>
<section data-live="homework" aria-label="Homework"></section>
<noscript><p>This page needs JavaScript: it does its work in your browser.</p></noscript>`,
  });
}
