/**
 * Runs compiled cells, and tells the kernel's process how each ended.
 *
 * A cell may be ended from outside at any moment (`watch.ts`), this code included; so what has to be done for a cell
 * is noted in `current` and done by whoever comes next.
 */
import { isBuiltin } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import vm from "node:vm";
import { CellOutput, endGroups, report, runInto } from "../display/cell-output";
import { resultBundle } from "../display/rich-result";
import { newBuildErrors } from "../compiler/build-errors";
import { cellName } from "../compiler/cell-code";
import { CellPromise, ownPromise } from "./cells-global";
import { thrownError } from "./error-replies";
import { toKernel, type ErrorContent, type FromCells, type Outcome, type Run } from "./messages";
import { cellRequire, exported, provideModules } from "./modules";
import { Reloader } from "./reload";
import { Scope } from "./scope";
import { eachUntilInterrupted, StopButton, untilInterrupted } from "./stop-button";
import { stopped } from "./stopped";

/** What the code of a cell returns: the value of its last expression, if it has one. */
type Result = { value: unknown } | undefined;
type Code = (...parameters: unknown[]) => Result | Promise<Result>;

interface Current {
  run: Run;
  output: CellOutput;
  /** Values of the names that it declares, before it ran. */
  before: Map<string, unknown>;
}

const absent = Symbol("no value");
const { is } = Object;

export class CellRunner {
  private readonly scope = new Scope();
  private readonly file: string;
  private readonly require: NodeJS.Require;
  private readonly reloader: Reloader;
  private readonly stopButton = new StopButton(() => this.stop());
  private readonly parameters: unknown[];
  private current: Current | undefined;
  /** How the latest cell ended. */
  private done: FromCells | undefined;
  /** Serials of the cells that came last, and whose code ran last. */
  latest = 0;
  private begun = 0;

  /**
   * @param folder relative to which cells import
   * @param onEnd  called when the code of a cell has ended
   */
  constructor(
    folder: string,
    private readonly onEnd: () => void,
  ) {
    this.file = path.join(folder, "cell.ts");
    this.require = cellRequire(folder);
    this.reloader = new Reloader(this.scope, this.require);
    const kernel = {
      box: (name: string) => this.scope.box(name),
      until: untilInterrupted,
      each: eachUntilInterrupted,
      exported,
      import: (name: string) => CellPromise.resolve(this.import(name)),
      meta: Object.assign(Object.create(null), {
        url: pathToFileURL(this.file).href,
        filename: this.file,
        dirname: folder,
        resolve: (name: string) => this.resolve(name),
      }),
    };
    const module = { exports: {} };
    this.parameters = [kernel, this.require, module, module.exports, this.file, folder];
  }

  /** Runs a cell. The kernel's process sends one at a time, again if its code has not begun. */
  run(run: Run): void {
    const { serial } = run;
    if (serial <= this.begun) return;
    this.latest = serial;
    const output = new CellOutput(
      (kind, content, metadata) => toKernel({ type: "publish", serial, kind, content, metadata }),
      serial,
    );
    const before = new Map(run.names.map((name) => [name, this.value(name)]));
    const current = { run, output, before };
    this.current = current;
    this.stopButton.cellBegins();
    endGroups();
    runInto(output, () => setImmediate(() => this.start(current))); // with a stack of its own
  }

  /** The stop button was pressed. */
  interrupt(): void {
    this.stopButton.press();
  }

  /** The code that ran was ended, perhaps as it told the kernel's process how its cell ended. */
  terminated(): void {
    this.stopButton.abandon();
    this.stop();
    if (this.done) toKernel(this.done);
  }

  private start(current: Current): void {
    if (current !== this.current) return; // it was stopped before
    this.begun = current.run.serial;
    toKernel({ type: "begun", serial: this.begun });
    let result: Result | Promise<Result>;
    try {
      this.refresh();
      result = this.execute(current.run);
    } catch (problem) {
      return this.end(current, { error: thrownError(problem) });
    }
    if (types.isPromise(result)) void this.finish(current, result as Promise<Result>);
    else if (result === undefined) this.end(current, {});
    else void this.show(current, result.value);
  }

  private async finish(current: Current, result: Promise<Result>): Promise<void> {
    try {
      const returned = await ownPromise(result);
      if (returned) await this.show(current, returned.value);
      else this.end(current, {});
    } catch (problem) {
      this.end(current, { error: thrownError(problem) });
    }
  }

  private execute({ serial, code, modules, names, imported }: Run): Result | Promise<Result> {
    provideModules(modules);
    const script = new vm.Script(code, {
      filename: `${cellName}${serial}`,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const cell = script.runInThisContext() as Code;
    this.reloader.noteNames(names, imported);
    return cell(...this.parameters);
  }

  private async show(current: Current, value: unknown): Promise<void> {
    try {
      const { run, output } = current;
      const data = value === undefined && !run.expression ? undefined : await resultBundle(value);
      if (current !== this.current) return;
      if (run.expression) return this.end(current, { data });
      if (data) output.publish("execute_result", { execution_count: run.count, data, metadata: {} });
      this.end(current, {});
    } catch (problem) {
      this.end(current, { error: thrownError(problem) });
    }
  }

  private stop(): void {
    if (this.current) this.end(this.current, { error: stopped });
  }

  private end(current: Current, outcome: Outcome & { error?: ErrorContent }): void {
    if (current !== this.current) return; // it was stopped before
    this.stopButton.cellEnded();
    this.onEnd();
    this.reloader.noteLoadedFiles();
    current.output.flush();
    const changed = (name: string): boolean => !is(this.value(name), current.before.get(name));
    const declared = current.run.names.filter(changed);
    const done: FromCells = { type: "done", serial: current.run.serial, outcome: { ...outcome, declared } };
    this.done = done;
    this.current = undefined;
    toKernel(done);
  }

  private value(name: string): unknown {
    return this.scope.has(name) ? this.scope.get(name) : absent;
  }

  /** `import(name)`: what `require` gives, or, if it cannot, what Node gives. */
  private async import(name: string): Promise<unknown> {
    await undefined;
    let loaded: unknown;
    try {
      loaded = this.require(name);
    } catch (problem) {
      const code = types.isNativeError(problem) && "code" in problem ? problem.code : undefined;
      if (code !== "ERR_REQUIRE_ASYNC_MODULE" && code !== "ERR_REQUIRE_ESM") throw problem;
      const file = pathToFileURL(this.require.resolve(name)).href;
      return (await import(file)) as unknown;
    }
    return exported(loaded, "*");
  }

  /** `import.meta.resolve(name)`: the address of a module; one that is named by its place need not exist. */
  private resolve(name: string): string {
    if (isBuiltin(name)) return name.startsWith("node:") ? name : `node:${name}`;
    const isPlace = /^(\.{0,2}\/|[a-z][a-z+.-]*:)/.test(name);
    if (isPlace) return new URL(name, pathToFileURL(this.file)).href;
    return pathToFileURL(this.require.resolve(name)).href;
  }

  private refresh(): void {
    const errors = newBuildErrors();
    if (errors !== undefined) report(errors);
    const stale = this.reloader.refresh();
    if (stale.length === 0) return;
    report(
      `dist/ was rebuilt; objects of the old code: ${stale.join(", ")}. Run their cells again, or restart the kernel`,
    );
  }
}
