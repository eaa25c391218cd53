/**
 * Cells that were compiled before, kept on disk.
 *
 * Stock tslab type-checks and compiles every cell in every kernel, and spends two seconds of CPU before the first. What
 * comes out depends on the cell, on what earlier cells declared, on the declarations of the modules in reach and on
 * the compiler. Where all of them are as they were, the cell runs as it was compiled then, and a chapter that is
 * opened again, or a grid of runs, waits for no type checker.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { ConvertResult } from "tslab/dist/converter";
import { writeAtomic } from "../../files/write-atomic";
import type { Compilation } from "./compiler";
import { modificationTime } from "./watched-files";

export interface CompiledCell {
  result: ConvertResult;
  compilation: Compilation;
}

/** A compiled cell with the files it was checked against, and the time of their last change. */
interface Entry extends CompiledCell {
  checkedAgainst: [file: string, modified: number][];
}

/** Beyond this many, the older half is dropped. */
const most = 2000;

const library = path.resolve(__dirname, "../..") + path.sep;
const packages = path.resolve(library, "../node_modules/.package-lock.json");

/** Changes with the kernel, the installed packages and Node. */
function compilerVersion(): string {
  const own = readdirSync(__dirname).map((name) => modificationTime(path.join(__dirname, name)));
  return [process.version, modificationTime(packages), ...own].join(" ");
}

export class CompiledCells {
  private readonly version = compilerVersion();
  private pruned = false;

  /**
   * @param folder  of the files, made when the first is written
   * @param modules folder of the modules that kept cells may import, beside packages
   */
  constructor(
    private readonly folder: string,
    private readonly modules = library,
  ) {}

  /**
   * The cell as it was compiled before, if it was and would be compiled to the same now.
   *
   * @param declarations what earlier cells declared
   */
  find(declarations: string, source: string): CompiledCell | undefined {
    try {
      const entry = JSON.parse(readFileSync(this.file(declarations, source), "utf8")) as Entry;
      return entry.checkedAgainst.every(([file, modified]) => modificationTime(file) === modified)
        ? entry
        : undefined;
    } catch {
      return undefined; // never compiled, or a damaged file, which is then written anew
    }
  }

  /**
   * Keeps a cell that compiled without a problem and sees no modules but the library and packages: another file could
   * be taken over by one of the same name that is nearer.
   *
   * @param checkedAgainst files of its program outside `node_modules`
   */
  keep(declarations: string, source: string, cell: CompiledCell, checkedAgainst: readonly string[]): void {
    const { diagnostics, sideOutputs } = cell.result;
    if (diagnostics.length > 0 || sideOutputs !== undefined) return;
    if (!checkedAgainst.every((file) => path.resolve(file).startsWith(this.modules))) return;
    const entry: Entry = {
      ...cell,
      checkedAgainst: checkedAgainst.map((file) => [file, modificationTime(file)]),
    };
    try {
      mkdirSync(this.folder, { recursive: true });
      writeAtomic(this.file(declarations, source), JSON.stringify(entry));
      this.prune();
    } catch {
      return; // a disk that is full or read-only: the cell is compiled anew next time
    }
  }

  private file(declarations: string, source: string): string {
    const key = JSON.stringify([this.version, process.cwd(), declarations, source]);
    return path.join(this.folder, `${createHash("sha256").update(key).digest("hex")}.json`);
  }

  /** Looked at once a kernel. */
  private prune(): void {
    if (this.pruned) return;
    this.pruned = true;
    const files = readdirSync(this.folder).map((name) => path.join(this.folder, name));
    if (files.length <= most) return;
    const byAge = files.sort((a, b) => modificationTime(a) - modificationTime(b));
    for (const file of byAge.slice(0, files.length - most / 2)) rmSync(file, { force: true });
  }
}
