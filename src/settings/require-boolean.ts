/**
 * Refuses a chapter's own parameter that is neither true nor false, in the words of `withDefaults`.
 *
 * @throws RangeError such as `settings require thorough to be true or false, got 1`
 */
export function requireBoolean(name: string, value: unknown): void {
  if (typeof value === "boolean") return;
  throw new RangeError(`settings require ${name} to be true or false, got ${JSON.stringify(value)}`);
}
