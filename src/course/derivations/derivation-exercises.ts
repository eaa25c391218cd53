import type { DerivationExercise } from "./derivation-exercise";
import { crossEntropy, sigmoidSlope, softmaxCentre, softmaxOutside } from "./one-pair";
import { samplingCentre, samplingOutside } from "./sampled";
import {
  otherCentres,
  sampledWindowCentre,
  sampledWindowOutside,
  windowCentre,
  windowOutside,
} from "./window";

const all = {
  ...{ crossEntropy, softmaxCentre, softmaxOutside, sigmoidSlope, samplingCentre, samplingOutside },
  ...{ windowCentre, windowOutside, otherCentres, sampledWindowCentre, sampledWindowOutside },
};

export type DerivationName = keyof typeof all;

/** The derivations to write, in the order of the assignment. */
export const derivationExercises: Readonly<Record<DerivationName, DerivationExercise>> = all;

export const derivationNames = Object.keys(all) as DerivationName[];

/** @throws RangeError naming those there are */
export function findDerivation(name: string): DerivationExercise {
  if (Object.hasOwn(all, name)) return all[name as DerivationName];
  throw new RangeError(`an exercise requires one of ${derivationNames.join(", ")}, got ${name}`);
}
