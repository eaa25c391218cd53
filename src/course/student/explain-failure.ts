/** What the engine says in words of its own, and what a student is told in their place. */
const plainer: readonly (readonly [says: RegExp, told: string])[] = [
  [
    /^Maximum call stack size exceeded/,
    "it calls itself more often than the computer can: when does it stop to?",
  ],
  [/^Illegal return statement/, "a return stands outside of every function"],
  [
    /^Invalid (array|string) length/,
    "a list or a text becomes longer than any may be: does a loop never end?",
  ],
  [
    /could not be cloned/,
    "it returns what is no number, text or list of them: what does its return statement give?",
  ],
  [
    /^Access to this API has been restricted/,
    "while a notebook is graded, it may not read or write a file, or start a program",
  ],
];

/**
 * Why a cell or a function has failed, in one line.
 *
 * @param seconds how long it was given
 */
export function explainFailure(error: unknown, seconds: number): string {
  try {
    const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown };
    if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return tooLong("it takes", seconds);
    if (message === undefined) return `it throws ${oneLine(error)}`;
    const says = oneLine(message);
    return plainer.find(([raw]) => raw.test(says))?.[1] ?? says;
  } catch {
    return "it throws what has no message";
  }
}

/** @param what subject and verb, such as "it takes" */
export function tooLong(what: string, seconds: number): string {
  return `${what} more than ${seconds} s, which is the limit: is there a loop that never ends?`;
}

/** @param what subject and verb, such as "it takes" */
export function tooLarge(what: string, megabytes: number): string {
  return `${what} more than ${megabytes} MB, which is the limit: does a list grow in a loop that never ends?`;
}

const oneLine = (text: unknown): string => String(text).split("\n")[0].slice(0, 300);
