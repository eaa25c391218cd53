/**
 * One `execute_request`: what it publishes while the cell runs, and its reply.
 *
 * Stock tslab publishes neither `execute_input`, `execute_result` nor `error`, and replies without name, message and
 * traceback.
 */
import { CellOutput, runInto, type Publish } from "./cell-output";
import type { CellRunner } from "./cell-runner";
import { thrownError, type ErrorContent } from "./error-replies";
import type { Message } from "./message";
import { richResult } from "./rich-result";

export type ExecuteReply =
  | { status: "ok"; execution_count: number; payload: []; user_expressions: object }
  | ({ status: "error"; execution_count: number } & ErrorContent)
  | { status: "aborted" };

/** Shows the value of the last expression: a bundle as the result of the cell, anything else as printed text. */
async function showResult(value: unknown, count: number, output: CellOutput): Promise<void> {
  if (value === undefined) return;
  const data = await richResult(value);
  if (data) output.publish("execute_result", { execution_count: count, data, metadata: {} });
  else console.log(value);
}

/** Runs a cell and shows its result; the error that either met, if any. */
async function runAndShow(
  runner: CellRunner,
  code: string,
  count: number,
  output: CellOutput,
): Promise<ErrorContent | undefined> {
  try {
    const outcome = await runner.run(code, count);
    if (outcome.error) return outcome.error;
    await showResult(outcome.value, count, output);
  } catch (problem) {
    return thrownError(problem);
  }
  return undefined;
}

/**
 * Executes the content of an `execute_request`. A silent one shows nothing.
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
  const output = new CellOutput(content.silent === true ? () => {} : publish);
  output.publish("execute_input", { code, execution_count: count });
  const error = await runInto(output, () => runAndShow(runner, code, count, output));
  if (error) output.publish("error", error);
  output.flush();
  if (error) return { status: "error", execution_count: count, ...error };
  return { status: "ok", execution_count: count, payload: [], user_expressions: {} };
}
