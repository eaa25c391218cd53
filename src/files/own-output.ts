import { closeSync, openSync, readSync, statSync } from "node:fs";

const head = 4096; // bytes that tell who wrote a file

/**
 * Refuses, before the work, to write over a file that is not what a command writes there: one of the reader's own, which
 * has the same name by chance.
 *
 * @param files that will be written
 * @param isOwn whether a file that begins so is of this command
 */
export function requireOwnOutput(files: readonly string[], isOwn: (beginning: string) => boolean): void {
  const others = files.filter((file) => {
    const status = statSync(file, { throwIfNoEntry: false });
    return status?.isFile() === true && status.size > 0 && !isOwn(readBeginning(file));
  });
  if (others.length > 0)
    throw new Error(`${others[0]} is there, and is not of this command; move it away, or name another place`);
}

function readBeginning(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(head);
    return bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, head, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a page is of this project: its policy, in these words, allows nothing that is not in it. */
export const isOwnPage = (beginning: string): boolean =>
  /^\s*<!DOCTYPE html>/i.test(beginning) && beginning.includes(`content="default-src 'none'; `);
