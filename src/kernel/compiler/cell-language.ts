/**
 * TypeScript as cells know it: the options, and the files of the program.
 *
 * Cells are strict modules. They know the libraries that this Node runs and Node's own types, and resolve packages as
 * a bundler does. Each cell is a file in the notebook's folder.
 */
import path from "node:path";
import ts from "typescript";
import { inCheckout } from "../../files/checkout";
import { modificationTime } from "./modification-time";
import { systemTypes } from "./system-types";

/** Libraries, the newest first, with a test whether this Node runs them. */
const editions: [library: string, runs: boolean][] = [
  ["lib.es2024.d.ts", "withResolvers" in Promise && "groupBy" in Map],
  ["lib.es2023.d.ts", true],
];
const edition = editions.find(([, runs]) => runs)?.[0] ?? "lib.es2022.d.ts";
const disposal = "dispose" in Symbol ? ["lib.esnext.disposable.d.ts", "lib.esnext.decorators.d.ts"] : [];

/** The syntax of ES2024 beyond ES2022 is a flag of regular expressions, which every supported Node knows. */
export const target = ts.ScriptTarget.ES2024;

/** Of every program. */
export const options: ts.CompilerOptions = {
  target,
  lib: [edition, ...disposal],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  types: ["node"],
  typeRoots: [inCheckout("node_modules/@types")],
  paths: { tslab: [inCheckout("node_modules/tslab/dist/index.d.ts")] },
  jsx: ts.JsxEmit.React,
  preserveConstEnums: true,
  sourceMap: true,
  newLine: ts.NewLineKind.LineFeed,
};

/** What has been parsed, of all programs in this process: each text has one version, and no other text has it. */
const registry = ts.createDocumentRegistry(true);
const written = { serial: 0 };

const wholeSystem = "lib.dom.d.ts";

/** Of `cells/input.ts`. */
const promptType = `/** Asks the person at the client; a hidden answer is not shown as it is typed. */
declare function prompt(message?: string, options?: { hidden?: boolean }): string;`;

/** What is global in cells besides Node: `prompt`, and the types of WebAssembly, which TypeScript keeps among those of browsers. */
function globalTypes(libraries: string): string {
  const whole = ts.sys.readFile(path.join(libraries, wholeSystem)) ?? "";
  const [namespace = ""] = /^declare namespace WebAssembly \{[\s\S]*?^\}/m.exec(whole) ?? [];
  return `type BufferSource = ArrayBufferView | ArrayBuffer;\n${namespace}\n${promptType}\n`;
}

const systemTexts = systemTypes(options, globalTypes);

/** File of a cell. */
export const cellPattern = /\/cell·\d+\.ts$/;

/** Whether a file is a module of the notebook, or one that it imports, outside packages. */
export const isSource = ({ isDeclarationFile, fileName }: ts.SourceFile): boolean =>
  !isDeclarationFile && !/\/node_modules\/|\.json$/.test(fileName) && !cellPattern.test(fileName);

export class CellLanguage {
  /** Cells and modules of the notebook, by file name. */
  private readonly texts = new Map<string, { text: string; version: number }>();
  /** Texts of other files as they were read: every program asks for all of them. */
  private readonly read = new Map<string, { version: string; snapshot: ts.IScriptSnapshot }>();
  private readonly roots = new Set<string>();
  private current: string | undefined;
  readonly service: ts.LanguageService;

  /** @param folder of the notebook */
  constructor(private readonly folder: string) {
    this.service = ts.createLanguageService(this.host(), registry);
  }

  /** Full name of a file in the notebook's folder. */
  file(name: string): string {
    return path.join(this.folder, name).replaceAll(path.sep, "/");
  }

  write(file: string, text: string): void {
    if (this.texts.get(file)?.text !== text) this.texts.set(file, { text, version: ++written.serial });
  }

  /** Keeps `file` in the program even if nothing imports it. */
  addRoot(file: string): void {
    this.roots.add(file);
  }

  forgetRoots(): void {
    this.roots.clear();
  }

  has(file: string): boolean {
    return this.texts.has(file);
  }

  /** The program of `file` and what it imports. */
  program(file: string): ts.Program {
    this.current = file;
    const program = this.service.getProgram();
    if (!program) throw new Error("the compiler has no program");
    return program;
  }

  private version(file: string): string {
    const own = this.texts.get(file);
    if (own) return String(own.version);
    return file.includes("/node_modules/") ? "1" : String(modificationTime(file));
  }

  private snapshot(file: string): ts.IScriptSnapshot | undefined {
    const version = this.version(file);
    const known = this.read.get(file);
    if (known?.version === version) return known.snapshot;
    const text = this.texts.get(file)?.text ?? systemTexts.get(file) ?? ts.sys.readFile(file);
    if (text === undefined) return undefined;
    const snapshot = ts.ScriptSnapshot.fromString(text);
    this.read.set(file, { version, snapshot });
    return snapshot;
  }

  private host(): ts.LanguageServiceHost {
    const { sys } = ts;
    return {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [
        ...new Set([...this.roots, ...(this.current === undefined ? [] : [this.current])]),
      ],
      getScriptVersion: (file) => this.version(file),
      getScriptSnapshot: (file) => this.snapshot(file),
      getCurrentDirectory: () => this.folder,
      getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
      useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
      fileExists: (file) => this.texts.has(file) || sys.fileExists(file),
      readFile: (file) => this.texts.get(file)?.text ?? sys.readFile(file),
      directoryExists: sys.directoryExists,
      getDirectories: sys.getDirectories,
      readDirectory: sys.readDirectory,
      realpath: sys.realpath,
    };
  }
}
