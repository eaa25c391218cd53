/**
 * Refuses a chapter's own parameter that is not an integer within its range, in the words of `withDefaults`.
 *
 * @throws RangeError such as `settings require seeds to be an integer from 2 to 20, got 1`
 */
export function requireInteger(name: string, value: unknown, least: number, most: number): void {
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return;
  throw new RangeError(
    `settings require ${name} to be an integer from ${least} to ${most}, got ${JSON.stringify(value)}`,
  );
}
