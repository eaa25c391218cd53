import type { Index } from "./indices";
import { fixedValue } from "./indices";
import type { Range } from "../declare/range";
import { fixedSize } from "../declare/range";
import type { TypedExpression } from "./typed-expression";
import { typedParts } from "./typed-expression";
import type { Declarations, Draws, Variable } from "../declare/declarations";
import { findIndexRange } from "../declare/declarations";
import type { IndexName } from "../latex/expression";
import { Scope } from "../typed/scope";

/** What an equation depends on, and what is assumed of it. */
export interface Context {
  sizes: Range[];
  /** Free indices by name. */
  indices: Map<string, Range>;
  draws: Map<string, Draws>;
  variables: Map<string, Variable>;
  different: [Index, Index][];
  /** Draws and the indices that are never among them. */
  without: [of: string, index: Index][];
}

/** What the given expressions depend on. Hypotheses about anything else are left out. */
export function createContext(expressions: readonly TypedExpression[], declared: Declarations): Context {
  const found: Context = {
    sizes: [],
    indices: new Map(),
    draws: new Map(),
    variables: new Map(),
    different: [],
    without: [],
  };
  const seen = new Collector(found, declared);
  for (const typed of expressions) seen.visit(typed);
  seen.hypotheses();
  return { ...found, sizes: [...seen.ranges].filter((range) => fixedSize(range) === undefined).sort() };
}

class Collector {
  readonly ranges = new Set<Range>();
  private readonly scope: Scope;

  constructor(
    private readonly found: Context,
    private readonly declared: Declarations,
  ) {
    this.scope = Scope.of(declared);
  }

  visit(typed: TypedExpression): void {
    this.ranges.add(typed.rows).add(typed.columns);
    if (typed.kind === "size" || typed.kind === "sum" || typed.kind === "product over")
      this.ranges.add(typed.range);
    if (typed.kind === "variable") this.variable(typed.name);
    if (typed.kind === "derivative") this.variable(typed.by.name);
    for (const index of indicesIn(typed)) this.index(index);
    for (const part of typedParts(typed)) this.visit(part);
  }

  private variable(name: string): void {
    const variable = this.declared.variables.get(name);
    if (!variable) return;
    this.found.variables.set(name, variable);
    this.ranges.add(variable.shape.rows).add(variable.shape.columns);
  }

  private index(index: Index): void {
    if (index.kind === "index") {
      const range = fixedValue(index.name)?.range ?? findIndexRange(this.declared, index.name);
      if (range === undefined) return; // bound by a sum
      this.found.indices.set(index.name, range);
      this.ranges.add(range);
      return;
    }
    const draws = this.declared.draws.get(index.of);
    if (!draws || this.found.draws.has(index.of)) return index.at.forEach((each) => this.index(each));
    this.found.draws.set(index.of, draws);
    [...draws.over, draws.into].forEach((range) => this.ranges.add(range));
    index.at.forEach((each) => this.index(each));
    for (const name of draws.without) {
      const excluded = this.scope.get(name).index;
      this.index(excluded);
      this.found.without.push([index.of, excluded]);
    }
  }

  hypotheses(): void {
    // Of w_s, s may be bound in a sum here, and then it is no free index that could have a value.
    const isFree = (index: Index): boolean =>
      index.kind === "draw"
        ? this.found.draws.has(index.of) && index.at.every(isFree)
        : this.found.indices.has(index.name);
    const known = (name: IndexName): Index | undefined => {
      const index = this.scope.find(name)?.index;
      return index && isFree(index) ? index : undefined;
    };
    for (const [left, right] of this.declared.different) {
      const [a, b] = [known(left), known(right)];
      if (a && b) this.found.different.push([a, b]);
    }
  }
}

export function indicesIn(typed: TypedExpression): Index[] {
  const list = (...indices: (Index | undefined)[]): Index[] => indices.filter((index) => index !== undefined);
  switch (typed.kind) {
    case "one-hot":
      return [typed.at];
    case "indicator":
      return [typed.left, typed.right];
    case "part":
      return list(typed.row, typed.column);
    case "sum":
    case "product over":
      return list(typed.except);
    case "derivative":
      return list(typed.by.row, typed.by.column);
    default:
      return [];
  }
}
