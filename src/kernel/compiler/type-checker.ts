/**
 * Compiles cells, completes them and explains their names. Runs in the compiler's process.
 *
 * Stock tslab writes the types of a cell down as declarations for the next, and loses what cannot be written. Here a
 * cell imports the names that it uses from the text of earlier cells; those imports stand behind its own text, so that
 * no position in it moves.
 */
import ts from "typescript";
import { declaresGlobals, importsOf, type Origins } from "./cell-code";
import { CellLanguage, isSource } from "./cell-language";
import { findNames, type CellNames } from "./cell-names";
import { codes, describe, isAllowed, type Diagnostic } from "./diagnostics";
import { emitCell, emitModule, exportsOf, type CompiledCell } from "./emit-cell";
import { parseCell } from "./syntax";

export type Compilation =
  { errors: Diagnostic[]; cell?: undefined } | { errors?: undefined; cell: CompiledCell };

/** A module that the first comment of a cell names, as in stock tslab: `/** @module name *\/`. */
const moduleComment = /^\s*\/\*\*[^/]*?@module\s+([\w./-]+)[\s\S]*?\*\//;
const jsxComment = /^\s*\/\*\*[\s\S]*?@jsx\b[\s\S]*?\*\//;

/** The file of the cell that is compiled, completed or explained; with one name, programs differ in one text. */
const currentCell = "cell·0.ts";

export class TypeChecker {
  private readonly language: CellLanguage;

  constructor(private readonly folder: string) {
    this.language = new CellLanguage(folder);
  }

  /** Makes the first program, so that no cell waits for it. */
  warmUp(): void {
    this.check("", {});
  }

  /** Forgets what earlier cells did to types of all cells; their other names are no longer asked for. */
  forget(): void {
    this.language.forgetRoots();
  }

  /** Adds cells that were compiled before. */
  add(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = this.language.file(name);
      this.language.write(file, text);
      if (declaresGlobals(text)) this.language.addRoot(file);
    }
  }

  /**
   * Compiles a cell.
   *
   * @param origins of the names that it may use from earlier cells
   */
  compile(source: string, origins: Origins): Compilation {
    const module = moduleComment.exec(source)?.[1];
    if (module !== undefined) return this.compileModule(module, source);
    const alone = parseCell(currentCell, source);
    if (alone.parseDiagnostics.length > 0)
      return { errors: alone.parseDiagnostics.map((each) => describe(each, alone, this.folder)) };
    const { file, program, names } = this.check(source, origins);
    const errors = this.errors(program, file, source.length, names);
    if (errors.length > 0) return { errors };
    return { cell: emitCell(program, file, source.length, names, (name) => this.language.has(name)) };
  }

  /** Completions at a position. */
  complete(source: string, origins: Origins, at: number): { start: number; end: number; matches: string[] } {
    const { file } = this.check(source, origins);
    const found = this.language.service.getCompletionsAtPosition(file.fileName, at, {});
    const before = /[\p{ID_Start}$_#][\p{ID_Continue}$]*$/u.exec(source.slice(0, at))?.[0] ?? "";
    const after = /^[\p{ID_Continue}$]*/u.exec(source.slice(at))?.[0] ?? "";
    const span = found?.optionalReplacementSpan;
    const [start, end] = span
      ? [span.start, span.start + span.length]
      : [at - before.length, at + after.length];
    const typed = source.slice(start, at).toLowerCase();
    const matches = (found?.entries ?? [])
      .filter(({ name: each }) => !each.includes("·") && each.toLowerCase().startsWith(typed))
      .sort((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0))
      .map(({ name: each, insertText }) => insertText ?? each);
    return { start, end, matches };
  }

  /** Type and documentation of the name at a position, or of the function in whose call it is. */
  inspect(source: string, origins: Origins, at: number): string | undefined {
    const { file } = this.check(source, origins);
    const info =
      this.language.service.getQuickInfoAtPosition(file.fileName, at) ?? this.calledFunction(file, at);
    if (!info) return undefined;
    const documentation = ts.displayPartsToString(info.documentation);
    const tags = (info.tags ?? []).map(({ name: tag, text }) =>
      `@${tag} ${ts.displayPartsToString(text)}`.trimEnd(),
    );
    const parts = [documentation, ...tags].filter((part) => part !== "");
    return [ts.displayPartsToString(info.displayParts), ...(parts.length > 0 ? ["", ...parts] : [])].join(
      "\n",
    );
  }

  private calledFunction(file: ts.SourceFile, at: number): ts.QuickInfo | undefined {
    let found: number | undefined;
    const visit = (node: ts.Node): void => {
      if (at < node.getFullStart() || at > node.end) return;
      if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && at > node.expression.end) {
        const { expression } = node;
        found = (ts.isPropertyAccessExpression(expression) ? expression.name : expression).getStart(file);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found === undefined
      ? undefined
      : this.language.service.getQuickInfoAtPosition(file.fileName, found);
  }

  /** Makes the cell a file of the program. */
  private check(source: string, origins: Origins) {
    const fileName = this.language.file(currentCell);
    const names = findNames(parseCell(fileName, source));
    const text = source + importsOf(origins, names.names) + exportsOf(names);
    this.language.write(fileName, text);
    const program = this.language.program(fileName);
    const file = program.getSourceFile(fileName);
    if (!file) throw new Error(`the compiler has no file ${fileName}`);
    return { file, program, names: findNames(file, source.length) };
  }

  private errors(program: ts.Program, file: ts.SourceFile, end: number, names: CellNames): Diagnostic[] {
    const sources = program.getSourceFiles().filter(isSource);
    const found = [file, ...sources].flatMap((each) => [
      ...program.getSyntacticDiagnostics(each),
      ...program.getSemanticDiagnostics(each),
    ]);
    return found
      .filter((each) => !isAllowed(each) && !(each.file === file && (each.start ?? 0) > end))
      .flatMap((each) => {
        if (each.code !== codes.assignsImport || each.file !== file)
          return [describe(each, each.file, this.folder)];
        const name = file.text.slice(each.start, (each.start ?? 0) + (each.length ?? 0));
        if (names.names.has(name)) return [describe(each, file, this.folder)];
        const message = `Cannot assign to '${name}' because it is a constant.`;
        return [{ ...describe(each, file, this.folder), message, code: codes.assignsConstant }];
      });
  }

  /** Compiles a cell that is a module which other cells import by its name. */
  private compileModule(module: string, source: string): Compilation {
    const file = this.language.file(`${module}.${jsxComment.test(source) ? "tsx" : "ts"}`);
    this.language.write(file, `${source}\nexport {};\n`);
    const program = this.language.program(file);
    const sourceFile = program.getSourceFile(file);
    if (!sourceFile) throw new Error(`the compiler has no file ${file}`);
    const found = [
      ...program.getSyntacticDiagnostics(sourceFile),
      ...program.getSemanticDiagnostics(sourceFile),
    ];
    if (found.length > 0)
      return {
        errors: found.map((each) => ({ ...describe(each, sourceFile, this.folder), fileName: undefined })),
      };
    return { cell: emitModule(sourceFile) };
  }
}
