import type { Expression, IndexName, SymbolName } from "./expression";
import { indexText } from "./name-text";

/** An expression in which one index takes another's place wherever it is free: `\hat{y}_w` becomes `\hat{y}_o`. */
export function renameIndex<T extends Expression>(node: T, from: IndexName, to: IndexName): T {
  const text = indexText(from);
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    if (value === null || typeof value !== "object") return value;
    if (isIndex(value)) return indexText(value) === text ? { ...to, span: value.span } : renamedParts(value);
    if (isSumOver(value, text)) return value;
    if (isArgument(value) && indexText({ name: value.name, at: value.indices }) === text)
      return { ...value, name: to.name, indices: to.at };
    return renamedParts(value);
  };
  const renamedParts = (value: object): object =>
    Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        key === "span" || (key === "by" && typeof part === "string") ? part : renamed(part),
      ]),
    );
  return renamed(node) as T;
}

function isIndex(value: object): value is IndexName {
  return "name" in value && !("kind" in value) && !("of" in value);
}

/** A name without an accent may be an index that is an argument: the o of `J(v_c, o, U)`. */
function isArgument(value: object): value is SymbolName {
  return "kind" in value && value.kind === "symbol" && !("accent" in value) && !("label" in value);
}

/** A sum counts by an index of its own, whatever its name. */
function isSumOver(value: object, text: string): boolean {
  if (!("bound" in value)) return false;
  const { bound } = value as { bound: { index: IndexName } };
  return indexText(bound.index) === text;
}

/** The one free index that an expression names, if there is exactly one; the \theta of `h_\theta(x)` is none. */
export function freeIndex(node: Expression): IndexName | undefined {
  const letters = [...indicesNamed(node).values()].filter(({ name, at }) => !at && /^[a-zA-Z]$/.test(name));
  return letters.length === 1 ? letters[0] : undefined;
}

/** The free indices that an expression names, by their texts. */
export function indicesNamed(node: Expression): Map<string, IndexName> {
  const found = new Map<string, IndexName>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === "object") {
      if (isIndex(value)) found.set(indexText(value), value);
      else if ("bound" in value) {
        const { bound } = value as { bound: { index: IndexName } };
        const inside = new Map([...found]);
        Object.entries(value).forEach(([key, part]) => key !== "bound" && visit(part));
        if (!inside.has(indexText(bound.index))) found.delete(indexText(bound.index));
      } else Object.values(value).forEach(visit);
    }
  };
  visit(node);
  return found;
}
