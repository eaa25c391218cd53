/**
 * One `execute_request`: what it publishes while the cell runs, and its reply.
 *
 * Stock tslab publishes neither `execute_input`, `execute_result` nor `error`, and replies without name, message and
 * traceback. What a cell prints or displays after it has ended goes to that cell, as in stock tslab.
 */
import * as jupyter from "tslab/dist/jupyter";
import type { CellRunner } from "./cell-runner";
import { thrownError, type ErrorContent } from "./error-replies";
import type { Message } from "./message";
import { richResult } from "./rich-result";
import { StreamOutput } from "./stream-output";

/** Sends a message to everyone who watches the kernel. */
export type Publish = (type: string, content: object) => void;

export type ExecuteReply =
  | { status: "ok"; execution_count: number; payload: []; user_expressions: object }
  | ({ status: "error"; execution_count: number } & ErrorContent)
  | { status: "aborted" };

/** Sends what the process writes, and what `display` shows, to the cell that runs. */
function redirectOutput(output: StreamOutput, publish: Publish): void {
  process.stdout.write = output.writer("stdout");
  process.stderr.write = output.writer("stderr");
  Object.assign(jupyter, {
    lastWriteDisplayData: (content: object, update?: boolean) =>
      publish(update ? "update_display_data" : "display_data", content),
  });
}

/** Shows the value of the last expression: a bundle as the result of the cell, anything else as printed text. */
async function showResult(value: unknown, count: number, publish: Publish): Promise<void> {
  if (value === undefined) return;
  const data = await richResult(value);
  if (data) publish("execute_result", { execution_count: count, data, metadata: {} });
  else console.log(value);
}

/** Runs a cell and shows its result; the error that either met, if any. */
async function runAndShow(
  runner: CellRunner,
  code: string,
  count: number,
  publish: Publish,
): Promise<ErrorContent | undefined> {
  const outcome = await runner.run(code, count);
  if (outcome.error) return outcome.error;
  try {
    await showResult(outcome.value, count, publish);
  } catch (problem) {
    return thrownError(problem);
  }
  return undefined;
}

/**
 * Executes the content of an `execute_request`.
 *
 * @param count number shown beside the cell
 */
export async function executeCell(
  runner: CellRunner,
  content: Message["content"],
  count: number,
  publish: Publish,
): Promise<ExecuteReply> {
  const code = String(content.code);
  const output = new StreamOutput((name, text) => publish("stream", { name, text }));
  const show: Publish = (type, message) => {
    output.flush(); // what was printed before comes before
    publish(type, message);
  };
  redirectOutput(output, show);
  if (content.silent !== true) show("execute_input", { code, execution_count: count });
  const error = await runAndShow(runner, code, count, show);
  if (error) show("error", error);
  output.flush();
  if (error) return { status: "error", execution_count: count, ...error };
  return { status: "ok", execution_count: count, payload: [], user_expressions: {} };
}
