import { jupyterDisplay, type Displayable } from "../../display/displayable";
import { escapeHtml } from "../../display/html";
import { declare } from "../../derivation/declare/declare";
import { derive } from "../../derivation/derivation";
import { asMessage, messageText, type Message } from "../../derivation/latex/message";
import { lineText } from "../../derivation/verdict/text";
import { html, messageHtml } from "../../derivation/verdict/typeset";
import { derivationExercises, findDerivation, type DerivationName } from "./derivation-exercises";
import { hintFor, type HintStep } from "./hints";
import { judge, type Judged } from "./judge";

/** How a derivation did, for a notebook. */
export interface DerivationSheet extends Displayable, Judged {
  /** whether every line that is asked is earned, and none is wrong */
  readonly passed: boolean;
}

/**
 * Judges a derivation that a student writes, line by line. Once it is finished, the book's own unfolds below it.
 *
 * @param name  that of the exercise, such as `softmaxCentre`
 * @param latex the lines, behind the left side that is given
 */
export function deriveIt(name: DerivationName, latex: string): DerivationSheet {
  const exercise = findDerivation(name);
  if (typeof latex !== "string")
    throw new TypeError(`deriveIt requires the text of ${name}, got ${typeof latex}`);
  const judged = judge(name, latex);
  const remarks = [`${exercise.title}: ${progressOf(name, judged)}`, ...remarksOn(judged)];
  return {
    ...judged,
    passed: judged.share === 1,
    [jupyterDisplay]: () => ({
      "text/plain": [...judged.lines.map(({ line }) => lineText(line)), ...remarks].join("\n"),
      "text/html": sheetHtml(name, judged, remarks),
    }),
  };
}

/**
 * A hint for the next line: 1 says the rule, 2 shows the shape of the line, 3 the line with a gap.
 *
 * @param latex what is written so far: the hint starts from its last line that is right and follows
 */
export function hint(name: DerivationName, latex: string, step: HintStep): Displayable {
  findDerivation(name);
  if (![1, 2, 3].includes(step)) throw new RangeError(`hint requires 1, 2 or 3, got ${String(step)}`);
  const judged = judge(name, latex);
  const says: Message =
    hintFor(name, judged, step) ?? asMessage("The derivation is at its end: there is no next line.");
  return {
    [jupyterDisplay]: () => ({
      "text/plain": messageText(says),
      "text/html": `<p><strong>Hint ${step} of 3.</strong> ${messageHtml(says)}</p>`,
    }),
  };
}

/** In words: what is earned, and what is left to do. */
export function progressOf(name: DerivationName, { share, finished, lines }: Judged): string {
  const { lines: asked, goal } = derivationExercises[name];
  const earned = lines.filter((each) => each.earns).length;
  const end = finished
    ? earned < asked
      ? "it is at its end, but it jumps: write the lines between"
      : share < 1
        ? "it is at its end, with a wrong line left"
        : "done"
    : `go on until ${goal.says}`;
  return `${earned} of at least ${asked} lines are right, follow and go on; ${end}`;
}

/** Why right lines earn nothing; nothing more is said of a derivation that is done. */
export function remarksOn({ lines, share }: Judged): string[] {
  if (share === 1) return [];
  return lines.flatMap(({ line, why }) => (why === "" ? [] : [`line ${line.number} earns nothing: ${why}`]));
}

function sheetHtml(
  name: DerivationName,
  { derivation, lines: judged, finished }: Judged,
  remarks: readonly string[],
): string {
  const [first, ...others] = remarks.map(escapeHtml);
  const list = others.length > 0 ? `<ul>${others.map((each) => `<li>${each}</li>`).join("")}</ul>` : "";
  const own = judged.map(({ line }) => line);
  const lines = derivation ? html(own, derivation.unchecked) : "";
  return `${lines}<p><strong>${first}</strong></p>${list}${finished ? bookHtml(name) : ""}`;
}

/** The book's derivation, folded, with the rule of each line. */
function bookHtml(name: DerivationName): string {
  const { declarations, left, book } = derivationExercises[name];
  const rows = book.map(({ latex, rule }) => `&= ${latex} && \\text{${rule}}`);
  const { lines } = derive(`${left}\n${rows.join(" \\\\\n")}`, declare(declarations));
  return `<details><summary>The book's derivation</summary>${html(lines)}</details>`;
}
