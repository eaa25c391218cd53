import type { Expression } from "../latex/expression";
import type { Uses } from "./uses";

/** Whether sigmoids are taken of scores of words' vectors: then a loss without a definition is that of negative sampling. */
export function isSampled({ names }: Uses): boolean {
  const isSigma = (node: Expression): boolean => node.kind === "call" && node.name === "sigma";
  return names.get("u")?.some(({ inside }) => inside.some(isSigma)) === true;
}

/**
 * Whether a loss that stands among some names is the one of negative sampling; undefined where no equation with the loss
 * can be read as a whole, so that a sigmoid may stand in what cannot.
 */
export function isLossSampled(uses: Uses, loss: string): boolean | undefined {
  if (isSampled(uses)) return true;
  const places = [...uses.names.values()].flat().filter(({ symbol }) => symbol.name === loss);
  return places.some(({ equation: { sides } }) => sides.every((side) => side)) ? false : undefined;
}

/** Letters of losses that often stand without a definition. */
export const losses = ["J", "L"];
