/**
 * What ends the process, and what does not.
 *
 * Under stock tslab `process.exit` in a cell, or in a library that it calls, ends the kernel with all its variables,
 * and a kernel whose server was killed stays for ever. Here the call is an error of the cell, and the kernel ends
 * when the program that started it is gone.
 */
export class ProcessExit extends Error {
  override name = "ProcessExit";
}

/** Ends the process. */
export const endProcess: (status: number) => never = process.exit.bind(process);

/** Milliseconds between two looks for the parent. */
const lookEvery = 1000;

export function guardProcess(): void {
  process.exit = (status) => {
    throw new ProcessExit(`process.exit(${status ?? ""}) was called; to end the kernel, restart it`);
  };
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) endProcess(0);
  }, lookEvery).unref();
}
