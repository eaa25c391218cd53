/** What made a run. Runs of different origins are never put together: code changes results. */
export interface Origin {
  /** name of the chapter; null for `npm run train` and for a run that was written by hand */
  readonly chapter: string | null;
  /** SHA-256 of all code that made it; null for a folder that does not say it */
  readonly code: string | null;
}

/** Equal for runs that the same code made. */
export const originKey = ({ origin }: { readonly origin: Origin }): string =>
  JSON.stringify([origin.chapter, origin.code]);

/** The version of some code, as people read it. */
export const shortCode = (code: string): string => code.slice(0, 8);

/** What made a run, in words: `07-training with code 1a2b3c4d`. */
export function describeOrigin({ chapter, code }: Origin): string {
  const by = chapter ?? "no chapter";
  return code === null ? `${by} with code that the folder does not name` : `${by} with code ${shortCode(code)}`; // prettier-ignore
}
