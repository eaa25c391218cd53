import { differenceQuotient } from "./difference-quotient";
import type { Playground } from "./playground";
import { push } from "./push";
import { repeats } from "./repeats";
import { sigmoidSlope } from "./sigmoid-slope";
import { slidingWindow } from "./sliding-window";
import { surprise } from "./surprise";

/** Every playground, by the name that a cell gives. */
export const playgrounds = {
  surprise,
  push,
  sigmoid: sigmoidSlope,
  repeats,
  window: slidingWindow,
  difference: differenceQuotient,
} satisfies Record<string, Playground>;

export type PlaygroundName = keyof typeof playgrounds;
