import { rm } from "node:fs/promises";
import { makeTemporaryFolder } from "./temporary-names";

/**
 * Does work with a new folder, and removes the folder afterwards, also after an error. One that a killed process has
 * left is removed by the next that works beside it.
 *
 * @param parent where it is made
 * @param prefix beginning of its name
 */
export async function inTemporaryFolder<T>(
  parent: string,
  prefix: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = makeTemporaryFolder(prefix, parent);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
