/**
 * tslab's compiler of cells, made when it is first needed.
 *
 * Stock tslab makes it before its sockets are bound, which is most of its start. Here it is made once the client has
 * its first answer, or by the first request that needs it: a cell that is kept from before does not. A second one takes its place after a cell named a module
 * that did not exist: TypeScript would remember that answer.
 */
import { createConverter, type ConvertResult, type Converter, type Diagnostic } from "tslab/dist/converter";
import type { ConverterSet } from "tslab/dist/executor";
import type { CompiledCells } from "./compiled-cells";
import { latest, programs } from "./compiler";
import { compileParameters } from "./parameter-cell";
import { reportChangedFiles } from "./watched-files";

/** TypeScript's number for "Cannot find module". */
const moduleNotFound = 2307;

type Platform = "node" | "browser";

/** Called around each compilation of a cell. */
export interface CompilationListener {
  /** Before the cell is compiled; receives what earlier cells declared. */
  before(declarations: string): void;
  /** What came out; may change the code that is run. */
  after(result: ConvertResult): ConvertResult;
}

export class LazyConverters implements ConverterSet {
  private made = new Map<Platform, Converter>();
  private stale = false;
  readonly node = this.lazy("node");
  readonly browser = this.lazy("browser");

  /**
   * @param kept cells compiled before, if they are kept
   */
  constructor(
    private readonly listener: CompilationListener,
    private readonly kept: CompiledCells | undefined,
  ) {}

  /** Makes the type checker that the next cell would wait for. */
  warmUp(): void {
    this.get("node");
  }

  /** Looks at the problems of a cell for one that a new module on disk would solve. */
  noteMissingModules(diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.some(({ code }) => code === moduleNotFound)) this.stale = true;
  }

  close(): void {
    for (const converter of this.made.values()) converter.close();
    this.made.clear();
  }

  private lazy(platform: Platform): Converter {
    return {
      convert: (declarations, source) => {
        this.listener.before(declarations);
        return this.listener.after(this.compile(platform, declarations, source));
      },
      inspect: (...args) => this.get(platform).inspect(...args),
      complete: (...args) => this.get(platform).complete(...args),
      addModule: (...args) => this.get(platform).addModule(...args),
      close: () => {},
    };
  }

  private compile(platform: Platform, declarations: string, source: string): ConvertResult {
    const values = compileParameters(declarations, source);
    const known = values
      ? { result: values, compilation: { toCell: "", awaits: false } }
      : this.kept?.find(declarations, source);
    if (known) {
      Object.assign(latest, { module: undefined }, known.compilation);
      return known.result;
    }
    reportChangedFiles();
    const converter = this.get(platform);
    const result = programs.whileExpecting(source, () => converter.convert(declarations, source));
    this.kept?.keep(declarations, source, { result, compilation: latest }, programs.files);
    return result;
  }

  private get(platform: Platform): Converter {
    if (this.stale) this.close();
    this.stale = false;
    const existing = this.made.get(platform);
    if (existing) return existing;
    const converter = createConverter({ isJS: false, isBrowser: platform === "browser" });
    this.made.set(platform, converter);
    return converter;
  }
}
