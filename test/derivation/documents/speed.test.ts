import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const size = 300_000;
const most = 5; // CPU seconds; 1 is usual on a busy machine, and what grows with the square of the size takes many more

const page = String.raw`\section{Part} Let $z = U^\top \vc$ be the scores, so that we can write
\begin{align}
  \pd{J}{\vc} &= \underbrace{U(\hat y - y)}_{\text{error}} && \text{chain rule} \\
  &= \textcolor{red}{U \hat{y}} - U y \tag{2}
\end{align}
and $$ f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases} $$ as was said.

`;
const macros = "\\newcommand{\\vc}{v_c}\\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}}\n";

/** Each: a text that is repeated until it has this size, and what stands around it. */
const texts: [what: string, repeated: string, before?: string, behind?: string][] = [
  ["a long write-up", page, macros],
  ["one display", "a = b + c \\\\ ", "$$", "$$"],
  ["one row", ", a = b", "$$ x = y", "$$"],
  ["conditions", "\\text{if } c = d ", "$$ a = b ", "$$"],
  ["dollars that are not closed", "$x "],
  ["displays that are not closed", "\\begin{align} x\n\n"],
  ["environments that are not closed", "\\begin{aligned}", "$$", "$$"],
  ["nested braces", "{", "$$", "$$"],
  ["nested boxes", "\\boxed{", "$$", `${"}".repeat(size / 7)}$$`],
  ["a macro that grows", "$$\\a$$ ", "\\def\\a{x\\b\\b}\\def\\b{\\c\\c}\\def\\c{\\a\\a}"],
  ["backticks", "`"],
];

for (const [what, repeated, before = "", behind = ""] of texts) {
  test(`a large text takes time in proportion: ${what}`, () => {
    const text = before + repeated.repeat(size / repeated.length) + behind;
    const begun = process.cpuUsage();
    for (const name of ["own.tex", "own.md"]) readDocument(name, text);
    const { user, system } = process.cpuUsage(begun);
    assert.ok((user + system) / 1e6 < 2 * most, `${(user + system) / 1e6} CPU seconds for two readings`);
  });
}
