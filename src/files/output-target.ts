import { accessSync, constants, lstatSync, readlinkSync, realpathSync, statSync, type Stats } from "node:fs";
import path from "node:path";

/** Where the bytes of a file go: into a new file that takes its place, or into a pipe, a device or an open descriptor. */
export type OutputTarget =
  | { readonly replaces: true; readonly path: string; readonly former?: Stats }
  | { readonly replaces: false; readonly path: string; readonly descriptor?: number };

/** Most links that lead from one to the next. */
const MOST_LINKS = 40;

/**
 * Finds where a file is written: at the end of its links, whether a file is there or not. A pipe, a device or an open
 * descriptor such as `/dev/stdout` is written as it is.
 *
 * @throws Error of the system if it is a folder, has no folder to be in, or is a file that this user may not write
 */
export function findTarget(file: string): OutputTarget {
  const descriptor = openDescriptor(file);
  if (descriptor !== undefined) return { replaces: false, path: file, descriptor };
  const former = statSync(file, { throwIfNoEntry: false });
  if (former === undefined) {
    const place = endOfLinks(file);
    statSync(path.dirname(place)); // else the message would say that the file itself is not there
    return { replaces: true, path: place };
  }
  if (former.isDirectory()) throw systemError("EISDIR", file);
  if (!former.isFile()) return { replaces: false, path: file };
  const place = realpathSync(file);
  accessSync(place, constants.W_OK);
  return { replaces: true, path: place, former };
}

/** The descriptor that a name stands for, as `/dev/stdout` for 1. */
export function openDescriptor(file: string): number | undefined {
  const name = path.resolve(file);
  if (name === "/dev/stdout") return 1;
  if (name === "/dev/stderr") return 2;
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Where links lead that end at no file. */
function endOfLinks(file: string): string {
  let end = path.resolve(file);
  for (let i = 0; lstatSync(end, { throwIfNoEntry: false })?.isSymbolicLink(); i++) {
    if (i === MOST_LINKS) throw systemError("ELOOP", file);
    end = path.resolve(path.dirname(end), readlinkSync(end));
  }
  return end;
}

/** An error as the system's calls throw it. */
export function systemError(code: string, file: string): Error {
  return Object.assign(new Error(`${code}: ${file}`), { code, path: file });
}
