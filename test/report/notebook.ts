import { headline } from "../../dist/notebook/headline";
import { runDescription } from "../../dist/notebook/run-description";
import { jupyterDisplay, type Displayable, type MimeBundle } from "../../dist/display/displayable";

/** A token as a corpus may hold it; it runs wherever it is not escaped. */
export const hostile = "<img src=x onerror=alert(1)>";

export interface Output {
  output_type: string;
  [key: string]: unknown;
}

export interface Cell {
  cell_type: string;
  id: string;
  metadata: object;
  source: string;
  [key: string]: unknown;
}

export interface Notebook {
  cells: Cell[];
  metadata: object;
  nbformat: number;
  nbformat_minor: number;
}

export function notebook(cells: Cell[]): Notebook {
  const kernelspec = { display_name: "TypeScript", language: "typescript", name: "tslab" };
  const language_info = { name: "typescript", file_extension: ".ts" };
  return { cells, metadata: { kernelspec, language_info }, nbformat: 4, nbformat_minor: 5 };
}

export function markdown(id: string, source: string): Cell {
  return { cell_type: "markdown", id, metadata: {}, source };
}

export function code(id: string, source: string, outputs: Output[], execution_count = 1): Cell {
  return { cell_type: "code", id, metadata: {}, source, outputs, execution_count };
}

export function rich(data: MimeBundle): Output {
  return { output_type: "display_data", metadata: {}, data };
}

export function shown(value: Displayable): Output {
  return rich(value[jupyterDisplay]());
}

export function stream(name: "stdout" | "stderr", text: string): Output {
  return { output_type: "stream", name, text };
}

export function plot(data: object[], layout: object, alternative: string): Output {
  return rich({ "application/vnd.plotly.v1+json": { data, layout }, "text/plain": alternative });
}

const steps = Array.from({ length: 200 }, (_, i) => i * 200);
const loss = steps.map((step) => 9.6 + 18 * Math.exp(-step / 6000) + 0.15 * Math.sin(step / 700));
const words = [
  "great",
  "cool",
  "brilliant",
  "wonderful",
  "boring",
  "bad",
  "man",
  "woman",
  "rain",
  "snow",
  "hail",
];
const angle = (i: number): number => (2 * Math.PI * i) / words.length;
const onePixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const opening = `# How far does $\\hat y$ fall short of $y$?

The model looks at *bank* and then sees *river*. How surprised should it be, and which way do the vectors move?
This chapter derives the answer, checks it by finite differences and draws what happens over 40,000 steps.
The next one is [the sigmoid](03-sigmoid.ipynb).

## Derivation

Write $J = \\log\\sum_w e^{u_w^\\top v_c} - u_o^\\top v_c$ and differentiate each term:

$$\\begin{aligned}
\\frac{\\partial J}{\\partial \\boldsymbol{v}_c} &= \\sum_{w \\in \\mathcal{V}} \\hat y_w \\boldsymbol{u}_w - \\boldsymbol{u}_o
  && \\text{softmax, then the chain rule} \\\\
  &= \\boldsymbol{U}^\\top \\left(\\hat{\\boldsymbol{y}} - \\boldsymbol{y}\\right)
  && y_w = \\mathbb{1}[w = o], \\quad \\boldsymbol{U} \\in \\mathbb{R}^{n \\times d}
\\end{aligned}$$

#### A remark on shapes

- \`U\` holds one word a **row**, shape (n, d)
- the gradient of \`vc\` has shape (d)

| symbol | shape | meaning |
| --- | --- | --- |
| $\\hat y$ | (n) | prediction |
| $\\delta = \\hat y - y$ | (n) | prediction error |

> A descent step moves $v_c$ from what was expected towards what was seen.

\`\`\`ts
const delta = softmax(times(U, vc)); // becomes the error
\`\`\`
`;

const derivation = `<style>.derivation-step { display: grid; grid-template-columns: 2em 1fr; color: var(--quiet) }
.derivation-step:hover { background: url(http://example.invalid/a.png) }
body { display: none }</style>
<div class="derivation"><div class="derivation-step"><span>1</span>
<math display="block"><mrow><mi>J</mi><mo>=</mo><mo>−</mo><mi>log</mi><msub><mover><mi>y</mi><mo>ˆ</mo></mover><mi>o</mi></msub></mrow></math></div>
<details><summary>Why may the sum be differentiated term by term?</summary><p>It is finite.</p></details></div>`;

/** A chapter as it looks after it ran, with every kind of output; its plots are those of the real chapters. */
export function chapterNotebook(): Notebook {
  return notebook([
    markdown("opening", opening),
    code(
      "loss",
      'import { naiveSoftmax } from "../dist/model/loss";\n\nconst { loss } = naiveSoftmax(vc, 1, U); // in nats',
      [
        stream("stdout", "loss \u001b[1m0.4054651081081644\u001b[0m \u001b[32mas expected\u001b[39m\n"),
        stream("stdout", "emoji 🦆 ünï\n"),
      ],
    ),
    code(
      "derivation",
      "show(derivation(J));",
      [rich({ "text/html": derivation, "text/plain": "J = -log y_o" })],
      2,
    ),
    markdown(
      "training",
      "## Training\n\nLook at the first five thousand steps: most of the way is behind us there.",
    ),
    code("curve", "show(lossCurve(run));", [lossPlot()], 3),
    code("words", "show(wordMap(vectors));", [wordPlot()], 4),
    code("heat", "show(heatmap(similarities));", [heatPlot()], 5),
    markdown("numbers", "### In numbers\n\nThe same as a table, with the longest token of all."),
    code("table", "show(table(frame));", [rich({ "text/html": wordTable(), "text/plain": "word count" })], 6),
    code("latex", "show(tex);", [rich({ "text/latex": "$$\\sigma(-x) = 1 - \\sigma(x)$$" })], 7),
    code("remark", "show(remark);", [rich({ "text/markdown": "Then **$\\eta$** is halved." })], 8),
    code("image", "show(image);", [rich({ "image/png": onePixel, "text/plain": "a single pixel" })], 9),
    code("wide", `const ${"long".repeat(60)} = 1;`, [stream("stdout", `${"wide ".repeat(80)}\n`)], 10),
    code("warning", "warn();", [stream("stderr", "warning: the step size is large\n")], 11),
    code(
      "headline",
      "show(headline(items));",
      [
        shown(
          headline([
            { label: "loss at the end", value: "9.68" },
            { label: "windows a second", value: "94,000" },
          ]),
        ),
      ],
      12,
    ),
    code("made", "show(runDescription(run));", [shown(runDescription(run))], 13),
  ]);
}

const run = {
  corpus: { name: "reviews", sha256: "f7ae959a5ff0565eb860c3f2e600dde118bcb49aee63df8fa9b9a806da235553" },
  settings: { loss: "negative-sampling", dimensions: 10, window: 5, stepSize: 0.3 },
  seeds: { seed: 1 },
};

function lossPlot(): Output {
  const trace = { type: "scatter", mode: "lines", x: steps, y: loss, name: "running loss" };
  const layout = { xaxis: { title: { text: "step" } }, yaxis: { title: { text: "running loss (nats)" } } };
  return plot(
    [trace],
    layout,
    "Running loss over 40,000 steps: it falls from 27.6 to 9.6, most of it in the first 10,000.",
  );
}

function wordPlot(): Output {
  const at = (f: (a: number) => number): number[] => words.map((_, i) => f(angle(i)));
  const trace = {
    type: "scatter",
    mode: "markers+text",
    x: at(Math.cos),
    y: at(Math.sin),
    text: words,
    textposition: "top center",
  };
  const layout = {
    xaxis: { title: { text: "first direction" } },
    yaxis: { scaleanchor: "x", title: { text: "second" } },
    height: 520,
  };
  return plot([trace], layout, "Eleven words on a circle, none nearer to its meaning than to any other.");
}

function heatPlot(): Output {
  const z = words.map((_, i) => words.map((__, j) => Math.cos(angle(i) - angle(j))));
  const axis = { type: "category" };
  return plot(
    [{ type: "heatmap", x: words, y: words, z, colorscale: "Cividis" }],
    { xaxis: axis, yaxis: axis },
    "Cosine of each pair of words.",
  );
}

function wordTable(): string {
  const rows = [
    ["great", "1,431"],
    ["unputdownablenesslessly-overextended-antidisestablishmentarianism", 1],
    ["🦆", 2],
  ];
  const body = rows.map(
    ([word, count]) => `<tr><th scope="row">${word}</th><td style="text-align:right">${count}</td></tr>`,
  );
  return `<table class="sortable"><caption>Words and counts</caption><thead><tr><th scope="col">word</th><th scope="col">count</th></tr></thead><tbody>${body.join("")}</tbody></table>`;
}
