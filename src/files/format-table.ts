import {
  begins,
  firstInZip,
  hasControl,
  isBinaryVectors,
  isJson,
  isSafetensors,
  isTextVectors,
  wideUnits,
} from "./magic-bytes";

/** What a reader wants of a file; it decides the command that converts it. */
export type Wanted = "text" | "vectors";

/** A format that a reader here may be given and does not read. */
export interface KnownFormat {
  readonly is: string;
  /** whether the first bytes of a file are of this format */
  readonly matches: (head: Buffer) => boolean;
  /**
   * the command that converts the file IN, where OUT is a file beside it; one for both where only what is inside decides,
   * and none for what such a file never holds
   */
  readonly command: string | Readonly<Partial<Record<Wanted, string>>>;
  /** whether OUT is called as IN without its ending; else it ends in .txt */
  readonly unpacks?: true;
  /** what this project reads it as; it is known where the other is wanted */
  readonly read?: Wanted;
}

/** Reads a table: a column of words and others of numbers; or texts in the column "text". */
const table = (read: string, imports = "pandas"): Readonly<Record<Wanted, string>> => {
  const program = (write: string): string => `python3 -c 'import sys, ${imports}; ${read}${write}' IN OUT`;
  return {
    vectors: program('.to_csv(sys.argv[2], sep=" ", index=False, header=False)'),
    text: program('["text"].to_csv(sys.argv[2], index=False, header=False)'),
  };
};

/** Writes a matrix to vectors.tsv; its words belong into metadata.tsv, one a line. */
const matrix = (read: string, imports = ""): { vectors: string } => ({
  vectors: `python3 -c 'import sys, numpy as n${imports}; ${read}; n.savetxt(sys.argv[2], m, delimiter="\\t")' IN VECTORS; its words belong into metadata.tsv beside that, one a line`,
});

const gensim = (load: string): { vectors: string } => ({
  vectors: `python3 -c 'import sys; ${load}.save_word2vec_format(sys.argv[2])' IN OUT`,
});

const pandoc = { text: "pandoc -t plain -o OUT IN" };

/** The first that matches counts: what a zip archive holds is asked before the archive. */
export const formats: readonly KnownFormat[] = [
  { is: "gzip data", matches: begins("\x1f\x8b"), command: "gzip -dc < IN > OUT", unpacks: true },
  { is: "bzip2 data", matches: (head) => /^BZh[1-9](1AY&SY|\x17rE8P\x90)/.test(head.toString("latin1", 0, 10)), command: "bzip2 -dc IN > OUT", unpacks: true }, // prettier-ignore
  { is: "xz data", matches: begins("\xfd7zXZ\0"), command: "xz -dc IN > OUT", unpacks: true },
  { is: "lzma data", matches: begins("\x5d\0\0"), command: "xz --format=lzma -dc IN > OUT", unpacks: true },
  { is: "Zstandard data", matches: begins("\x28\xb5\x2f\xfd"), command: "zstd -dc --long=31 IN > OUT", unpacks: true }, // prettier-ignore
  { is: "LZ4 data", matches: begins("\x04\x22\x4d\x18"), command: "lz4 -dc IN > OUT", unpacks: true },
  { is: "data packed by compress", matches: begins("\x1f\x9d"), command: "gzip -dc < IN > OUT", unpacks: true }, // prettier-ignore
  {
    is: "a numpy archive (npz)",
    matches: firstInZip(/\.npy$/),
    command: matrix("f = n.load(sys.argv[1]); m = max((f[k] for k in f.files if f[k].ndim == 2), key=n.size)"), // prettier-ignore
  },
  {
    is: "a PyTorch file",
    matches: firstInZip(/(^|\/)data\.pkl$/),
    command: matrix(
      'f = torch.load(sys.argv[1], map_location="cpu"); m = max((t for t in f.values() if t.ndim == 2), key=torch.numel).float()',
      ", torch",
    ),
  },
  {
    is: "an office document or a book",
    matches: firstInZip(/^(\[Content_Types\]\.xml|_rels\/|word\/|docProps\/|mimetype$)/),
    command: pandoc,
  },
  { is: "a zip archive", matches: begins("PK\x03\x04", "PK\x05\x06"), command: "unzip IN" },
  { is: "a tar archive", matches: (head) => begins("ustar")(head.subarray(257)), command: "tar -xf IN" },
  { is: "a 7z archive", matches: begins("7z\xbc\xaf\x27\x1c"), command: "7z x IN" },
  { is: "a RAR archive", matches: begins("Rar!\x1a\x07"), command: "unrar x IN" },
  { is: "a PDF document", matches: begins("%PDF-"), command: { text: "pdftotext IN OUT" } },
  { is: "an RTF document", matches: begins("{\\rtf"), command: { text: "pandoc -f rtf -t plain -o OUT IN" } },
  {
    is: "an office document",
    matches: begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    command: { text: "soffice --headless --convert-to txt:Text IN" },
  },
  {
    is: "a Parquet table",
    matches: (head) => begins("PAR1")(head) && hasControl(head),
    command: table("pandas.read_parquet(sys.argv[1])"),
  },
  {
    is: "an Arrow table",
    matches: (head) => begins("ARROW1\0")(head) || (begins("FEA1")(head) && hasControl(head)),
    command: table("pandas.read_feather(sys.argv[1])"),
  },
  {
    is: "a stream of Arrow tables",
    matches: (head) => begins("\xff\xff\xff\xff")(head) && head.length >= 8 && head.readInt32LE(4) > 0,
    command: table("pyarrow.ipc.open_stream(sys.argv[1]).read_pandas()", "pyarrow.ipc"),
  },
  {
    is: "an HDF5 file",
    matches: begins("\x89HDF\r\n\x1a\n"),
    command: {
      ...table("pandas.read_hdf(sys.argv[1])"),
      vectors: table("pandas.read_hdf(sys.argv[1])").vectors.replace("index=False, ", ""), // its index has the words
    },
  },
  {
    is: "an SQLite database",
    matches: begins("SQLite format 3\0"),
    command: `sqlite3 -separator " " IN "SELECT * FROM name" > OUT, where "sqlite3 IN .tables" lists the names`,
  },
  { is: "a numpy array, which has no words", matches: begins("\x93NUMPY"), command: matrix("m = n.load(sys.argv[1])") }, // prettier-ignore
  {
    is: "fastText's own format",
    matches: begins("\xba\x16\x4f\x2f"),
    command: gensim("from gensim.models.fasttext import load_facebook_vectors as load; load(sys.argv[1])"),
  },
  {
    is: "a pickle, such as gensim's own save() writes",
    matches: (head) => /^(\x80[\x02-\x05]|ccopy_reg\n|\([dl]p\d*\n)/.test(head.toString("latin1", 0, 20)),
    command: gensim('from gensim.utils import SaveLoad as s; m = s.load(sys.argv[1]); getattr(m, "wv", m)'),
  },
  {
    is: "a pointer of Git LFS in place of the file",
    matches: begins("version https://git-lfs."),
    command: "git lfs pull --include IN",
  },
  ...["UTF-32", "UTF-32LE", "UTF-32BE", "UTF-16", "UTF-16LE", "UTF-16BE"].map((encoding) => ({
    is: `text in ${encoding}`,
    matches: (head: Buffer) => wideUnits(head) === encoding,
    command: `iconv -f ${encoding} -t UTF-8 IN > OUT`,
  })),
  {
    is: "JSON",
    matches: isJson,
    command: {
      text: `jq -r .text IN > OUT, where .text stands for the texts`,
      vectors: `jq -r 'to_entries[] | "\\(.key) \\(.value | map(tostring) | join(" "))"' IN > OUT, if each key is a word`,
    },
  },
  {
    is: "vectors in safetensors",
    matches: (head) => isSafetensors(head) && head.readUInt32LE(4) === 0,
    command: {},
    read: "vectors",
  },
  { is: "vectors in word2vec's binary format", matches: isBinaryVectors, command: {}, read: "vectors" },
  {
    is: "vectors in a text, as word2vec and GloVe write them",
    matches: isTextVectors,
    command: {},
    read: "vectors",
  },
];
