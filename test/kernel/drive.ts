import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { inCheckout, venvPython } from "../../dist/files/checkout";

/** What one cell asks for; see the messaging protocol's `execute_request`. */
export interface Cell {
  code: string;
  stop_on_error?: boolean;
  silent?: boolean;
  store_history?: boolean;
}

/** Something done to a kernel: cells sent at once, another request, a front end's use of a control, or
 * files written between two requests. */
export type Step =
  | { cells: Cell[]; stop_at?: string; stop_after?: number; quiet?: number }
  | { request: string; content?: object; channel?: "control"; quiet?: number }
  | { comm: string; data: object; quiet: number }
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

export const kernels = {
  mended: ["node", "--enable-source-maps", inCheckout("dist/kernel/main.js")],
  stock: [inCheckout("node_modules/.bin/tslab"), "kernel"],
};

/** Why kernels cannot be driven here, or false. */
export const cannotDrive = existsSync(venvPython) ? false : "no .venv: run set-up first";

/** Takes a fresh kernel with `options` through steps, in the folder `test/`; answers by the name of the step. */
export async function drive<Name extends string>(
  kernel: keyof typeof kernels,
  steps: Record<Name, Step>,
  options: readonly string[] = [],
): Promise<Record<Name, Answer[]>> {
  const argv = [...kernels[kernel], ...options, "--config-path", "{connection_file}"];
  const names = Object.keys(steps) as Name[];
  const task = JSON.stringify({ argv, folder: inCheckout("test"), steps: Object.values(steps) });
  const output = await new Promise<string>((resolve, reject) => {
    const driver = inCheckout("test/kernel/drive.py");
    const child = execFile(venvPython, [driver], { maxBuffer: 2 ** 26 }, (problem, stdout, stderr) =>
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

/** What a cell printed on stdout, and the text of its result, which stock tslab prints. */
export function printed(answer: Answer): string {
  return answer.parts
    .map(([type, content]) => {
      if (type === "stream" && content.name === "stdout") return String(content.text);
      if (type !== "execute_result") return "";
      return `${(content.data as Record<string, unknown>)["text/plain"]}\n`;
    })
    .join("");
}

/** Contents of the published messages of a type. */
export function published(answer: Answer, type: string): Record<string, unknown>[] {
  return answer.parts.filter(([each]) => each === type).map(([, content]) => content);
}
