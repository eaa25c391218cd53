/**
 * A cache of compiled cells on disk.
 *
 * Stock tslab type-checks and compiles every cell in every kernel, and spends two seconds of CPU before the first. The
 * result depends on the cell, on the earlier cells whose names it uses, on the modules it can import, and on the
 * compiler. If none of them changed, the kept result is used: a chapter that is opened again, or a grid of runs, does
 * not wait for the type checker.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inCheckout } from "../../files/checkout";
import { removeLeftovers, temporaryName } from "../../files/temporary-names";
import { modificationTime } from "./modification-time";
import type { CompiledCell } from "./emit-cell";

/** A compiled cell with the time of the last change of each file that its program read. */
interface Entry {
  cell: CompiledCell;
  checkedAgainst: [file: string, modified: number][];
}

/** If there are more entries, the older half is removed. */
const mostEntries = 2000;

const library = inCheckout("dist") + path.sep;
const packages = path.resolve(library, "../node_modules/.package-lock.json");

/** A text that changes with this compiler, the installed packages and Node. */
function compilerVersion(): string {
  const own = readdirSync(__dirname).map((name) => modificationTime(path.join(__dirname, name)));
  return [process.version, modificationTime(packages), ...own].join(" ");
}

export class CompiledCells {
  private readonly version = compilerVersion();
  private pruned = false;

  /**
   * @param folder  of the entries; made when the first is written
   * @param modules folder of the modules that kept cells may import, besides packages
   */
  constructor(
    private readonly folder: string,
    private readonly modules = library,
  ) {}

  /**
   * The kept result for a cell, if there is one and the files of its program have not changed.
   *
   * @param key changes with the cell and with the cells that it depends on
   */
  find(key: string): CompiledCell | undefined {
    try {
      const entry = JSON.parse(readFileSync(this.file(key), "utf8")) as Entry;
      return entry.checkedAgainst.every(([file, modified]) => modificationTime(file) === modified)
        ? entry.cell
        : undefined;
    } catch {
      return undefined; // no entry, or a damaged one; it is written again
    }
  }

  /**
   * Keeps a cell that compiled and imports only the library and packages. Another import could later be resolved to a
   * new file that comes first in the search.
   */
  keep(key: string, cell: CompiledCell): void {
    const { checkedAgainst, modules } = cell;
    if (Object.keys(modules).length > 0) return;
    if (!checkedAgainst.every((file) => path.resolve(file).startsWith(this.modules))) return;
    const entry: Entry = {
      cell,
      checkedAgainst: checkedAgainst.map((file) => [file, modificationTime(file)]),
    };
    try {
      mkdirSync(this.folder, { recursive: true });
      this.write(key, entry);
      this.prune();
    } catch {
      return; // the disk is full or read-only: the cell is compiled again next time
    }
  }

  /** Whole or not at all for readers. It does not wait for the disk: what a power cut damages is compiled again. */
  private write(key: string, entry: Entry): void {
    const beside = path.join(this.folder, temporaryName());
    try {
      writeFileSync(beside, JSON.stringify(entry));
      renameSync(beside, this.file(key));
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  }

  private file(key: string): string {
    const name = createHash("sha256").update(`${this.version} ${key}`).digest("hex");
    return path.join(this.folder, `${name}.json`);
  }

  /** Removes old entries and what killed kernels have left, once for each kernel. */
  private prune(): void {
    if (this.pruned) return;
    this.pruned = true;
    removeLeftovers(this.folder);
    const files = readdirSync(this.folder).map((name) => path.join(this.folder, name));
    if (files.length <= mostEntries) return;
    const byAge = files.sort((a, b) => modificationTime(a) - modificationTime(b));
    for (const file of byAge.slice(0, files.length - mostEntries / 2)) rmSync(file, { force: true });
  }
}
