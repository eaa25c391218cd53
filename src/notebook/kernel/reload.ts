/**
 * After the library was rebuilt, the next cell uses the new code.
 *
 * Stock tslab keeps every module a cell has imported, and every name bound to it, until the kernel is restarted.
 * Here, when a loaded file of `dist/` has changed, all of them are forgotten (so dependents are loaded anew too) and
 * the names that earlier cells imported are bound again. A value made by a class that has since been replaced cannot
 * be mended: it is named, once, with the advice to run its cell again.
 */
import path from "node:path";
import { ts } from "./compiler";
import { modificationTime } from "./watched-files";

const library = path.resolve(__dirname, "../..") + path.sep;
const kernel = __dirname + path.sep;

/** A name that a cell imported: `export` of `module` ("*" for the module as a whole). */
interface ImportedName {
  local: string;
  module: string;
  export: string;
}

/** The imports among the declarations of earlier cells. */
function importedNames(declarations: string): ImportedName[] {
  const file = ts.createSourceFile("cells.d.ts", declarations, ts.ScriptTarget.ES2022);
  return file.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }) => {
    if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return [];
    const module = moduleSpecifier.text;
    const { name, namedBindings } = importClause;
    const names = name ? [{ local: name.text, module, export: "default" }] : [];
    if (!namedBindings) return names;
    if (ts.isNamespaceImport(namedBindings))
      return [...names, { local: namedBindings.name.text, module, export: "*" }];
    const elements = namedBindings.elements.map((element) => ({
      local: element.name.text,
      module,
      export: (element.propertyName ?? element.name).text,
    }));
    return [...names, ...elements];
  });
}

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
  /** Size and end of the module cache when its files were last noted. */
  private noted = "";
  /** Names still hold old code, since the new could not be loaded. */
  private unbound = false;

  /**
   * @param variables what the cells declared, by name
   * @param load      `require` as a cell calls it
   */
  constructor(
    private readonly variables: Record<string, unknown>,
    private readonly load: NodeJS.Require,
  ) {}

  /** Remembers the files that are loaded now, as they are. */
  noteLoadedFiles(): void {
    const all = Object.keys(require.cache); // some thousands; a module that is loaded is put at the end
    const state = `${all.length} ${all.at(-1)}`;
    if (state === this.noted) return;
    this.noted = state;
    for (const file of loadedFiles()) {
      if (!this.modified.has(file)) this.modified.set(file, modificationTime(file));
    }
  }

  /**
   * Forgets the library if it has changed, and binds imported names again.
   *
   * @param declarations what earlier cells declared, as tslab writes it
   * @returns names of values whose class has been replaced
   */
  refresh(declarations: string): string[] {
    const changed = [...this.modified].some(([file, before]) => modificationTime(file) !== before);
    if (!changed && !this.unbound) return [];
    this.unbound = true;
    const files = loadedFiles();
    const replaced = exportedClasses(files);
    for (const file of files) delete require.cache[file];
    this.modified.clear();
    this.noted = "";
    for (const name of importedNames(declarations)) this.rebind(name);
    this.unbound = false;
    this.noteLoadedFiles();
    return Object.keys(this.variables).filter((name) => {
      const value = this.variables[name];
      return typeof value === "object" && value !== null && replaced.has(value.constructor);
    });
  }

  private rebind({ local, module, export: exported }: ImportedName): void {
    const isRelative = module.startsWith(".");
    if (!isRelative || !this.load.resolve(module).startsWith(library) || !(local in this.variables)) return;
    const loaded: Record<string, unknown> = this.load(module);
    this.variables[local] = exported === "*" ? loaded : loaded[exported];
  }
}
