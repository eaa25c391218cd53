import temml from "temml";
import { escapeHtml } from "../../display/html";
import type { Unchecked } from "../documents/document";
import type { Line, Written } from "./line";
import type { Code, Message, Part } from "../latex/message";
import { partLatex } from "../latex/message";
import { listDetails, summary, writtenText } from "./text";
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

/** How a mark is told by colour, beside its sign and its word. */
const kinds: Record<Mark, "right" | "wrong" | "open"> = {
  right: "right",
  definition: "right",
  "wrong here": "wrong",
  inherited: "wrong",
  "right but does not follow": "wrong",
  malformed: "wrong",
  "not decided": "open",
};
/** Colours that can be read on white; a page that knows how dark it is sets the variables. */
const colours = {
  right: "var(--derivation-right,#1a7f37)",
  wrong: "var(--derivation-wrong,#cf222e)",
  open: "var(--derivation-open,#8a5a00)",
};

/** The colours of marks on a light and on a dark page, told by the page, by JupyterLab or by the system. */
export const markStyles = `
.derivation { --derivation-right: #1a7f37; --derivation-wrong: #cf222e; --derivation-open: #8a5a00; }
.right { color: var(--derivation-right); } .wrong { color: var(--derivation-wrong); } .open { color: var(--derivation-open); }
:root { --derivation-right: #1a7f37; --derivation-wrong: #cf222e; --derivation-open: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --derivation-right: #56d364; --derivation-wrong: #ff8a80; --derivation-open: #e3b341; } }
`;
const inNotebook = `<style>
[data-jp-theme-light="false"] .derivation { --derivation-right: #56d364; --derivation-wrong: #ff8a80; --derivation-open: #e3b341; }
</style>`;

const cell = "border:none;background:none;padding:.35em .5em;vertical-align:baseline;text-align:left";

/**
 * The lines as one column of mathematics, aligned at their equals signs, with the mark on the left in colour, sign
 * and word, and the reason on the right. What the checks say of a right line unfolds from its reason; what helps
 * with a wrong one stands below it.
 */
export function html(lines: readonly Line[], unchecked: readonly Unchecked[] = []): string {
  const rows = lines.map((line) => formulaRow(line) + detailRow(line)).join("");
  const table = `<table style="border-collapse:collapse;border:none;margin:0;font-size:inherit"><tbody>${rows}</tbody></table>`;
  const rest = unchecked.map(({ source, start, end, reason }) => {
    const text = source.text.slice(start, end).trim();
    return `<p style="margin:.3em .5em;color:${colours.open}"><b>– not judged</b>: ${code(text)}: ${escapeHtml(reason)}</p>`;
  });
  return `${inNotebook}<div class="derivation" style="overflow-x:auto">${table}${rest.join("")}<p>${escapeHtml(summary(lines, unchecked))}</p></div>`;
}

/** A line by itself, beside the text of its author: the mark, and what unfolds from it. */
export function lineHtml(line: Line): string {
  const { mark, left, relation = "=", right } = line;
  const equation =
    mark === "malformed"
      ? ""
      : `<p>${math(`${left === undefined ? "{}" : writtenText(left)} ${relation} ${writtenText(right)}`)}</p>`;
  const says = line.says.length ? `: ${messageHtml(line.says)}` : "";
  const head = `<span class="${kinds[mark]}" style="color:${colours[kinds[mark]]}"><b>${signs[mark]} ${mark}</b></span>${says}`;
  const unfolded = isFolded(line) ? "" : " open";
  return `<details class="verdict"${unfolded}><summary>${head}</summary>${equation}${detailList(line)}</details>`;
}

/** What a page that arranges a line itself is made of; HTML but for `sign` and `kind`. */
export interface LinePieces {
  sign: string;
  kind: "right" | "wrong" | "open";
  /** The formula, or the text of a line that cannot be read. */
  formula: string;
  says: string;
  /** All that helps, one after the other; `name` is plain text and empty for a hint or a remark. */
  details: { name: string; html: string }[];
}

/** The pieces of a line. */
export function linePieces(line: Line): LinePieces {
  const { mark, left, relation = "=", right, says } = line;
  const formula =
    mark === "malformed"
      ? [left, right]
          .map((side) => (side === undefined ? "" : code(writtenText(side))))
          .join(` ${escapeHtml(relation)} `)
      : math(`${left === undefined ? "{}" : writtenText(left)} ${relation} ${writtenText(right)}`);
  const details = listDetails(line)
    .filter(({ name }) => name !== "edit") // such a page makes edits itself
    .map((each) => ({ name: each.name, html: messageHtml(each.says) }));
  return { sign: signs[mark], kind: kinds[mark], formula, says: messageHtml(says), details };
}

/** Right lines, and those that only follow from a wrong one, need no help at first sight. */
const isFolded = ({ mark }: Line): boolean =>
  mark === "right" || mark === "definition" || mark === "inherited";

function formulaRow(line: Line): string {
  const { mark, left, relation, right } = line;
  const kind = kinds[mark];
  const breaks = mark === "right but does not follow" ? "" : ";white-space:nowrap";
  const sign = `<td class="mark ${kind}" style="${cell};min-width:5em;max-width:8em;color:${colours[kind]}${breaks}"><b>${signs[mark]} ${mark}</b></td>`;
  const why = `<td class="reason" style="${cell};width:100%">${reasonCell(line)}</td>`;
  const rest =
    mark === "malformed" ? asWritten(left, right, line.reason) : typesetSides(left, right, relation) + why;
  return `<tr style="background:none">${sign}${rest}</tr>`;
}

/** The author's reason; of a right line it unfolds to what the checks say. */
function reasonCell(line: Line): string {
  const reason = escapeHtml(line.reason ?? "");
  const list = detailList(line);
  if (line.mark !== "right" || list === "") return reason;
  const passed = line.checks
    ? Object.entries(line.checks).filter(([, check]) => check.verdict === "passed")
    : [];
  const names = passed.map(([name]) => name).join(", ");
  const title = reason || `<span style="opacity:.75">${names ? `${names} passed` : "why"}</span>`;
  return `<details><summary title="line ${line.number}">${title}</summary><div style="max-width:min(60ch,70vw)">${list}</div></details>`;
}

function typesetSides(left: Written | undefined, right: Written, relation = "="): string {
  const whole = `${cell};white-space:nowrap`; // a label such as skip-gram would break at its hyphen
  const start = `<td style="${whole};text-align:right;padding-right:0">${left === undefined ? "" : math(writtenText(left))}</td>`;
  return `${start}<td style="${whole}">${math(`{}${relation} ${writtenText(right)}`)}</td>`;
}

/** The text itself, for which there is no equals sign to align. */
function asWritten(...sides: (Written | undefined)[]): string {
  const texts = sides.map((side) => (side === undefined ? "" : code(writtenText(side))));
  return `<td colspan="3" class="written" style="${cell}">${texts.join(" ")}</td>`;
}

/** What is wrong, and all that helps with it; a line that is not right always says why. */
function detailRow(line: Line): string {
  const { mark, number, says } = line;
  if (mark === "right" || says.length === 0) return "";
  const list = detailList(line);
  const title = `Line ${number}: ${messageHtml(says)}`;
  const unfolded = isFolded(line) ? "" : " open";
  const inner = list ? `<details${unfolded}><summary>${title}</summary>${list}</details>` : title;
  const style = `${cell};padding:0 0 .5em 1.5em`;
  return `<tr style="background:none"><td colspan="4" class="details" style="${style}"><div style="max-width:min(75ch,85vw)">${inner}</div></td></tr>`;
}

function detailList(line: Line): string {
  const details = listDetails(line).map(({ name, says }) => `<li>${title(name)}${messageHtml(says)}</li>`);
  return details.length ? `<ul style="margin:.3em 0">${details.join("")}</ul>` : "";
}

const title = (name: string): string => (name ? `<b>${name[0].toUpperCase()}${name.slice(1)}</b> ` : "");

/** A message whose formulas are typeset; code stays as it is. No line begins with a sign that stands after a formula. */
export function messageHtml(says: Message): string {
  return says
    .map((part, i) => {
      if (typeof part === "string")
        return escapeHtml(isFormula(says[i - 1]) ? part.slice(signAt(part).length) : part);
      if (!isFormula(part)) return code((part as Code).text);
      const next = says[i + 1];
      const sign = typeof next === "string" ? signAt(next) : "";
      const formula = math(partLatex(part));
      return sign ? `<span style="white-space:nowrap">${formula}${escapeHtml(sign)}</span>` : formula;
    })
    .join("");
}

type Typeset = Exclude<Part, string | Code>;

const isFormula = (part: Part | undefined): part is Typeset =>
  part !== undefined && typeof part !== "string" && !("kind" in part && part.kind === "code");

/** The sign with which a text begins, such as a comma. */
const signAt = (text: string): string => /^[^\s\p{L}\p{N}]+/u.exec(text)?.[0] ?? "";

function math(latex: string): string {
  return temml.renderToString(`\\displaystyle ${latex}`, { throwOnError: false, displayMode: false });
}

function code(text: string): string {
  return `<code style="white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(text)}</code>`;
}
