import type { Expression } from "../latex/expression";
import type { Uses } from "./uses";

/** Whether sigmoids are taken of scores of words' vectors: then a loss without a definition is that of negative sampling. */
export function isSampled({ names }: Uses): boolean {
  const isSigma = (node: Expression): boolean => node.kind === "call" && node.name === "sigma";
  return names.get("u")?.some(({ inside }) => inside.some(isSigma)) === true;
}

/** Letters of losses that often stand without a definition. */
export const losses = ["J", "L"];
