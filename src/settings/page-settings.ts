import type { AssignmentSettings, SettingName } from "./table";

/** The settings of the assignment's trainer that a page lets its reader change, in this order. */
export const pageSettings = [
  ...(["stepSize", "dimensions", "window", "negatives", "loss", "seed"] as const),
  ...(["iterations", "batch", "annealEvery", "subsample", "power", "reference"] as const),
] satisfies (SettingName & keyof AssignmentSettings)[];

/** How many of them stand there at once; the others can be unfolded. */
export const firstSettings = 6;

export type PageSetting = (typeof pageSettings)[number];
