import type { Settings } from "./table";

/**
 * Refuses settings that differ from those that something was made with.
 *
 * @param what it is, for the message of an error, as `checkpoint runs/a/checkpoint`
 * @param free whether a setting may be another
 * @throws RangeError that names the first other setting with both values
 */
export function requireSameSettings(
  what: string,
  made: Settings,
  given: Settings,
  free: (name: keyof Settings) => boolean,
): void {
  for (const name of Object.keys(given) as (keyof Settings)[]) {
    if (free(name) || made[name] === given[name]) continue;
    const [needed, got] = [made[name], given[name]].map((value) => JSON.stringify(value));
    throw new RangeError(`${what} requires ${name} to be ${needed}, got ${got}`);
  }
}
