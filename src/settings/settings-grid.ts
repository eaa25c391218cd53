import { withDefaults } from "./settings";
import type { AssignmentSettings, FastSettings, Settings } from "./table";

/** Values of settings by name. */
type Shared = Readonly<Record<string, unknown>>;
type Varied = Readonly<Record<string, readonly unknown[]>>;

/**
 * The settings of every combination of some values, the last name changing fastest, with the defaults for the rest.
 *
 * @param shared values that all combinations have, by name; among them the trainer, the assignment's by default
 * @param varied some values for each of some names
 * @throws RangeError as `withDefaults`
 */
export function settingsGrid(shared: Shared & { readonly trainer: "fast" }, varied: Varied): FastSettings[];
export function settingsGrid(
  shared: Shared & { readonly trainer?: "assignment" },
  varied: Varied,
): AssignmentSettings[];
export function settingsGrid(shared: Shared, varied: Varied): Settings[] {
  const combinations = Object.entries(varied).reduce<Shared[]>(
    (all, [name, values]) => all.flatMap((before) => values.map((value) => ({ ...before, [name]: value }))),
    [shared],
  );
  return combinations.map((each) => withDefaults(each));
}
