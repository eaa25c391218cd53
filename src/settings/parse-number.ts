const decimal = /^([+-]?)(\d+)?(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const based = /^0([xX][\da-fA-F]+|[oO][0-7]+|[bB][01]+)$/;

/**
 * The number that a text writes, if a double holds it: an integer exactly, or as what JavaScript prints back (1e23);
 * anything else to the nearest double, unless that is an integer or infinite.
 *
 * @param need the beginning of a message, as `settings require seed to be`
 * @returns undefined if the text is no number
 * @throws RangeError if digits would be lost
 */
export function parseNumber(text: string, need: string): number | undefined {
  const written = text.trim().replaceAll(/(?<=[\da-fA-F])_(?=[\da-fA-F])/g, "");
  const value = Number(written);
  const exact = based.test(written) ? { digits: BigInt(written), exponent: 0 } : parseDecimal(written);
  if (exact === undefined) return undefined;
  if (holds(value, exact)) return value;
  const became = Number.isFinite(value) ? `which would become ${value}` : "which is too large";
  throw new RangeError(`${need} a number that a double can hold, got ${text}, ${became}`);
}

/** digits · 10^exponent, where the last digit is not 0. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function parseDecimal(text: string): Decimal | undefined {
  const [matched, sign, whole = "", fraction = "", power = "0"] = decimal.exec(text) ?? [];
  if (matched === undefined || whole + fraction === "") return undefined;
  const all = (whole + fraction).replace(/^0+(?=.)/, "");
  const digits = all.replace(/0+$/, "");
  if (digits === "") return { digits: 0n, exponent: 0 };
  const exponent = Number(power) - fraction.length + (all.length - digits.length);
  return { digits: BigInt(sign === "-" ? `-${digits}` : digits), exponent };
}

function holds(value: number, { digits, exponent }: Decimal): boolean {
  if (!Number.isFinite(value)) return false;
  if (exponent < 0) return !Number.isInteger(value);
  if (!Number.isInteger(value) || exponent > 400) return false;
  const printed = parseDecimal(String(value));
  const same = (other: Decimal): boolean => other.digits * 10n ** BigInt(other.exponent) === digits * 10n ** BigInt(exponent); // prettier-ignore
  return BigInt(value) === digits * 10n ** BigInt(exponent) || (printed !== undefined && same(printed));
}
