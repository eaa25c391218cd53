/**
 * The program that TypeScript makes of a cell.
 *
 * Stock tslab makes it twice, once to learn the names that the cell declares and once with a line below it that
 * exports them, and each time notes what depends on what for incremental builds that it never does. Here the names
 * come from the cell alone, and only dependencies that are TypeScript or JavaScript sources are followed.
 */
import type * as TypeScript from "@tslab/typescript-for-tslab";

type CreateProgram = TypeScript.CreateProgram<TypeScript.BuilderProgram>;

/** What TypeScript keeps to itself. */
interface Builder extends TypeScript.BuilderProgram {
  getProgramOrUndefined(): TypeScript.Program | undefined;
}
interface Internals {
  bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
}
interface ResolvingFile extends TypeScript.SourceFile {
  resolvedModules?: {
    forEach(visit: (resolution: TypeScript.ResolvedModuleWithFailedLookupLocations) => void): void;
  };
}

/** The cell, and the declarations of earlier ones. */
const tslabFile = /(^|\/)(__tslab__\.ts|__prev__\.d\.ts)$/;
const cellFile = /(^|\/)__tslab__\.ts$/;

/** Names of the source files (no declarations) that `file` imports, those they import, and its own. */
function sourcesOf(program: TypeScript.Program, file: TypeScript.SourceFile | undefined): string[] {
  const reached = new Set<TypeScript.SourceFile>();
  const visit = (source: ResolvingFile | undefined): void => {
    if (!source || source.isDeclarationFile || reached.has(source)) return;
    reached.add(source);
    source.resolvedModules?.forEach(({ resolvedModule }) => {
      if (resolvedModule) visit(program.getSourceFile(resolvedModule.resolvedFileName));
    });
  };
  visit(file);
  return [...reached].map(({ fileName }) => fileName);
}

// Three functions, since closures of one function share all that any of them sees: the old programs would stay.

/**
 * `old` with the bound cell in the place of its own. Without a program it is never up to date, also where the cell is
 * the one before, run again.
 */
function withNames(old: TypeScript.BuilderProgram, cell: TypeScript.SourceFile): Builder {
  const getSourceFile = (name: string): TypeScript.SourceFile | undefined =>
    name === cell.fileName ? cell : old.getSourceFile(name);
  return { ...old, getSourceFile, getProgramOrUndefined: () => undefined };
}

/** `old` with its program, which `withNames` has hidden. */
function withProgram(old: TypeScript.BuilderProgram): Builder {
  return { ...old, getProgramOrUndefined: () => old.getProgram() };
}

function withDependencies(
  builder: TypeScript.BuilderProgram,
  program: TypeScript.Program,
): TypeScript.BuilderProgram {
  return { ...builder, getAllDependencies: (file) => sourcesOf(program, file) };
}

/** Makes the programs of cells; `whileExpecting` says which cell comes next. */
export class CellPrograms {
  /** The cell whose names tslab will ask for before it has it compiled. */
  private expected: string | undefined;
  private latest: TypeScript.Program | undefined;

  constructor(private readonly ts: typeof TypeScript & Internals) {}

  /** Has tslab compile a cell by `convert`. */
  whileExpecting<Result>(source: string, convert: () => Result): Result {
    this.expected = source;
    try {
      return convert();
    } finally {
      this.expected = undefined;
    }
  }

  /** Names of the files that the latest program consists of, beside the cell and packages. */
  get files(): string[] {
    const names = this.latest?.getSourceFiles().map(({ fileName }) => fileName) ?? [];
    return names.filter((name) => !tslabFile.test(name) && !name.includes("/node_modules/"));
  }

  readonly create: CreateProgram = (...args) => {
    const [roots, options = {}, host, old, ...rest] = args;
    const name = roots?.find((root) => cellFile.test(root));
    const declared = name !== undefined && old && this.declarations(host?.readFile(name), name, options);
    if (declared) return withNames(old, declared);
    const builder = this.ts.createAbstractBuilder(roots, options, host, old && withProgram(old), ...rest);
    const program = builder.getProgram();
    program.getTypeChecker(); // binds the files; completion looks for the parents of their nodes
    this.latest = program;
    return withDependencies(builder, program);
  };

  /** The expected cell, bound, where that is what `text` holds and it declares any name. */
  private declarations(
    text: string | undefined,
    name: string,
    options: TypeScript.CompilerOptions,
  ): TypeScript.SourceFile | undefined {
    const { expected } = this;
    this.expected = undefined;
    if (expected === undefined || text === undefined || !text.endsWith(`\n${expected}`)) return undefined;
    const file: ResolvingFile = this.ts.createSourceFile(
      name,
      text,
      options.target ?? this.ts.ScriptTarget.ES2022,
    );
    this.ts.bindSourceFile(file, options);
    return file.locals?.size ? file : undefined;
  }
}
