import type { SymbolName } from "./expression";
import { nameText } from "./name-text";

/** What everybody calls by one name: functions of one distribution over classes or of two. */
export type DistributionFunction = "cross-entropy" | "divergence" | "entropy";

/** Names that need no definition, where they are applied to so many distributions. */
const names: Record<string, Partial<Record<number, DistributionFunction>>> = {
  "\\text{CE}": { 2: "cross-entropy" },
  "\\text{CrossEntropy}": { 2: "cross-entropy" },
  "\\text{KL}": { 2: "divergence" },
  "D_{\\text{KL}}": { 2: "divergence" },
  H: { 1: "entropy", 2: "cross-entropy" },
};

/** Words that are applied also where a bar stands between their arguments. */
export const distributionWords: ReadonlySet<string> = new Set(["CE", "KL", "CrossEntropy"]);

export function distributionFunction(of: SymbolName, count: number): DistributionFunction | undefined {
  const text = nameText(of);
  return Object.hasOwn(names, text) ? names[text][count] : undefined;
}

/** H(p, q) is found beside H(p), which is another function. */
export function keyWithCount(of: SymbolName, count: number): string | undefined {
  return nameText(of) === "H" && count > 1 ? `H(${count})` : undefined;
}
