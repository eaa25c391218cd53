/**
 * Runs a cell with tslab's executor and says what came of it.
 *
 * Stock tslab's executor reports to a console and returns whether all went well. Here that console is read: `log`
 * receives the value of the last expression, `error` whatever was thrown.
 */
import type { ConvertResult, Diagnostic } from "tslab/dist/converter";
import { createExecutor, createRequire, type Executor } from "tslab/dist/executor";
import { newBuildErrors } from "./build-errors";
import { nameCell } from "./cell-sources";
import type { CompiledCells } from "./compiled-cells";
import { latest } from "./compiler";
import { LazyConverters } from "./converters";
import { compileError, thrownError, type ErrorContent } from "./error-replies";
import { eachUntilInterrupted, StopButton, untilInterrupted } from "./interrupt";
import { Reloader } from "./reload";

/** What came of a cell: an error, or the value of its last expression where it has one. */
export type Outcome = { error: ErrorContent } | { error?: undefined; value?: unknown };

/** The object through which tslab gives `exports` and `require` to the code of a cell. */
declare const __tslab__: Record<string, unknown>;

export class CellRunner {
  readonly executor: Executor;
  readonly converters: LazyConverters;
  private readonly reloader: Reloader;
  private readonly stopButton = new StopButton(() => this.executor.interrupt());
  private count = 0;
  private diagnostics: readonly Diagnostic[] = [];
  private thrown: { value: unknown }[] = [];
  private value: unknown;

  /**
   * @param folder from which cells import
   * @param kept   cells compiled before, if they are kept
   */
  constructor(folder: string, kept: CompiledCells | undefined) {
    const listener = {
      before: (declarations: string) => this.refresh(declarations),
      after: (result: ConvertResult) => this.compiled(result),
    };
    this.converters = new LazyConverters(listener, kept);
    this.executor = createExecutor(folder, this.converters, {
      log: (value) => (this.value = value),
      error: (...args) => this.noteError(args),
    });
    this.reloader = new Reloader(this.executor.locals, createRequire(folder));
    Object.assign(__tslab__, { untilInterrupted, eachUntilInterrupted });
  }

  /** Runs a cell that shows `count` beside it. */
  async run(code: string, count: number): Promise<Outcome> {
    this.count = count;
    this.diagnostics = [];
    this.thrown = [];
    this.value = undefined;
    this.stopButton.cellBegins();
    try {
      await this.executor.execute(code);
    } catch (problem) {
      return { error: thrownError(problem) };
    } finally {
      this.stopButton.cellEnded();
      this.reloader.noteLoadedFiles();
    }
    if (this.diagnostics.length > 0) return { error: compileError(this.diagnostics, code, count) };
    const [thrown] = this.thrown;
    return thrown ? { error: thrownError(thrown.value) } : { value: this.value };
  }

  /** The stop button was pressed. */
  interrupt(): void {
    this.stopButton.press();
  }

  private refresh(declarations: string): void {
    const errors = newBuildErrors();
    if (errors !== undefined) console.error(errors);
    const stale = this.reloader.refresh(declarations);
    if (stale.length === 0) return;
    console.error(
      `dist/ was rebuilt; made by the old code: ${stale.join(", ")}. Run their cells again or restart`,
    );
  }

  private compiled(result: ConvertResult): ConvertResult {
    this.diagnostics = result.diagnostics;
    this.converters.noteMissingModules(result.diagnostics);
    if (result.output === undefined) return result;
    const output = nameCell(result.output, this.count, latest);
    return { ...result, output, hasToplevelAwait: result.hasToplevelAwait || latest.awaits };
  }

  /** tslab passes one argument for what a cell threw, five for a diagnostic. */
  private noteError(args: unknown[]): void {
    if (args.length === 1) this.thrown.push({ value: args[0] });
    else if (this.diagnostics.length === 0) console.error(...args); // in a cell that defines a module
  }
}
