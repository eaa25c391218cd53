import type { Line } from "./line";

export function html(lines: readonly Line[]): string {
  return String(lines.length);
}
