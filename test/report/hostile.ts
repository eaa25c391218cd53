import { headline } from "../../dist/notebook/headline";
import { runDescription } from "../../dist/notebook/run-description";
import { code, hostile, markdown, notebook, plot, rich, shown, stream, type Notebook } from "./notebook";

const active = [
  "<script>alert(1)</script>",
  '<svg onload="alert(1)"></svg>',
  '<a href="javascript:alert(1)">link</a>',
  '<iframe src="http://example.invalid/"></iframe>',
  "<math><mtext><style><img src=x onerror=alert(1)></style></mtext><mglyph></math>",
  '<form action="http://example.invalid/"><input type="submit"></form>',
  '<link rel="stylesheet" href="http://example.invalid/a.css"><base href="http://example.invalid/">',
  '<img src="http://example.invalid/a.png" alt="remote">',
  '<p style="position: fixed; background: url(http://example.invalid/b.png)">styled</p>',
  "<style>@import url(http://example.invalid/c.css); body { display: none }</style>",
];

/** A chapter whose author, corpus and outputs all try to run something or to fetch something. */
export function hostileNotebook(): Notebook {
  const escapedToken = hostile.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const bars = { type: "bar", x: [escapedToken, hostile], y: [1, 2], text: [hostile, "b"] };
  const link = { text: '<a href="javascript:alert(1)">go</a>', showarrow: false, x: 0, y: 1 };
  const layout = { title: { text: hostile }, xaxis: { type: "category" }, annotations: [link] };
  return notebook([
    markdown("title", `# A token ${hostile}\n\nIt says ${hostile} and $\\text{${hostile}}$.`),
    markdown(
      "sections",
      `## Section ${hostile}\n\n![$x$ "${hostile}](attachment.png)\n\n[link](javascript:alert(1))`,
    ),
    markdown("raw", active.join("\n\n")),
    code("stream", `console.log("${hostile}</script>")`, [
      stream("stdout", `${hostile}\n`),
      stream("stderr", `${hostile}\n`),
    ]),
    code(
      "html",
      "table",
      active.map((html) => rich({ "text/html": html })),
      2,
    ),
    code("plain", "word", [rich({ "text/plain": hostile })], 3),
    code("markdown", "md", [rich({ "text/markdown": `${hostile} $\\href{javascript:alert(1)}{x}$` })], 4),
    code(
      "svg",
      "svg",
      [rich({ "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>` })],
      5,
    ),
    code(
      "script",
      "js",
      [rich({ "application/javascript": "alert(1)" }), rich({ "text/vnd.mermaid": hostile })],
      6,
    ),
    code("plot", "plot", [plot([bars], layout, `Bars for ${hostile}" onload="alert(1)`)], 7),
    code("headline", "headline", [shown(headline([{ label: hostile, value: hostile }]))], 8),
    code(
      "run",
      "run",
      [
        shown(
          runDescription({ corpus: { name: hostile, sha256: "0" }, settings: { a: hostile }, seeds: {} }),
        ),
      ],
      9,
    ),
    code(
      "error",
      "throw",
      [{ output_type: "error", ename: hostile, evalue: hostile, traceback: [hostile] }],
      10,
    ),
  ]);
}
