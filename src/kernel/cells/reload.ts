/**
 * Reloads the library after it was rebuilt, so that the next cell uses the new code.
 *
 * Stock tslab keeps every module that a cell has imported, and every name bound to it, until the kernel is restarted.
 * Here, when a loaded file of `dist/` has changed, all modules of `dist/` are removed from the cache, so that their
 * dependents are loaded again too, and the names that earlier cells imported are bound again. An object of a class that
 * was replaced keeps the old code: it is named once, with the advice to run its cell again.
 */
import path from "node:path";
import { inCheckout } from "../../files/checkout";
import { modificationTime } from "../compiler/modification-time";
import type { Run } from "./messages";
import { exported } from "./modules";
import type { Scope } from "./scope";

const library = inCheckout("dist") + path.sep;
const kernel = inCheckout("dist", "kernel") + path.sep;

type ImportedName = Run["imported"][number];

function loadedFiles(): string[] {
  return Object.keys(require.cache).filter((file) => file.startsWith(library) && !file.startsWith(kernel));
}

/** Classes that the modules in the cache export. */
function exportedClasses(files: readonly string[]): Set<unknown> {
  const values = files.flatMap((file): unknown[] => Object.values(require.cache[file]?.exports ?? {}));
  return new Set(values.filter((value) => typeof value === "function"));
}

export class Reloader {
  private readonly modified = new Map<string, number>();
  /** Size and last file of the module cache when its files were last noted. */
  private noted = "";
  /** Whether names still hold old code because the new code could not be loaded. */
  private unbound = false;

  /** The imports of the cells that ran, by name. */
  private readonly imported = new Map<string, ImportedName>();

  /** @param load `require` as a cell calls it */
  constructor(
    private readonly scope: Scope,
    private readonly load: NodeJS.Require,
  ) {}

  /** Notes what the names of a cell are: imports, or its own. */
  noteNames(names: readonly string[], imported: readonly ImportedName[]): void {
    for (const name of names) this.imported.delete(name);
    for (const each of imported) this.imported.set(each.local, each);
  }

  /** Notes the loaded files and their modification times. */
  noteLoadedFiles(): void {
    const all = Object.keys(require.cache); // some thousands; a new module is put at the end
    const state = `${all.length} ${all.at(-1)}`;
    if (state === this.noted) return;
    this.noted = state;
    for (const file of loadedFiles()) {
      if (!this.modified.has(file)) this.modified.set(file, modificationTime(file));
    }
  }

  /**
   * Removes the library from the cache if it has changed, and binds imported names again.
   *
   * @returns names of objects whose class was replaced
   */
  refresh(): string[] {
    const changed = [...this.modified].some(([file, before]) => modificationTime(file) !== before);
    if (!changed && !this.unbound) return [];
    this.unbound = true;
    const files = loadedFiles();
    const replaced = exportedClasses(files);
    for (const file of files) delete require.cache[file];
    this.modified.clear();
    this.noted = "";
    for (const name of this.imported.values()) this.rebind(name);
    this.unbound = false;
    this.noteLoadedFiles();
    return this.scope.names().filter((name) => {
      const value = this.scope.get(name);
      return typeof value === "object" && value !== null && replaced.has(value.constructor);
    });
  }

  private rebind({ local, module, export: name }: ImportedName): void {
    const isRelative = module.startsWith(".");
    if (!isRelative || !this.load.resolve(module).startsWith(library)) return;
    this.scope.box(local)[local] = exported(this.load(module), name);
  }
}
