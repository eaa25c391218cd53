import { below, type Random } from "./random";

/** The values in a random order, each order equally likely (R. A. Fisher and F. Yates, 1938; R. Durstenfeld, 1964). */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const order = [...values];
  for (let i = order.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
