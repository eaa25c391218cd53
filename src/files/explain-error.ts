import * as table from "./system-errors.json";

/** What a code of the system, of Node or of zlib says, and what to do about it. Set-up reads the same table. */
const sentences: Readonly<Record<string, string[]>> = table;

/**
 * An error of the system as a sentence that names the file, what is the matter with it, and what to do:
 *
 *     EISDIR: illegal operation on a directory, read     →     texts is a folder; name a file
 *
 * @param file the file, where the error does not know it
 * @returns undefined if the error is none of the system's
 */
export function explainSystemError(error: unknown, file?: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path, syscall = "", dest } = error as NodeJS.ErrnoException & { dest?: string };
  if (!Object.hasOwn(sentences, code)) return undefined;
  const [wrong, remedy] = sentences[code];
  if (syscall === "uv_cwd" || (syscall === "chdir" && code === "ENOENT"))
    return "the folder in which the command was called is not there; change to one that is";
  const program = /^spawn (?:Sync )?(.+)$/.exec(syscall.replace("spawnSync", "spawn"))?.[1];
  if (program !== undefined)
    return code === "ENOENT"
      ? `the program ${program} is not there; install it, or check the path`
      : `the program ${program} cannot be started: it ${wrong}; ${remedy}`;
  const what = file ?? (dest !== undefined && code !== "ENOENT" ? dest : path) ?? whatFailed(code);
  return `${what} ${wrong}; ${remedy}`;
}

/** An error of a system call on an open file, which the system does not name: the same error, with the file. */
export function namingFile(error: unknown, file: string): unknown {
  const { syscall, path } = (error ?? {}) as NodeJS.ErrnoException;
  return syscall !== undefined && path === undefined && error instanceof Error
    ? Object.assign(error, { path: file })
    : error;
}

/** What is meant where no file is named. */
function whatFailed(code: string): string {
  if (code.startsWith("ERR_STRING")) return "a text";
  return /^E(CONN|NOTFOUND|AI_|TIMED|HOST|NET|ADDR)/.test(code) ? "the address" : "a file";
}

/**
 * An error in the words that people read: a sentence of ours as it is, one of the system explained. A mistake of the
 * program says that it is one.
 */
export function explainError(error: unknown): string {
  const system = explainSystemError(error);
  if (system !== undefined) return system;
  if (!(error instanceof Error)) return `the program has a fault: ${String(error)}`;
  const faults = [TypeError, ReferenceError, SyntaxError, EvalError, URIError];
  const internal = faults.some((kind) => error instanceof kind) || error.name === "AssertionError";
  if (internal || error.message === "")
    return `the program has a fault, which is not yours: ${error.message || error.name}; please report it with the command`;
  return error.message;
}
