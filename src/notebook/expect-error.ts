/**
 * The message of the error that an action throws; it is itself an error when none is thrown.
 *
 * A chapter shows a refusal with it: a cell that throws would make the kernel skip the cells after it.
 */
export function expectError(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("expectError requires an action that throws, and nothing was thrown");
}
