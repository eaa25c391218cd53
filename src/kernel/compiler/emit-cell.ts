/** A cell that has no errors as JavaScript, and what it declares. */
import ts from "typescript";
import { boxName, kernelName } from "./cell-code";
import { cellPattern, isSource, target } from "./cell-language";
import type { CellNames } from "./cell-names";
import type { ImportedName } from "./live-imports";
import { liveScope, withoutEmptyExport, type LiveScope } from "./live-scope";

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

/**
 * The JavaScript of a cell that has no errors.
 *
 * @param end   where the text of the cell ends in its file
 * @param isOwn whether a file is a cell or a module that was written in one
 */
export function emitCell(
  program: ts.Program,
  file: ts.SourceFile,
  end: number,
  names: CellNames,
  isOwn: (fileName: string) => boolean,
): CompiledCell {
  const checker = program.getTypeChecker();
  const scope = emptyScope();
  const isLive = (node: ts.Node): boolean => {
    if (node.getSourceFile() !== file || node.pos < end) return false;
    return ts.isVariableDeclaration(node) || (ts.isImportSpecifier(node) && !isAmbientImport(checker, node));
  };
  const before = [liveScope(checker, names, end, isLive, scope)];
  const output = emitted(program, file, { before, after: [withoutEmptyExport] });
  const modules = program.getSourceFiles().filter(isSource);
  return {
    code: wrapped(output.code.replace(/^#!/, "//"), scope), // its first line may say who runs it
    map: output.map,
    exports: exportsOf(names),
    declared: [...names.names].map((name) => ({ name, ...variableOf(checker, file, name) })),
    imported: scope.imported,
    modules: Object.fromEntries(modules.map((each) => [each.fileName, asCommonJs(each)])),
    checkedAgainst: program
      .getSourceFiles()
      .map(({ fileName }) => fileName)
      .filter((each) => !each.includes("/node_modules/") && !isOwn(each)),
  };
}

/** A cell that is a module: it does nothing, and others import it. */
export function emitModule(file: ts.SourceFile): CompiledCell {
  return {
    code: wrapped("", emptyScope()),
    map: "",
    exports: "",
    declared: [],
    imported: [],
    modules: { [file.fileName]: asCommonJs(file) },
    checkedAgainst: [file.fileName],
  };
}

const emptyScope = (): LiveScope => ({
  boxes: new Set(),
  functions: new Set(),
  vars: new Set(),
  imported: [],
  awaits: false,
});

/** The export of all names that a cell declares. */
export function exportsOf({ names, exported }: CellNames): string {
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
