/**
 * Comms: channels between the code of cells and a front end, by which controls work.
 *
 * A cell opens one through `globalThis[Symbol.for("Jupyter.comms")]`. What its messages cause is shown under the cell
 * that opened it. Stock tslab has no comms.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages
 */
import { randomUUID } from "node:crypto";
import { currentOutput, report, within, type CellOutput } from "../display/cell-output";
import { cellsGlobal } from "./cells-global";
import { shownError } from "./error-replies";

const commsKey = Symbol.for("Jupyter.comms");

interface Open {
  output: CellOutput;
  onMessage(data: Record<string, unknown>): void;
}

const opened = new Map<string, Open>();

function open(
  target: string,
  data: object,
  onMessage: Open["onMessage"],
  metadata?: object,
): { id: string; send(data: object): void } | undefined {
  const output = currentOutput();
  if (!output) return undefined;
  const id = randomUUID();
  opened.set(id, { output, onMessage });
  output.publish("comm_open", { comm_id: id, target_name: target, data }, metadata);
  return { id, send: (content) => output.publish("comm_msg", { comm_id: id, data: content }) };
}

/** A message of the front end. */
export function receiveComm(kind: string, { comm_id, data }: Record<string, unknown>): void {
  const comm = opened.get(String(comm_id));
  if (!comm) return;
  if (kind === "comm_close") opened.delete(String(comm_id));
  else
    within(comm.output, () => {
      try {
        comm.onMessage((data ?? {}) as Record<string, unknown>);
      } catch (problem) {
        report(shownError(problem));
      }
      comm.output.flush();
    });
}

export function provideComms(): void {
  Object.defineProperty(cellsGlobal, commsKey, { value: { open } });
}
