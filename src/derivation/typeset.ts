import temml from "temml";
import { escapeHtml } from "../notebook/html";
import { untried } from "./comparison";
import type { Line } from "./line";
import { readExpression } from "./reader";
import { summary } from "./text";
import type { Mark } from "./verdicts";

const signs: Record<Mark, string> = {
  right: "✓",
  definition: "≔",
  "wrong here": "✗",
  inherited: "↳",
  "right but does not follow": "✓",
  malformed: "✗",
  "not decided": "?",
};
const cell = "border:none;background:none;padding:.35em .5em;vertical-align:baseline;text-align:left";

/**
 * The lines as a table for a page: the mark in words, the formulas as MathML aligned at their equals signs,
 * the reason on the right, and below each line what unfolds: its checks, and all that helps with a wrong one.
 */
export function html(lines: readonly Line[]): string {
  const rows = lines.map((line) => formulaRow(line) + detailRow(line)).join("");
  const table = `<table style="border-collapse:collapse;border:none;margin:0;font-size:inherit"><tbody>${rows}</tbody></table>`;
  return `<div class="derivation" style="overflow-x:auto">${table}<p>${escapeHtml(summary(lines))}</p></div>`;
}

function formulaRow({ mark, left, right, reason }: Line): string {
  const breaks = mark === "right but does not follow" ? "" : ";white-space:nowrap";
  const sign = `<td class="mark" style="${cell};min-width:5em;max-width:8em${breaks}"><b>${signs[mark]} ${mark}</b></td>`;
  const why = `<td class="reason" style="${cell};width:100%">${escapeHtml(reason ?? "")}</td>`;
  const rest = mark === "malformed" ? asWritten(left, right, reason) : typesetSides(left, right) + why;
  return `<tr style="background:none">${sign}${rest}</tr>`;
}

function typesetSides(left: string | undefined, right: string): string {
  const whole = `${cell};white-space:nowrap`; // a label such as skip-gram would break at its hyphen
  const start = `<td style="${whole};text-align:right;padding-right:0">${math(left)}</td>`;
  return `${start}<td style="${whole}">${math(`{}= ${right}`)}</td>`;
}

/** The text itself, for which there is no equals sign to align. */
function asWritten(...texts: (string | undefined)[]): string {
  return `<td colspan="3" class="written" style="${cell}">${texts.map(code).join(" ")}</td>`;
}

function detailRow(line: Line): string {
  const details = detailTexts(line);
  if (details.length === 0) return "";
  const list = `<ul style="margin:.3em 0">${details.map((text) => `<li>${text}</li>`).join("")}</ul>`;
  const unfolded = line.mark === "right" ? "" : " open";
  const inner = `<details${unfolded}><summary>${titleOf(line)}</summary>${list}</details>`;
  const style = `${cell};padding:0 0 .5em 1.5em`;
  return `<tr style="background:none"><td colspan="4" class="details" style="${style}"><div style="max-width:min(75ch,85vw)">${inner}</div></td></tr>`;
}

/** What is wrong; for a right line, which checks it passed. */
function titleOf({ says, checks, number }: Line): string {
  if (says) return `Line ${number}: ${withFormulas(says)}`;
  const passed = checks ? Object.entries(checks).filter(([, check]) => isPassed(check)) : [];
  return `Line ${number}: ${passed.map(([name]) => name).join(", ")} passed`;
}

function isPassed(check: unknown): boolean {
  return typeof check === "object" && check !== null && "verdict" in check && check.verdict === "passed";
}

function detailTexts({ hint, counterexampleText, repair, checks }: Line): string[] {
  const found: string[] = [];
  if (hint) found.push(escapeHtml(hint).replace(/`([^`]*)`/g, "<code>$1</code>"));
  if (counterexampleText) found.push(`<b>Counterexample</b> ${escapeHtml(counterexampleText)}`);
  if (repair) found.push(`<b>Repair, checked</b> ${withFormulas(repair.says)}`);
  for (const name of ["shapes", "numbers", "proof"] as const) {
    const check = checks?.[name];
    if (check && check.says !== untried)
      found.push(
        `<b>${name[0].toUpperCase()}${name.slice(1)} ${check.verdict}</b> ${escapeHtml(check.says)}`,
      );
  }
  return found;
}

/** A message whose quoted formulas are typeset; what is quoted and no formula stays as it is. */
function withFormulas(text: string): string {
  return text
    .split("`")
    .map((part, i) => (i % 2 === 0 ? escapeHtml(part) : isFormula(part) ? math(part) : code(part)))
    .join("");
}

function isFormula(text: string): boolean {
  try {
    readExpression(text);
    return true;
  } catch {
    return false;
  }
}

function math(latex: string | undefined): string {
  return latex === undefined
    ? ""
    : temml.renderToString(`\\displaystyle ${latex}`, { throwOnError: false, displayMode: false });
}

function code(text: string | undefined): string {
  return text === undefined
    ? ""
    : `<code style="white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(text)}</code>`;
}
