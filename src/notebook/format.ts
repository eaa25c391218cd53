/** A whole number with separated thousands: 40,000. */
export function grouped(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** A number with so many decimals, and a minus sign in place of a hyphen. */
export function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace("-", "−");
}

/** Seconds in common units: 0.4 s, 12 s, 3 min 5 s, 2 h 10 min. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * The numbers of a column in one format: whole numbers without a point, others with as many decimals as give the
 * largest four digits. A number that would be rounded to 0 gets an exponent.
 */
export function column(values: readonly number[]): string[] {
  const finite = values.filter(Number.isFinite);
  if (finite.every(Number.isInteger)) return values.map((v) => v.toLocaleString("en-US"));
  const largest = Math.max(...finite.map(Math.abs));
  const decimals = Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(largest))));
  return values.map((v) => {
    const fixed = v.toLocaleString("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    return v !== 0 && Number(fixed.replace(/,/g, "")) === 0 ? v.toExponential(2) : fixed;
  });
}
