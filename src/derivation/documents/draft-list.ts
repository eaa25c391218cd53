import type { Token } from "../latex/tokens";
import type { Draft } from "./chains";
import { newDraft, createStatements } from "./chains";
import type { Statement } from "./document";

/** Statements of a display between pieces of prose. */
export type Part = { statements: Statement[] } | { prose: readonly Token[] };

/** The statements of a display while it is read. */
export class DraftList {
  private readonly groups: ({ drafts: Draft[] } | { prose: readonly Token[] })[] = [{ drafts: [] }];
  private readonly dropped = new Set<Draft>();
  /** By column, the last statement that began there. */
  private readonly columns = new Map<number, Draft>();
  private last: Draft | undefined;

  /** Begins a statement behind so many `&`; two columns of cells are one of equations. */
  begin(cells: number): Draft {
    const draft = newDraft();
    const group = this.groups[this.groups.length - 1];
    if ("drafts" in group) group.drafts.push(draft);
    this.columns.set(Math.floor(cells / 2), draft);
    this.last = draft;
    return draft;
  }

  addProse(prose: readonly Token[]): void {
    this.groups.push({ prose }, { drafts: [] });
  }

  /** Leaves a statement out. */
  drop(draft: Draft): void {
    this.dropped.add(draft);
    if (this.last === draft) this.last = undefined;
    for (const [column, each] of this.columns) if (each === draft) this.columns.delete(column);
  }

  /** Whether equations stand beside each other, in columns. */
  get wide(): boolean {
    return this.columns.size > 1 || (this.columns.size === 1 && !this.columns.has(0));
  }

  /** The last statement that began in the column of a cell, where there are columns, or else the last of all. */
  inColumn(cells: number): Draft | undefined {
    const column = Math.floor(cells / 2);
    return (column > 0 || this.wide ? this.columns.get(column) : undefined) ?? this.last;
  }

  parts(): Part[] {
    return this.groups.map((group) =>
      "drafts" in group
        ? { statements: group.drafts.filter((draft) => !this.dropped.has(draft)).flatMap(createStatements) }
        : group,
    );
  }
}
