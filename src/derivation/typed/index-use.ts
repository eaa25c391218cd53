import type { Declarations } from "../declare/declarations";
import { copyDeclarations, findIndexRange } from "../declare/declarations";
import type { Range } from "../declare/range";
import type { Bound, Expression, IndexName, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import { rangeAt } from "./ranges";
import { Scope } from "./scope";

/**
 * Declarations under which a free index of some sides runs through what its places have, as the i of
 * `\partial R / \partial \theta_i = \lambda \theta_i` runs through the entries of \theta, where i counts examples in another
 * line. The first side that has it in places of one range says what that is.
 *
 * @param loose the indices for which nobody declares what they run through
 * @param said  what is said here that indices run through, `i = 1, \dots, m`
 */
export function withIndicesAsUsed(
  sides: readonly Expression[],
  declared: Declarations,
  { loose, said }: { loose: ReadonlySet<string>; said: ReadonlyMap<string, Range> },
): Declarations {
  let wanted = new Map<string, Set<Range | undefined>>();
  const scope = Scope.of(declared);
  const note = (index: IndexName, sums: readonly Bound[], range: Range | undefined): void => {
    const text = indexText(index);
    const bound = sums.find((each) => indexText(each.index) === text);
    if (!loose.has(text) || bound?.over) return;
    // What a sum counts without saying how far has the range that is declared.
    const wants = bound ? undefined : range;
    if (bound || wants !== undefined) wanted.set(text, (wanted.get(text) ?? new Set()).add(wants));
  };
  const visitName = (symbol: SymbolName, sums: readonly Bound[]): void => {
    if (isWhole(symbol, declared)) return;
    for (const index of [...(symbol.raised?.indices ?? []), ...(symbol.indices ?? [])])
      note(index, sums, drawnRange(symbol, index, declared) ?? rangeAt(symbol, indexText(index), scope));
  };
  const seen = new Set<Expression>();
  const visit = (node: Expression, sums: readonly Bound[]): void => {
    if (node.kind === "symbol") {
      visitName(node, sums);
      for (const body of bodiesOf(node, declared)) if (!seen.has(body)) visit(seen.add(body) && body, sums);
    }
    if ((node.kind === "derivative" || node.kind === "evaluated") && node.by) visitName(node.by, sums);
    const within = "bound" in node ? [node.bound, ...sums] : sums;
    for (const [, child] of children(node)) visit(child, within);
  };
  const found = new Map([...said].filter(([text]) => loose.has(text)));
  const listed = sides.map((side) => {
    wanted = new Map();
    visit(side, []);
    return wanted;
  });
  // What the left side wants is what the others are judged by.
  for (const [text, ranges] of listed.flatMap((each) => [...each])) {
    const [range] = ranges;
    if (ranges.size === 1 && range !== undefined && !found.has(text)) found.set(text, range);
  }
  const isCounted = (text: string): boolean => listed.some((each) => each.get(text)?.has(undefined));
  const changed = [...found].filter(
    ([text, range]) => !isCounted(text) && range !== findIndexRange(declared, text),
  );
  if (changed.length === 0) return declared;
  const under = copyDeclarations(declared);
  for (const [text, range] of changed) under.indices.named.set(text, { name: { name: text }, range });
  return under;
}

/** Whether an index is part of a name, as the c of v_c is. */
const isWhole = (symbol: SymbolName, { definitions, variables }: Declarations): boolean =>
  definitions.has(nameText(symbol)) || variables.has(nameText(symbol));

/** What a name is defined by as it stands, where that may name the same indices. */
function bodiesOf(symbol: SymbolName, { definitions }: Declarations): Expression[] {
  const found = definitions.get(nameText(symbol));
  return found && found.parameters.length === 0 ? [found.body] : [];
}

/** What an index runs through as it is declared, where that counts what is drawn: the k of u_k among words. */
function drawnRange(symbol: SymbolName, index: IndexName, declared: Declarations): Range | undefined {
  const range = findIndexRange(declared, indexText(index));
  if (range === undefined || !declared.slices.has(letterText(symbol))) return undefined;
  return [...declared.draws.values()].some(({ over }) => over.includes(range)) ? range : undefined;
}
