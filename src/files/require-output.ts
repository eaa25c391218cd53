import { rmSync, statSync } from "node:fs";
import { findTarget } from "./output-target";
import { writeBeside } from "./write-atomic";

/**
 * Refuses files that cannot or should not be written, before the work that makes their content: a folder, a place where
 * no file can be made, one of the files that are read, a file that has content and is not to be replaced.
 *
 * @param files  that will be written
 * @param inputs that are read
 * @param force  whether a file may be replaced
 */
export function requireOutput(files: readonly string[], inputs: readonly string[], force: boolean): void {
  const places = files.map((file) => findTarget(file)).filter(({ replaces }) => replaces);
  const twice = places.find(({ path }, i) => places.findIndex((other) => other.path === path) < i);
  if (twice) throw new Error(`an output requires a file of its own, got ${twice.path} for two of them`);
  const read = inputs.map((input) => statSync(input, { throwIfNoEntry: false }));
  for (const file of files) {
    const target = findTarget(file);
    if (!target.replaces) continue;
    const { former } = target;
    if (former && read.some((input) => input?.dev === former.dev && input.ino === former.ino))
      throw new Error(`the output requires another file than the input, got ${file}, which is the same file`);
    if (former && former.size > 0 && !force)
      throw new Error(`${file} is there already; name another file, or replace it with --force`);
    rmSync(writeBeside(target, "")); // fails where no file can be made, or none of this owner
  }
}
