import type { Chapter } from "./chapter";
import { describeAllowedValues } from "./parameter-values";
import { kinds } from "./parameters";

/** The parameters of a chapter as `--help` says them, a line each: its value, what it may be, and what it means. */
export function parameterLines({ name, parameters }: Chapter): string[] {
  if (parameters.size === 0) return [`${name} has no parameters`];
  const rows = [...parameters.values()].map(({ name: parameter, value, allowed, comment }) => {
    const preset = value === undefined ? "computed by the cell" : JSON.stringify(value);
    const isPlain = allowed === kinds || allowed.length === 1;
    return [parameter, preset, comment, ...(isPlain ? [] : [describeAllowedValues(allowed)])];
  });
  const width = (at: number): number => Math.max(...rows.map((row) => row[at].length));
  const [names, values] = [width(0), Math.min(24, width(1))];
  return [
    `Parameters of ${name}, with their values unless they are set:`,
    ...rows.map(([parameter, preset, ...more]) =>
      `  ${parameter.padEnd(names)}  ${preset.padEnd(values)}  ${more.filter(Boolean).join("; ")}`.trimEnd(),
    ),
  ];
}
