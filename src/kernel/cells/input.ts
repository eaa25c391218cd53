/**
 * `prompt` in a cell: asks the person at the client, and waits for the answer as a browser does.
 *
 * Stock tslab has no input.
 */
import { readSync } from "node:fs";
import { currentSerial } from "../display/cell-output";
import { CellError, cellsGlobal } from "./cells-global";
import { descriptors, toKernel } from "./messages";
import { Interrupted } from "./stop-button";

/** The kernel's answer to a question. */
export type Answer = { value: string } | { problem: "stopped" | "unsupported" };

class NoInput extends CellError {
  override name = "NoInput";
}

function readAnswer(): Answer {
  const bytes: number[] = [];
  const one = Buffer.alloc(1);
  while (readSync(descriptors.input, one, 0, 1, null) === 1 && one[0] !== 10) bytes.push(one[0]);
  return JSON.parse(Buffer.from(bytes).toString()) as Answer;
}

function ask(message: unknown = "", { hidden = false }: { hidden?: boolean } = {}): string {
  toKernel({ type: "input", serial: currentSerial() ?? 0, prompt: String(message), password: hidden });
  const answer = readAnswer();
  if ("value" in answer) return answer.value;
  if (answer.problem === "stopped") throw new Interrupted();
  throw new NoInput("prompt requires a client that a person answers, got one without input");
}

export function provideInput(): void {
  Object.defineProperty(cellsGlobal, "prompt", { value: ask, writable: true, configurable: true });
}
