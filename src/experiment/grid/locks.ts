import path from "node:path";
import { LineProgram } from "../../processes/line-program";

/**
 * Locks for a folder in which several grids may work, on one machine or on several that share the folder. Each key has
 * a lock. The operating system keeps the locks and releases them when this process ends, even if it is killed.
 */
export class Locks {
  private readonly keeper: LineProgram;
  private last: Promise<unknown> = Promise.resolve();

  /** @param folder exists; the file `.lock` in it is kept */
  constructor(folder: string) {
    this.keeper = new LineProgram(["locks", path.join(folder, ".lock")]);
  }

  /**
   * Takes a lock. Returns false if another process has it.
   *
   * @param key at least 14 hexadecimal digits
   */
  lock(key: string): Promise<boolean> {
    const answer = this.last.then(() => this.keeper.ask(`lock ${key}`, (line) => ({ got: line === "yes" })));
    this.last = answer.catch(() => {});
    return answer.then(({ got }) => got);
  }

  unlock(key: string): void {
    this.keeper.send(`unlock ${key}`);
  }

  /** Releases all locks. */
  close(): void {
    this.keeper.kill();
  }
}
