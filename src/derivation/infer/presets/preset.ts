/**
 * One declaration of a preset, with the names that call for it.
 *
 * A name is written as it stands in a line. `U` is the name by itself, `v_c` that name, and `u_*` is u with any
 * subscript by a letter. `a|b` is either of two.
 */
export interface PresetRow {
  /** Names of which one must stand in the section; "draws" is a subscript that counts what was drawn. */
  for: readonly string[];
  /** The declarations; `{d}` stands for the length of a word's vector, `{n}` for the number of words, `{Vocab}` for their set, `{hot}` for the index of the right class, as the author calls them. */
  line: string;
  /** Names of which each must stand there as well. */
  with?: readonly string[];
  /** What must not stand there. */
  without?: readonly string[];
  /** Names that it declares as well, so that no row of their own is asked for where this one fits. */
  covers?: readonly string[];
  /** Names that the line uses and that need their rows too. */
  uses?: readonly string[];
  /** The layout for which it holds; both if none is said. */
  layout?: Layout;
}

export type Layout = "columns" | "rows";

/**
 * What speaks for a preset, and how much: one of some names, `=softmax` for a function, `in Vocab` for a sum's
 * set, `1..K` for its end, `label neg-sample` for a loss with that label.
 */
export interface Sign {
  any: readonly string[];
  weight: number;
}

/** Well-known notation: which names a field uses, and what they mean there. */
export interface Preset {
  name: string;
  /** What it is, for people. */
  title: string;
  signs: readonly Sign[];
  /** The least weight of signs with which it is taken. */
  least: number;
  /** Names of which what the prose says is left to the rows, where these have another name for the same. */
  replaces?: readonly string[];
  /** The letter of how many words of the context there are; sums up to it count no words of the vocabulary. */
  contexts?: string;
  /** Of two rows for one name the first that fits holds. */
  rows: readonly PresetRow[];
  /** Losses, which often stand without a definition. */
  losses?: readonly Loss[];
  /** Letters of the probability of a word given the word c, which is the prediction. */
  probabilities?: readonly string[];
}

/** A loss by the labels that name it and by the signs of it where it has no label. */
export interface Loss {
  /** The names that it may have, where these are not all letters of losses. */
  names?: readonly string[];
  labels: readonly string[];
  signs: readonly Sign[];
  body: string;
  /** What it depends on, in the order of its arguments. */
  parameters: readonly string[];
  uses: readonly string[];
  /** Names of which one must stand in the section for a loss without a label. */
  beside?: readonly string[];
  /** Names of which each must stand in the section. */
  with?: readonly string[];
  /** Declarations of its own that it needs. */
  lines?: readonly string[];
  /** Whether it is what a label always stands for, so that an equation for it in the text is a claim. */
  fixed?: boolean;
}
