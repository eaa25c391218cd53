/**
 * What is known of names before a text is read, by their texts as `nameText` and `letterText` give them. It decides
 * between readings that look the same: the number \sigma and the function, the variable d and the differential.
 */
export interface KnownNames {
  /** Names that stand for a value. */
  values: ReadonlySet<string>;
  /** Those of them that are defined by an expression. */
  defined: ReadonlySet<string>;
  /** Functions of one's own: before a parenthesis they are applied, not multiplied. */
  applied: ReadonlySet<string>;
  indices: ReadonlySet<string>;
  /** Whether a prime transposes what it stands at, as in statistics, unless it belongs to a known name. */
  transposes?: boolean;
}

export const nothingKnown: KnownNames = {
  values: new Set(),
  defined: new Set(),
  applied: new Set(),
  indices: new Set(),
};
