import { svg } from "../display/chart";
import { escapeHtml } from "../display/html";

/** A bar: a share from 0 to 1. */
export interface Bar {
  readonly name: string;
  readonly share: number;
  /** place among the colours of charts */
  readonly colour: number;
}

/** Shares as bars, one below the other, each with its name and its number, as an SVG element. */
export function bars(all: readonly Bar[], description: string, width: number): string {
  const [left, right, height] = [72, 56, 34];
  const length = width - left - right;
  const rows = all.map(({ name, share, colour }, i) => {
    const y = 8 + height * i;
    const middle = y + height / 2 - 4;
    const long = Math.max(0, Math.min(1, share)) * length;
    return (
      `<text x="${left - 8}" y="${middle}" dy="0.35em" text-anchor="end">${escapeHtml(name)}</text>` +
      `<line class="grid" x1="${left}" x2="${left + length}" y1="${middle}" y2="${middle}"/>` +
      `<rect class="c${colour}" x="${left}" y="${y}" width="${long.toFixed(1)}" height="${height - 10}"/>` +
      `<text x="${left + long + 6}" y="${middle}" dy="0.35em">${share.toFixed(3)}</text>`
    );
  });
  return svg(width, 12 + height * all.length, description, rows.join(""));
}
