/**
 * What the cells of a notebook have declared so far: compiles, completes and explains against it.
 */
import { createHash } from "node:crypto";
import { declaresGlobals, importsOf, type Origin, type Origins } from "./cell-code";
import type { CompiledCells } from "./compiled-cells";
import { CompilerProcess } from "./compiler-process";
import type { Completeness } from "./is-complete";
import { compileParameters } from "./parameter-cell";
import type { CompiledCell, Declared } from "./emit-cell";
import type { Compilation } from "./type-checker";

/** The cell that declared a name last. */
interface Provider extends Origin {
  /** Changes whenever the cell, or anything it was compiled against, is another. */
  key: string;
  primitive: Declared["primitive"];
}

/** A cell that is ready to run. */
export interface ReadyCell extends CompiledCell {
  file: string;
  key: string;
  /** Its text as later cells import from it. */
  text: string;
}

const originOf = ({ file, variable }: Provider): Origin => ({ file, variable });

const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

export class CellSession {
  private readonly providers = new Map<string, Provider>();
  readonly compiler: CompilerProcess;
  private serial = 0;
  /** Keys of the cells that changed types of all cells. */
  private readonly globals: string[] = [];

  /**
   * @param folder of the notebook
   * @param kept   the cache of compiled cells, if there is one
   */
  constructor(
    private readonly folder: string,
    private readonly kept: CompiledCells | undefined,
  ) {
    this.compiler = new CompilerProcess(folder);
  }

  /** Names that cells have declared. */
  get names(): string[] {
    return [...this.providers.keys()];
  }

  /** Compiles a cell; `keep` tells what it has declared once it ran. */
  async compile(source: string): Promise<Compilation & { ready?: ReadyCell }> {
    const file = `cell·${++this.serial}.ts`;
    const used = [...new Set(source.match(identifier))].flatMap((name) => {
      const provider = this.providers.get(name);
      return provider ? [[name, provider] as const] : [];
    });
    const key = createHash("sha256")
      .update(JSON.stringify([this.folder, this.globals, source, used.map(([name, { key }]) => [name, key])]))
      .digest("hex");
    const primitives = new Map([...this.providers].map(([name, { primitive }]) => [name, primitive]));
    const known = compileParameters(primitives, source) ?? this.kept?.find(key);
    const origins = Object.fromEntries(used.map(([name, provider]) => [name, originOf(provider)]));
    const ready = (cell: CompiledCell): ReadyCell => {
      const own = new Set(cell.declared.map(({ name }) => name));
      return { ...cell, file, key, text: source + importsOf(origins, own) + cell.exports };
    };
    if (known) return { cell: known, ready: ready(known) };
    const compilation = await this.compiler.ask("compile", source, origins);
    const { cell } = compilation;
    if (!cell) return compilation;
    this.kept?.keep(key, cell);
    return { cell, ready: ready(cell) };
  }

  /** Makes names of a cell that ran known to later cells. */
  declare({ file, key, text, declared }: ReadyCell, hasRun: (name: string) => boolean): void {
    const kept = declared.filter(({ name }) => hasRun(name));
    const global = declaresGlobals(text);
    if (kept.length === 0 && !global) return;
    this.compiler.add(file, text);
    if (global) this.globals.push(key);
    for (const { name, variable, primitive } of kept)
      this.providers.set(name, { file, key: `${key} ${name}`, variable, primitive });
  }

  /** Forgets everything: the variables are gone. */
  clear(): void {
    this.providers.clear();
    this.globals.length = 0;
    this.compiler.clear();
  }

  complete(source: string, at: number): Promise<{ start: number; end: number; matches: string[] }> {
    return this.compiler.ask("complete", source, this.all(), at);
  }

  inspect(source: string, at: number): Promise<string | undefined> {
    return this.compiler.ask("inspect", source, this.all(), at);
  }

  isComplete(source: string): Promise<Completeness> {
    return this.compiler.ask("isComplete", source);
  }

  private all(): Origins {
    return Object.fromEntries([...this.providers].map(([name, provider]) => [name, originOf(provider)]));
  }
}
