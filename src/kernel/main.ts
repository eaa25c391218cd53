/**
 * The kernel: TypeScript in Jupyter, under the name and with the display API of tslab.
 *
 * Jupyter starts it in the notebook's folder as `node main.js --config-path=<connection file>`;
 * `--compiled-cells=<folder>` names the cache of compiled cells, `--history=<file>` the cells that were run.
 *
 * This process talks to clients and is never busy. Cells run in a process of their own (`cells/`), which can be stopped
 * and, if it must be, started again. The compiler is another one (`compiler/`).
 */
import { parseArgs } from "node:util";
import { CellSession } from "./compiler/cell-session";
import { CompiledCells } from "./compiler/compiled-cells";
import { CellProcess } from "./protocol/cell-process";
import { CellExecution } from "./protocol/execute-request";
import { History } from "./protocol/history";
import { KernelServer } from "./protocol/requests";

/** Idle milliseconds before the compiler begins; a client that runs a whole notebook pauses for 200. */
const idleTime = 1000;
/** Milliseconds between two checks that the program that started the kernel still runs. */
const checkEvery = 1000;

/** Ends the kernel when the program that started it has ended: stock tslab runs for ever. */
function endWithParent(cells: CellProcess): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid === parent) return;
    cells.kill();
    process.exit(0);
  }, checkEvery).unref();
}

function start(configPath: string, folder: string | undefined, historyFile: string | undefined): void {
  const session = new CellSession(
    process.cwd(),
    folder === undefined ? undefined : new CompiledCells(folder),
  );
  const cells = new CellProcess((how, whileRunning) => execution.lost(how, whileRunning));
  const execution = new CellExecution(session, cells);
  let warmUp: NodeJS.Timeout | undefined;
  const server = new KernelServer(session, cells, execution, new History(historyFile), configPath, (idle) => {
    clearTimeout(warmUp);
    if (idle) warmUp = setTimeout(() => void session.compiler.ask("warmUp"), idleTime);
  });
  endWithParent(cells);
  process.on("SIGINT", () => execution.stop());
  process.on("uncaughtException", (problem) => console.error(problem)); // a malformed message
  process.on("unhandledRejection", (problem) => console.error(problem));
  void server.start();
}

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { "config-path": text, "compiled-cells": text, history: text } });
if (values["config-path"] === undefined)
  throw new Error("the kernel requires --config-path=<connection file>, got none");
start(values["config-path"], values["compiled-cells"], values.history);
