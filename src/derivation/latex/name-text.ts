import type { Expression, IndexName, SymbolName } from "./expression";
import { children } from "./expression";

/** The text of an index, such as `w_{0}`; two indices are the same if their texts are. */
export function indexText(index: IndexName): string {
  const name = index.before ? `${index.before}+${index.name}` : index.name + (index.offset ?? "");
  return index.at ? `${name}_{${indicesText(index.at)}}` : name;
}

/** The texts of several indices: two letters beside each other, with commas what could be one number or a word. */
export function indicesText(indices: IndexName[]): string {
  if (indices.length === 1) return indexText(indices[0]);
  const texts = indices.map(indexText);
  const short = texts.length <= 2 && texts.every((text) => text.length === 1);
  return texts.join(short && !/^(?:\d\d|[A-Z]{2})$/.test(texts.join("")) ? "" : ",");
}

/** The name without its indices: letter, accent and label; in whatever font, it is the same name. */
export function letterText(symbol: SymbolName): string {
  const letter = symbol.accent ? `\\${symbol.accent}{${symbol.name}}` : symbol.name;
  return symbol.label === undefined ? letter : `${letter}_{\\text{${symbol.label}}}`;
}

/** The name with what is raised, but without what is below: `x^{(i)}`. */
export function raisedText(symbol: SymbolName): string {
  return letterText(symbol) + raisedOnly(symbol);
}

/** The name without its indices, where raised ones have their place: `x^{()}` for every `x^{(i)}`. */
export function familyText(symbol: SymbolName): string {
  const { raised } = symbol;
  if (!raised) return letterText(symbol);
  return `${letterText(symbol)}^{${raised.bracket}${raised.bracket === "(" ? ")" : "]"}}`;
}

/** The whole name with its indices, such as `\hat{y}_{w}` or `x^{(i)}_{j}`. */
export function nameText(symbol: SymbolName): string {
  return symbol.indices ? `${raisedText(symbol)}_{${indicesText(symbol.indices)}}` : raisedText(symbol);
}

/** The names of which a name may be an entry, as `y_t` of `y_{t,i}`, the longest first. */
export function stepsOf(symbol: SymbolName): SymbolName[] {
  const { indices = [], raised } = symbol;
  if (raised) return [];
  return indices.slice(1).map((_, i) => ({ ...symbol, indices: indices.slice(0, indices.length - 1 - i) }));
}

/** What is raised at a name, such as `^{(i)}`; empty if nothing is. */
export function raisedOnly({ raised }: SymbolName): string {
  if (!raised) return "";
  return `^{${raised.bracket}${indicesText(raised.indices)}${raised.bracket === "(" ? ")" : "]"}}`;
}

/** Whether a name stands in an expression. */
export function mentions(node: Expression, name: SymbolName): boolean {
  if (node.kind === "symbol" && nameText(node) === nameText(name)) return true;
  if (node.kind === "apply" && nameText(node.of) === nameText(name)) return true;
  return children(node).some(([, child]) => mentions(child, name));
}

/** Whether a letter stands in an expression, with whatever indices. */
export function mentionsLetter(node: Expression, letter: string): boolean {
  if (node.kind === "symbol" && letterText(node) === letter) return true;
  if (node.kind === "apply" && letterText(node.of) === letter) return true;
  if (node.kind === "derivative" && node.by && letterText(node.by) === letter) return true;
  return children(node).some(([, child]) => mentionsLetter(child, letter));
}

/**
 * Whether an equation relates two of one letter, `u_x = \alpha u_y`, and says of neither what it is; `h_t` by `h_{t-1}` is
 * defined.
 */
export function relatesTwo(name: SymbolName, body: Expression): boolean {
  const [own, ...more] = name.indices ?? [];
  if (!own || more.length > 0 || /^\d/.test(own.name)) return false;
  const letter = letterText(name);
  const isOther = (node: Expression): boolean => {
    const [index, ...rest] =
      node.kind === "symbol" && letterText(node) === letter ? (node.indices ?? []) : [];
    return index !== undefined && rest.length === 0 && index.name !== own.name && !/^\d/.test(index.name);
  };
  const visit = (node: Expression): boolean =>
    isOther(node) || children(node).some(([, child]) => visit(child));
  return visit(body);
}
