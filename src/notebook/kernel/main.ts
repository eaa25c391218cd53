/**
 * The kernel: tslab with its edges mended, one module an edge.
 *
 * Jupyter starts it in the notebook's folder as `node --enable-source-maps main.js --config-path=<connection file>`.
 * Stock tslab builds its type checker before it listens, which takes seconds. Here the sockets come first, and the
 * type checker is built as soon as the client has its answer and asks nothing else, or when a cell needs it.
 */
import "./compiler"; // before anything of tslab
import { inspect, parseArgs } from "node:util";
import { redirectOutput } from "./cell-output";
import { CellRunner } from "./cell-runner";
import { readableTrace } from "./error-replies";
import { guardProcess } from "./process-end";
import { KernelServer } from "./requests";

/** Quiet time after an answer before the type checker is built, in milliseconds. */
const quiet = 150;

function start(configPath: string): void {
  const runner = new CellRunner(process.cwd());
  let warmUp: NodeJS.Timeout | undefined;
  const warmUpSoon = (): void => {
    clearTimeout(warmUp);
    warmUp = setTimeout(() => runner.converters.node, quiet);
  };
  const server = new KernelServer(runner, configPath, warmUpSoon);
  const report = (problem: unknown): void => console.error(readableTrace(inspect(problem)).join("\n"));
  guardProcess();
  redirectOutput();
  process.on("SIGINT", () => runner.interrupt());
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
  void server.start();
}

const { "config-path": configPath } = parseArgs({ options: { "config-path": { type: "string" } } }).values;
if (configPath === undefined)
  throw new Error("the kernel requires --config-path=<connection file>, got none");
start(configPath);
