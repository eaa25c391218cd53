import fs from "node:fs";
import path from "node:path";
import { escapeHtml } from "../../display/html";
import { writeAtomic } from "../../files/write-atomic";
import { outcomesHtml } from "../outcomes-html";
import type { Score } from "./grade";
import { earned, taskNames } from "./tasks";

/** Writes a page and Gradescope's `results.json` of a notebook into a folder of its own. */
export function writeScore(out: string, name: string, title: string, score: Score): void {
  const folder = path.join(out, name);
  fs.mkdirSync(folder, { recursive: true });
  writeAtomic(path.join(folder, "page.html"), scorePage(title, name, score));
  writeAtomic(path.join(folder, "results.json"), `${JSON.stringify(gradescopeResults(score), null, 2)}\n`);
}

/** One row a notebook, one column an exercise; empty where a notebook is not asked it. */
export function scoresCsv(scores: readonly { readonly name: string; readonly score: Score }[]): string {
  const names = taskNames.filter((name) =>
    scores.some(({ score }) => score.exercises.some((each) => each.name === name)),
  );
  const head = ["notebook", "points", "of", "days late", ...names, "trouble"];
  const rows = scores.map(({ name, score }) => {
    const each = names.map((name) => score.exercises.find((task) => task.name === name)?.points ?? "");
    return [name, score.points, score.of, score.daysLate, ...each, score.trouble.join("; ")];
  });
  return [head, ...rows].map((row) => `${row.map((cell) => csvField(String(cell))).join(",")}\n`).join("");
}

/** A field in quotes where it needs them. A text that a spreadsheet would compute gets an apostrophe. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The form that Gradescope's autograder reads. A hidden check is shown once the scores are published. */
export function gradescopeResults(score: Score): object {
  const tests = score.exercises.flatMap(({ name, title, of, outcomes }): object[] => {
    if (outcomes.length === 0)
      return [{ name, score: 0, max_score: of, status: "failed", output: `${title}: not asked` }];
    return outcomes.map((outcome) => ({
      name: `${name}: ${outcome.title}`,
      score: (earned(outcome) * of) / outcomes.length,
      max_score: of / outcomes.length,
      status: outcome.passed ? "passed" : "failed",
      output: outcome.says.join("\n"),
      visibility: outcome.hidden ? "after_published" : "visible",
    }));
  });
  return { score: score.points, output: score.trouble.join("\n"), tests };
}

/** How late, and what that takes: the parts below are shown as they are without it. */
function sayLate({ daysLate, points, exercises }: Score): string {
  const inTime = exercises.reduce((sum, each) => sum + each.points, 0);
  const days = daysLate === 1 ? "1 day" : `${daysLate} days`;
  return `${days} late: ${points} points in place of ${Math.round(100 * inTime) / 100}.`;
}

function scorePage(title: string, name: string, score: Score): string {
  const parts = score.exercises.map(({ title, points, of, outcomes }) => {
    const asked = outcomes.length > 0 ? outcomesHtml(outcomes) : "<p>Not asked: see above.</p>";
    return `<h2>${escapeHtml(title)}: ${points} of ${of}</h2>${asked}`;
  });
  const trouble = score.trouble.map((each) => `<li>${escapeHtml(each)}</li>`).join("");
  const late = score.daysLate > 0 ? `<p>${sayLate(score)}</p>` : "";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`${title}: ${name}`)}</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
</style>
<h1>${escapeHtml(title)}: ${score.points} of ${score.of} points</h1>
<p>${escapeHtml(name)}</p>
${late}${trouble && `<h2>What failed</h2><ul>${trouble}</ul>`}
${parts.join("\n")}
</html>
`;
}
