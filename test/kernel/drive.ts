import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** What one cell asks for; see the messaging protocol's `execute_request`. */
export interface Cell {
  code: string;
  stop_on_error?: boolean;
  silent?: boolean;
  store_history?: boolean;
}

/** Something done to a kernel: cells sent at once, another request, or files written between two requests. */
export type Step =
  | { cells: Cell[]; stop_at?: string; quiet?: number }
  | { request: string; content?: object; channel?: "control"; quiet?: number }
  | { write: Record<string, string> };

/** The messages that answer one request. */
export interface Answer {
  reply: Record<string, unknown>; // null where a step with `quiet` got none
  reply_type: string;
  /** Place of the reply among those of its step, from 1. */
  order: number;
  /** Published messages: type and content. */
  parts: [string, Record<string, unknown>][];
}

export const checkout = path.join(__dirname, "../..");
const python = path.join(checkout, ".venv/bin/python");
const kernels = {
  mended: ["node", "--enable-source-maps", path.join(checkout, "dist/notebook/kernel/main.js")],
  stock: [path.join(checkout, "node_modules/.bin/tslab"), "kernel"],
};

/** Why kernels cannot be driven here, or false. */
export const cannotDrive = existsSync(python) ? false : "no .venv: run set-up first";

/** Takes a fresh kernel with `options` through steps, in the folder `test/`; answers by the name of the step. */
export async function drive<Name extends string>(
  kernel: keyof typeof kernels,
  steps: Record<Name, Step>,
  options: readonly string[] = [],
): Promise<Record<Name, Answer[]>> {
  const argv = [...kernels[kernel], ...options, "--config-path", "{connection_file}"];
  const names = Object.keys(steps) as Name[];
  const task = JSON.stringify({ argv, folder: path.join(checkout, "test"), steps: Object.values(steps) });
  const output = await new Promise<string>((resolve, reject) => {
    const driver = path.join(checkout, "test/kernel/drive.py");
    const child = execFile(python, [driver], { maxBuffer: 2 ** 26 }, (problem, stdout, stderr) =>
      problem ? reject(new Error(`the driver of the ${kernel} kernel ended: ${stderr}`)) : resolve(stdout),
    );
    child.stdin?.end(task);
  });
  const answers: Answer[][] = JSON.parse(output);
  return Object.fromEntries(names.map((name, i) => [name, answers[i]])) as Record<Name, Answer[]>;
}

/** Steps of one cell each, sent one after the other. */
export function cells<Name extends string>(codes: Record<Name, string>): Record<Name, Step> {
  const steps = Object.entries<string>(codes).map(([name, code]) => [name, { cells: [{ code }] }]);
  return Object.fromEntries(steps) as Record<Name, Step>;
}

/** What a cell printed on stdout. */
export function printed(answer: Answer): string {
  return answer.parts
    .filter(([type, content]) => type === "stream" && content.name === "stdout")
    .map(([, content]) => content.text)
    .join("");
}

/** Contents of the published messages of a type. */
export function published(answer: Answer, type: string): Record<string, unknown>[] {
  return answer.parts.filter(([each]) => each === type).map(([, content]) => content);
}
