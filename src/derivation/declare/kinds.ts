import { findProperty } from "./properties";

/** What a declaration says that a name is: its sides, and what else stands there without a comma. */
export interface Kind {
  rows: string;
  columns: string;
  ones: boolean;
  /** Details such as `symmetric`, in the order of writing. */
  details: string[];
}

const by = String.raw`\s*(?:x|×|\\times|by)\s*`;
const sized = String.raw`\s+(?:of\s+(?:size|length|dimension)\s+)?`;
const shapes: [RegExp, (rows: string, columns: string) => [string, string]][] = [
  [new RegExp(`^matrix${sized}(\\w+)${by}(\\w+)$`), (rows, columns) => [rows, columns]],
  [new RegExp(`^(\\w+)${by}(\\w+)\\s+matrix$`), (rows, columns) => [rows, columns]],
  [new RegExp(`^(?:(?:column\\s+)?vector|ones)${sized}(\\w+)$`), (rows) => [rows, "1"]],
  [/^(\w+)-(?:dimensional\s+)?(?:column\s+)?vector$/, (rows) => [rows, "1"]],
  [new RegExp(`^row(?:\\s+vector)?${sized}(\\w+)$`), (columns) => ["1", columns]],
  [/^(?:scalar|number)$/, () => ["1", "1"]],
];

/** Reads `matrix d x n`, `d x n matrix`, `vector of size d`, also with details beside it: `symmetric matrix d x d`. */
export function readKind(text: string): Kind | undefined {
  const plain = text.trim().replace(/^(?:an?|the|real)\s+/, "");
  for (const [pattern, make] of shapes) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [rows, columns] = make(match[1], match[2]);
    return { rows, columns, ones: /^ones\s/.test(plain), details: [] };
  }
  const words = plain.split(/\s+/);
  for (let count = 1; count < words.length; count++) {
    const [before, behind] = [words.slice(0, count).join(" "), words.slice(-count).join(" ")];
    const head = isDetail(before) ? readKind(words.slice(count).join(" ")) : undefined;
    if (head) return { ...head, details: [before, ...head.details] };
    const tail = isDetail(behind) ? readKind(words.slice(0, -count).join(" ")) : undefined;
    if (tail) return { ...tail, details: [...tail.details, behind] };
  }
  return undefined;
}

const isDetail = (text: string): boolean => text === "positive" || findProperty(text) !== undefined;
