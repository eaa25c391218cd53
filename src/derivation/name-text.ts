import type { IndexName, SymbolName } from "./expression";

/** The text of an index, such as `w_{0}`; two indices are the same if their texts are. */
export function indexText(index: IndexName): string {
  const name = index.before ? `${index.before}+${index.name}` : index.name;
  return index.at ? `${name}_{${indicesText(index.at)}}` : name;
}

/** The texts of several indices, one after the other, with commas where a figure has two digits. */
export function indicesText(indices: IndexName[]): string {
  const texts = indices.map(indexText);
  return texts.join(texts.every((text) => text.length === 1) && !/\d\d/.test(texts.join("")) ? "" : ",");
}

/** The name without its indices: letter, accent and label; bold or not, it is the same name. */
export function letterText(symbol: SymbolName): string {
  const letter = symbol.accent ? `\\${symbol.accent}{${symbol.name}}` : symbol.name;
  return symbol.label === undefined ? letter : `${letter}_{\\text{${symbol.label}}}`;
}

/** The whole name with its indices, such as `\hat{y}_{w}`. */
export function nameText(symbol: SymbolName): string {
  return symbol.indices ? `${letterText(symbol)}_{${indicesText(symbol.indices)}}` : letterText(symbol);
}
