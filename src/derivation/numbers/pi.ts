/** More digits than any value is computed with. */
const digits = 300;

/** \pi as a decimal number, by Machin's formula: \pi / 4 = 4 arctan(1/5) - arctan(1/239). */
export const piText: string = (() => {
  const guard = 10n;
  const unit = 10n ** (BigInt(digits) + guard);
  const arctan = (inverse: bigint): bigint => {
    let power = unit / inverse;
    let sum = power;
    for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
      power /= inverse * inverse;
      sum += (sign * power) / n;
    }
    return sum;
  };
  const text = String((4n * (4n * arctan(5n) - arctan(239n))) / 10n ** guard);
  return `${text[0]}.${text.slice(1)}`;
})();
