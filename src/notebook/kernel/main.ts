/**
 * The kernel: tslab with its edges mended, one module an edge.
 *
 * Jupyter starts it in the notebook's folder as `node --enable-source-maps main.js --config-path=<connection file>`,
 * with `--compiled-cells=<folder>` where cells are to be kept as they were compiled.
 * Stock tslab builds its type checker before it listens, which takes seconds. Here the sockets come first, and the
 * type checker is built as soon as the client has its answer and asks nothing else, or when a cell needs it.
 */
import "./compiler"; // before anything of tslab
import { inspect, parseArgs } from "node:util";
import { redirectOutput } from "./cell-output";
import { CompiledCells } from "./compiled-cells";
import { CellRunner } from "./cell-runner";
import { readableTrace } from "./error-replies";
import { guardProcess } from "./process-end";
import { KernelServer } from "./requests";

/** Idle time before the type checker is built, in milliseconds; clients that run a whole notebook pause for 200. */
const quiet = 1000;

function start(configPath: string, cells: string | undefined): void {
  const runner = new CellRunner(process.cwd(), cells === undefined ? undefined : new CompiledCells(cells));
  let warmUp: NodeJS.Timeout | undefined;
  const server = new KernelServer(runner, configPath, (idle) => {
    clearTimeout(warmUp);
    if (idle) warmUp = setTimeout(() => runner.converters.warmUp(), quiet);
  });
  const report = (problem: unknown): void => console.error(readableTrace(inspect(problem)).join("\n"));
  guardProcess();
  redirectOutput();
  process.on("SIGINT", () => runner.interrupt());
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
  void server.start();
}

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { "config-path": text, "compiled-cells": text } });
if (values["config-path"] === undefined)
  throw new Error("the kernel requires --config-path=<connection file>, got none");
start(values["config-path"], values["compiled-cells"]);
