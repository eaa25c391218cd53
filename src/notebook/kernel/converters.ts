/**
 * tslab's compiler of cells, made when it is first needed.
 *
 * Stock tslab makes it before its sockets are bound, which is most of its start. Here it is made once the client has
 * its first answer, or by the first request that needs it. A second one takes its place after a cell named a module
 * that did not exist: TypeScript would remember that answer.
 */
import { createConverter, type ConvertResult, type Converter, type Diagnostic } from "tslab/dist/converter";
import type { ConverterSet } from "tslab/dist/executor";
import { programs } from "./compiler";
import { reportChangedFiles } from "./watched-files";

/** TypeScript's number for "Cannot find module". */
const moduleNotFound = 2307;

/** Called around each compilation of a cell. */
export interface CompilationListener {
  /** Before the cell is compiled; receives what earlier cells declared. */
  before(declarations: string): void;
  /** What came out; may change the code that is run. */
  after(result: ConvertResult): ConvertResult;
}

/** A converter that asks the disk for changes first, and tells `listener` of each cell. */
function listened(converter: Converter, listener: CompilationListener): Converter {
  return {
    ...converter,
    convert(declarations, source) {
      reportChangedFiles();
      listener.before(declarations);
      programs.expect(source);
      return listener.after(converter.convert(declarations, source));
    },
  };
}

export class LazyConverters implements ConverterSet {
  private made = new Map<"node" | "browser", Converter>();
  private stale = false;

  constructor(private readonly listener: CompilationListener) {}

  get node(): Converter {
    return this.get("node");
  }

  get browser(): Converter {
    return this.get("browser");
  }

  /** Looks at the problems of a cell for one that a new module on disk would solve. */
  noteMissingModules(diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.some(({ code }) => code === moduleNotFound)) this.stale = true;
  }

  close(): void {
    for (const converter of this.made.values()) converter.close();
    this.made.clear();
  }

  private get(platform: "node" | "browser"): Converter {
    if (this.stale) this.close();
    this.stale = false;
    const existing = this.made.get(platform);
    if (existing) return existing;
    const converter = listened(
      createConverter({ isJS: false, isBrowser: platform === "browser" }),
      this.listener,
    );
    this.made.set(platform, converter);
    return converter;
  }
}
