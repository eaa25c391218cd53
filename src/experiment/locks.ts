import path from "node:path";
import { LineProgram } from "./json-lines";

/**
 * Locks by key on a folder that several grids may work in, on one machine or on several that share it. The
 * operating system keeps them and takes them back when this process ends, however it ends.
 */
export class Locks {
  private readonly keeper: LineProgram;
  private last: Promise<unknown> = Promise.resolve();

  /** @param folder which is there; the file `.lock` in it stays */
  constructor(folder: string) {
    this.keeper = new LineProgram(["locks", path.join(folder, ".lock")]);
  }

  /**
   * Takes a lock, or returns false where somebody else has it.
   *
   * @param key in hexadecimal, of at least 14 digits
   */
  lock(key: string): Promise<boolean> {
    const answer = this.last.then(() => this.keeper.ask(`lock ${key}`, (line) => ({ got: line === "yes" })));
    this.last = answer.catch(() => {});
    return answer.then(({ got }) => got);
  }

  unlock(key: string): void {
    this.keeper.tell(`unlock ${key}`);
  }

  /** Gives back all locks. */
  close(): void {
    this.keeper.kill();
  }
}
