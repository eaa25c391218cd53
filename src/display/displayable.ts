/** One value in several forms; a front end shows the richest it knows: `{ "text/plain": "...", ... }`. */
export type MimeBundle = Record<string, unknown>;

/** The method by which a value says how a notebook shows it (the convention of Deno's kernel). */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display") as never;

/** A value that a notebook can show richly. Every bundle holds `text/plain`, its text alternative. */
export interface Displayable {
  [jupyterDisplay](): MimeBundle;
}
