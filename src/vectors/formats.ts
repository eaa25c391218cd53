/** Formats of vector files: word2vec's two, safetensors, and the Embedding Projector's pair of TSV files. */
export type Format = "text" | "binary" | "safetensors" | "tsv";

/** Ends of file names, the usual one first, and what a word may not be or have. */
export const formats: Readonly<Record<Format, { ends: readonly string[]; notInWords: RegExp }>> = {
  text: { ends: [".txt", ".vec"], notInWords: /[ \n]|^$/ },
  binary: { ends: [".bin"], notInWords: /[ \n]|^$/ },
  safetensors: { ends: [".safetensors"], notInWords: /^$/ },
  tsv: { ends: [".tsv"], notInWords: /[\t\n\r]|^$/ },
};

/** The format of this name. */
export function formatNamed(name: string): Format {
  if (isFormat(name)) return name;
  throw new RangeError(
    `format is required to be ${Object.keys(formats).join(", ")}, got ${JSON.stringify(name)}`,
  );
}

/** The format that the end of a file's name stands for; `.gz` behind it is allowed. */
export function formatFor(path: string): Format {
  const plain = path.replace(/\.gz$/, "");
  for (const name of Object.keys(formats)) {
    if (isFormat(name) && formats[name].ends.some((end) => plain.endsWith(end))) return name;
  }
  const known = Object.values(formats).flatMap(({ ends }) => ends);
  throw new RangeError(`formatFor requires a name that ends in ${known.join(", ")}, got ${path}`);
}

function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}
