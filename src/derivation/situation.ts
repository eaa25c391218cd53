import type { Core } from "./core";
import type { Declarations, Draws, Variable } from "./declarations";
import { rangeOfIndex } from "./declarations";
import type { IndexName } from "./expression";
import type { Hypothesis, Setting } from "./proof/assumptions";
import type { Index, Range } from "./proof/scalar";
import { Scope } from "./scope";

/** What an equation depends on, and what is assumed of it. */
export interface Situation {
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
export function situationOf(cores: readonly Core[], declared: Declarations): Situation {
  const found: Situation = {
    sizes: [],
    indices: new Map(),
    draws: new Map(),
    variables: new Map(),
    different: [],
    without: [],
  };
  const seen = new Collector(found, declared);
  for (const core of cores) seen.core(core);
  seen.hypotheses();
  return { ...found, sizes: [...seen.ranges].filter((range) => !/^\d+$/.test(range)).sort() };
}

class Collector {
  readonly ranges = new Set<Range>();
  private readonly scope: Scope;

  constructor(
    private readonly found: Situation,
    private readonly declared: Declarations,
  ) {
    this.scope = Scope.of(declared);
  }

  core(core: Core): void {
    this.ranges.add(core.rows).add(core.columns);
    if (core.kind === "size" || core.kind === "sum") this.ranges.add(core.range);
    if (core.kind === "variable") this.variable(core.name);
    if (core.kind === "derivative") this.variable(core.by.name);
    for (const index of indicesIn(core)) this.index(index);
    if ("left" in core && core.kind !== "indicator")
      [core.left, core.right].forEach((each) => this.core(each));
    if ("of" in core) this.core(core.of);
  }

  private variable(name: string): void {
    const variable = this.declared.variables.get(name);
    if (!variable) return;
    this.found.variables.set(name, variable);
    this.ranges.add(variable.shape.rows).add(variable.shape.columns);
  }

  private index(index: Index): void {
    if (index.kind === "index") {
      const range = rangeOfIndex(this.declared, index.name);
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
    const known = (name: IndexName): Index | undefined => {
      const index = this.scope.find(name)?.index;
      const leaf =
        index?.kind === "sample" ? this.found.draws.has(index.of) : this.found.indices.has(index?.name ?? "");
      return leaf ? index : undefined;
    };
    for (const [left, right] of this.declared.different) {
      const [a, b] = [known(left), known(right)];
      if (a && b) this.found.different.push([a, b]);
    }
  }
}

function indicesIn(core: Core): Index[] {
  const list = (...indices: (Index | undefined)[]): Index[] => indices.filter((index) => index !== undefined);
  switch (core.kind) {
    case "one-hot":
      return [core.at];
    case "indicator":
      return [core.left, core.right];
    case "part":
      return list(core.row, core.column);
    case "sum":
      return list(core.except);
    case "derivative":
      return list(core.by.row, core.by.column);
    default:
      return [];
  }
}

/** The same as the setting of a proof, whose claim is about the entry (row, column) of this shape. */
export function settingOf(situation: Situation, sides: { rows: Range; columns: Range }): Setting {
  const indices: Record<string, Range> = Object.fromEntries(situation.indices);
  if (sides.rows !== "1") indices.row = sides.rows;
  if (sides.columns !== "1") indices.column = sides.columns;
  const hypotheses: Hypothesis[] = situation.different.map(([left, right]) => ({
    kind: "different",
    left,
    right,
    every: [],
  }));
  for (const [of, { distinct, over }] of situation.draws) {
    if (distinct) hypotheses.push({ kind: "distinct", sample: of });
    const every = over.map((_, i) => `every#${i}`);
    const left: Index = { kind: "sample", of, at: every.map((name) => ({ kind: "index", name })) };
    for (const [from, right] of situation.without)
      if (from === of) hypotheses.push({ kind: "different", left, right, every });
  }
  for (const [name, { positive }] of situation.variables)
    if (positive) hypotheses.push({ kind: "positive", name });
  return { indices, draws: Object.fromEntries(situation.draws), hypotheses };
}
