/**
 * Compiles cells, completes them and explains their names. Runs in the compiler's process.
 *
 * Stock tslab writes the types of a cell down as declarations for the next, and loses what cannot be written. Here a
 * cell imports the names that it uses from the text of earlier cells; those imports stand behind its own text, so that
 * no position in it moves.
 */
import ts from "typescript";
import { CellLanguage, target } from "./cell-language";
import { findNames, type CellNames } from "./cell-names";
import { boxName, declaresGlobals, importsOf, kernelName, type Origins } from "./cell-code";
import { liveScope, withoutEmptyExport, type ImportedName, type LiveScope } from "./live-scope";

/** A place in a cell or module: line and column from 0. */
export interface Place {
  line: number;
  character: number;
}

/** An error of syntax or types. */
export interface Diagnostic {
  start: Place;
  end: Place;
  message: string;
  /** TypeScript's number for the message. */
  code: number;
  /** The module beside the notebook in which it is, if not in the cell. */
  fileName?: string;
}

/** A name that a cell declares. */
export interface Declared {
  name: string;
  /** It may be assigned. */
  variable?: boolean;
  /** Type of a variable, if it is one of these. */
  primitive?: "number" | "string" | "boolean";
}

/** A cell as JavaScript. */
export interface CompiledCell {
  /** An expression whose value is a function of the kernel's object, `require` and Node's other names of modules. */
  code: string;
  /** Source map from `code`, without its first line, to the cell. */
  map: string;
  /** The line below its text that exports its names to later cells. */
  exports: string;
  declared: Declared[];
  imported: ImportedName[];
  /** Modules of the notebook as JavaScript, by file name. */
  modules: Record<string, string>;
  /** Files outside packages that it was checked against. */
  checkedAgainst: string[];
}

export type Compilation =
  { errors: Diagnostic[]; cell?: undefined } | { errors?: undefined; cell: CompiledCell };

/** TypeScript's numbers for messages that are not errors of a cell, or need other words. */
const codes = { untypedModule: 7016, unknownGlobal: 7017, assignsImport: 2632, assignsConstant: 2588 };

/** A module that the first comment of a cell names, as in stock tslab: `/** @module name *\/`. */
const moduleComment = /^\s*\/\*\*[^/]*?@module\s+([\w./-]+)[\s\S]*?\*\//;
const jsxComment = /^\s*\/\*\*[\s\S]*?@jsx\b[\s\S]*?\*\//;

/** The file of the cell that is compiled, completed or explained; with one name, programs differ in one text. */
const currentCell = "cell·0.ts";
const cellPattern = /\/cell·\d+\.ts$/;
const isSource = ({ isDeclarationFile, fileName }: ts.SourceFile): boolean =>
  !isDeclarationFile && !/\/node_modules\/|\.json$/.test(fileName) && !cellPattern.test(fileName);

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
    const alone = ts.createSourceFile(currentCell, source, ts.ScriptTarget.Latest) as ts.SourceFile & {
      parseDiagnostics: readonly ts.Diagnostic[];
    };
    if (alone.parseDiagnostics.length > 0)
      return { errors: alone.parseDiagnostics.map((each) => this.told(each, alone)) };
    const { file, program, names } = this.check(source, origins);
    const errors = this.errors(program, file, source.length, names);
    if (errors.length > 0) return { errors };
    return { cell: this.emit(program, file, source.length, names) };
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
    const names = findNames(ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest));
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
        if (each.code !== codes.assignsImport || each.file !== file) return [this.told(each, each.file)];
        const name = file.text.slice(each.start, (each.start ?? 0) + (each.length ?? 0));
        if (names.names.has(name)) return [this.told(each, file)];
        const message = `Cannot assign to '${name}' because it is a constant.`;
        return [{ ...this.told(each, file), message, code: codes.assignsConstant }];
      });
  }

  private told(diagnostic: ts.Diagnostic, file: ts.SourceFile | undefined): Diagnostic {
    const { start = 0, length = 0, code } = diagnostic;
    const place = (position: number): Place =>
      file ? file.getLineAndCharacterOfPosition(position) : { line: 0, character: 0 };
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    const told = { start: place(start), end: place(start + length), message, code };
    if (!file || !isSource(file) || file.fileName.startsWith("cell·")) return told;
    return { ...told, fileName: file.fileName.slice(this.folder.length + 1) };
  }

  private emit(program: ts.Program, file: ts.SourceFile, end: number, names: CellNames): CompiledCell {
    const checker = program.getTypeChecker();
    const scope: LiveScope = {
      boxes: new Set(),
      functions: new Set(),
      vars: new Set(),
      imported: [],
      awaits: false,
    };
    const isLive = (node: ts.Node): boolean => {
      if (node.getSourceFile() !== file || node.pos < end) return false;
      return (
        ts.isVariableDeclaration(node) || (ts.isImportSpecifier(node) && !isAmbientImport(checker, node))
      );
    };
    const before = [liveScope(checker, names, end, isLive, scope)];
    const output = emitted(program, file, { before, after: [withoutEmptyExport] });
    const modules = program.getSourceFiles().filter(isSource);
    return {
      code: wrapped(output.code, scope),
      map: output.map,
      exports: exportsOf(names),
      declared: [...names.names].map((name) => ({ name, ...variableOf(checker, file, name) })),
      imported: scope.imported,
      modules: Object.fromEntries(modules.map((each) => [each.fileName, asCommonJs(each)])),
      checkedAgainst: program
        .getSourceFiles()
        .map(({ fileName }) => fileName)
        .filter((each) => !each.includes("/node_modules/") && !this.language.has(each)),
    };
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
      return { errors: found.map((each) => ({ ...this.told(each, sourceFile), fileName: undefined })) };
    const nothing = {
      boxes: new Set<string>(),
      functions: new Set<string>(),
      vars: new Set<string>(),
      imported: [],
      awaits: false,
    };
    const modules = { [file]: asCommonJs(sourceFile) };
    return {
      cell: {
        code: wrapped("", nothing),
        map: "",
        exports: "",
        declared: [],
        imported: [],
        modules,
        checkedAgainst: [file],
      },
    };
  }
}

/** Of a variable that gets its type from later assignments, perhaps in another cell. */
const untypedVariables = new Set([7005, 7034]);

/** What cells may do though `strict` forbids it: variables and packages without types, properties of `globalThis`. */
function isAllowed({ code, messageText }: ts.Diagnostic): boolean {
  if (code === codes.untypedModule || untypedVariables.has(code)) return true;
  return code === codes.unknownGlobal && String(messageText).includes("'typeof globalThis'");
}

/** The export of all names that a cell declares. */
function exportsOf({ names, exported }: CellNames): string {
  return `\nexport { ${[...names].filter((name) => !exported.has(name)).join(", ")} };`;
}

const symbolIn = (checker: ts.TypeChecker, file: ts.SourceFile, name: string): ts.Symbol | undefined => {
  const symbol = checker.resolveName(name, file, ts.SymbolFlags.Value, false);
  return symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
};

/** Whether a name of a cell is a variable that may be assigned; one of Node's own that it only describes is none. */
function isVariable(checker: ts.TypeChecker, file: ts.SourceFile, name: string): boolean {
  const [declaration] = symbolIn(checker, file, name)?.declarations ?? [];
  if (!declaration || declaration.getSourceFile() !== file) return false;
  if (!ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return false;
  const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Constant) !== 0;
  return !isConstant && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Ambient) === 0;
}

function isAmbientImport(checker: ts.TypeChecker, node: ts.ImportSpecifier): boolean {
  const symbol = checker.getSymbolAtLocation(node.name);
  const declarations = (symbol && checker.getAliasedSymbol(symbol).declarations) ?? [];
  return declarations.some(
    (each) =>
      cellPattern.test(each.getSourceFile().fileName) &&
      (ts.getCombinedModifierFlags(each as ts.Declaration) & ts.ModifierFlags.Ambient) !== 0,
  );
}

const primitives = ["number", "string", "boolean"] as const;

function variableOf(checker: ts.TypeChecker, file: ts.SourceFile, name: string): Omit<Declared, "name"> {
  if (!isVariable(checker, file, name)) return {};
  const symbol = symbolIn(checker, file, name);
  const type = symbol && checker.typeToString(checker.getTypeOfSymbol(symbol));
  const primitive = primitives.find((each) => each === type);
  return primitive ? { variable: true, primitive } : { variable: true };
}

function emitted(
  program: ts.Program,
  file: ts.SourceFile,
  transformers: ts.CustomTransformers,
): { code: string; map: string } {
  const output = { code: "", map: "" };
  program.emit(
    file,
    (name, text) => {
      if (name.endsWith(".map")) output.map = text;
      else if (/\.[jt]sx?$/.test(name)) output.code = text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");
    },
    undefined,
    false,
    transformers,
  );
  return output;
}

function asCommonJs({ fileName, text }: ts.SourceFile): string {
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target,
    esModuleInterop: true,
    jsx: ts.JsxEmit.React,
  };
  return ts.transpileModule(text, { fileName, compilerOptions }).outputText;
}

/** The function that runs a cell; its first line is of the kernel. */
function wrapped(code: string, { boxes, functions, vars, awaits }: LiveScope): string {
  const lines = [
    ...[...boxes].map((name) => `const ${boxName(name)} = ${kernelName}.box(${JSON.stringify(name)});`),
    ...[...vars].map((name) => `${boxName(name)}.${name} = undefined;`),
    ...[...functions].map((name) => `${boxName(name)}.${name} = ${name};`),
  ];
  const parameters = `${kernelName}, require, module, exports, __filename, __dirname`;
  return `(${awaits ? "async " : ""}function (${parameters}) { "use strict"; ${lines.join(" ")}\n${code}\n})`;
}
