/** Formats of vector files: word2vec's two, safetensors, and the Embedding Projector's pair of TSV files. */
export type Format = "text" | "binary" | "safetensors" | "tsv";

/** What is read: models of fastText, too, which only a training with parts of words writes. */
export type ReadFormat = Format | "fasttext";

/** Ends of file names, the usual one first, and what a word of the format may not contain. */
export const formats: Readonly<Record<Format, { ends: readonly string[]; notInWords: RegExp }>> = {
  text: { ends: [".txt", ".vec"], notInWords: /[ \n]|^$/ },
  binary: { ends: [".bin"], notInWords: /[ \n]|^$/ },
  safetensors: { ends: [".safetensors"], notInWords: /^$/ },
  tsv: { ends: [".tsv"], notInWords: /[\t\n\r]|^$/ },
};

/** The format with this name. @throws RangeError if there is none */
export function findFormat(name: string): Format {
  if (isFormat(name)) return name;
  throw new RangeError(
    `a format of vectors is required to be ${Object.keys(formats).join(" or ")}, got ${JSON.stringify(name)}`,
  );
}

/** The format that the end of a file's name stands for; `.gz` may follow. */
export function formatFor(path: string): Format {
  const plain = path.replace(/\.gz$/i, "").toLowerCase();
  for (const name of Object.keys(formats)) {
    if (isFormat(name) && formats[name].ends.some((end) => plain.endsWith(end))) return name;
  }
  const known = Object.values(formats).flatMap(({ ends }) => ends);
  throw new RangeError(
    `a file of vectors requires a name that ends in ${known.join(", ")}, or its format after --to, got ${path}`,
  );
}

function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}
