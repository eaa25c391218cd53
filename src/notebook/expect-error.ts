/**
 * The message of the error that an action throws.
 *
 * A chapter uses it to show an error: a cell that throws would make the kernel skip the next cells.
 *
 * @throws Error if the action does not throw
 */
export function expectError(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("expectError requires an action that throws, got one that does not");
}
