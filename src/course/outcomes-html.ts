import { escapeHtml } from "../display/html";
import type { Outcome } from "./run-checks";

/** The checks of a function as a list, each with what is wrong below it. */
export function outcomesHtml(outcomes: readonly Outcome[]): string {
  const items = outcomes.map(({ title, passed, says }) => {
    const reasons = says.map((each) => `<li>${escapeHtml(each)}</li>`).join("");
    return `<li>${passed ? "✓ passed" : "✗ failed"}: ${escapeHtml(title)}${reasons && `<ul>${reasons}</ul>`}</li>`;
  });
  return `<ul style="list-style:none;padding-left:0">${items.join("")}</ul>`;
}
