import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { nameUnreadFormat, quoteForShell } from "../../dist/files/known-formats";

const folder = mkdtempSync(path.join(tmpdir(), "known-formats-"));
after(() => rmSync(folder, { recursive: true }));

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const zip = (name: string): Buffer =>
  Buffer.concat([latin1("PK\x03\x04"), Buffer.alloc(22), Buffer.of(name.length, 0, 0, 0), latin1(name)]);

test("formats that are not read are named by their bytes, with the command that converts them", () => {
  const cases: [Buffer, RegExp][] = [
    [gzipSync("a"), /^gzip data \(to convert it: gzip -dc < a\.x > a\)$/],
    [latin1("BZh91AY&SY\x01"), /^bzip2 data \(to convert it: bzip2 -dc a\.x > a\)$/],
    [latin1("\xfd7zXZ\0\0"), /^xz data \(to convert it: xz -dc/],
    [latin1("\x28\xb5\x2f\xfd\x04"), /^Zstandard data \(to convert it: zstd -dc/],
    [latin1("\x04\x22\x4d\x18d"), /^LZ4 data \(to convert it: lz4 -dc/],
    [zip("vectors.npy"), /^a numpy archive \(npz\) \(to convert it: python3 .*metadata\.tsv/],
    [zip("archive/data.pkl"), /^a PyTorch file/],
    [zip("glove.6B.50d.txt"), /^a zip archive \(to convert it: unzip a\.x\)$/],
    [latin1("PK\x03\x04"), /^a zip archive/],
    [Buffer.concat([Buffer.alloc(257, "a"), latin1("ustar\x0000")]), /^a tar archive \(to convert it: tar -xf a\.x\)$/], // prettier-ignore
    [latin1("7z\xbc\xaf\x27\x1c\0"), /^a 7z archive/],
    [latin1("PAR1\x15\x04"), /^a Parquet table .*read_parquet/],
    [latin1("ARROW1\0\0"), /^an Arrow table .*read_feather/],
    [latin1("\xff\xff\xff\xff\x70\0\0\0"), /^a stream of Arrow tables/],
    [latin1("\x89HDF\r\n\x1a\n\0"), /^an HDF5 file/],
    [latin1("SQLite format 3\0"), /^an SQLite database .*sqlite3/],
    [latin1("\x93NUMPY\x01"), /^a numpy array, which has no words/],
    [latin1("\xba\x16\x4f\x2f\x0c\0\0\0"), /^fastText's own format .*load_facebook_vectors/],
    [latin1("\x80\x04\x95"), /^a pickle, such as gensim's own save\(\) writes/],
    [latin1("\xff\xfea\0"), /^text in UTF-16 \(to convert it: iconv -f UTF-16 -t UTF-8 a\.x > a\.txt\)$/],
    [Buffer.from("the 0.1 0.2\n", "utf16le"), /^text in UTF-16LE/],
    [Buffer.from("the 0.1 0.2\n", "utf16le").swap16(), /^text in UTF-16BE/],
    [latin1("\xff\xfe\0\0a\0\0\0"), /^text in UTF-32 /],
    [latin1("a\0\0\0b\0\0\0c\0\0\0"), /^text in UTF-32LE/],
    [latin1('{"the": [0.1, 0.2]}'), /^JSON .*jq -r 'to_entries/],
    [latin1('\xef\xbb\xbf [\n {"text": "a"}'), /^JSON/],
    [latin1("[[0.1, 0.2], [1, 2]]"), /^JSON/],
    [latin1('["the", "of"]'), /^JSON/],
    [latin1("version https://git-lfs.github.com/spec/v1\n"), /^a pointer of Git LFS/],
  ];
  for (const [bytes, expected] of cases)
    assert.match(nameUnreadFormat(bytes, "a.x", "vectors") ?? "none", expected);
  const texts: [Buffer, RegExp][] = [
    [latin1("%PDF-1.7\n"), /^a PDF document \(to convert it: pdftotext a\.x a\.txt\)$/],
    [zip("[Content_Types].xml"), /^an office document or a book \(to convert it: pandoc/],
  ];
  for (const [bytes, expected] of texts)
    assert.match(nameUnreadFormat(bytes, "a.x", "text") ?? "none", expected);
});

test("no command is advised that cannot make what is wanted", () => {
  const fasttext = latin1("\xba\x16\x4f\x2f\x0c\0\0\0");
  const header = '{"vectors":{"dtype":"F32"}}';
  const safetensors = latin1(`${String.fromCharCode(header.length)}\0\0\0\0\0\0\0${header}`);
  const floats = Buffer.from(Float32Array.from({ length: 50 }, (_, i) => Math.sin(i)).buffer);
  const binary = Buffer.concat([latin1("1 50\nthe "), floats]);
  const utf8Binary = Buffer.from(binary.toString("latin1")); // as a text of another encoding arrives
  const noText = /, which is no text; name the text that it was made from$/;
  for (const bytes of [fasttext, zip("a.npy"), zip("archive/data.pkl"), latin1("\x93NUMPY\x01"), latin1("\x80\x04\x95"), safetensors, binary, utf8Binary])
    assert.match(nameUnreadFormat(bytes, "a.x", "text") ?? "none", noText); // prettier-ignore
  for (const bytes of [safetensors, binary])
    assert.equal(nameUnreadFormat(bytes, "a.x", "vectors"), undefined);
  const noVectors = /, which is no file of vectors; npm run train makes vectors of a text$/;
  for (const bytes of [latin1("%PDF-1.7\n"), latin1("{\\rtf1 a"), zip("word/document.xml")])
    assert.match(nameUnreadFormat(bytes, "a.x", "vectors") ?? "none", noVectors);
});

test("vectors as text are no text to train on; sentences and tables of whole numbers are", () => {
  const vectors = [
    "2 3\nthe 1 2 3\nof 4 5 6\n", "2 3\r\nthe 0.1 -2e-3 3\r\nof 4 5", "the 0.1 0.2\nof -0.3 1\n",
    "2 2\nNew York 1 2\n", "1 0.5\n2 0.25\n", "the\t.5\t1.\nof\t1e5\t2\n",
  ]; // prettier-ignore
  for (const text of vectors)
    assert.match(
      nameUnreadFormat(Buffer.from(text), "a", "text") ?? text,
      /^vectors in a text, .* no text; name the/,
    );
  const texts = [
    "2 3\nthe 1 2\n", "the 1 2\nof 3 4\n", "the 0.1 0.2\nof it\n", "pi is 3.14\ne is 2.718\n", "0.5\n0.25\n",
    "the 0.1 0.2\n", "12 3\n", "room 1.5 2\nroom 1.5\n", "2 3\n",
  ]; // prettier-ignore
  for (const text of texts) assert.equal(nameUnreadFormat(Buffer.from(text), "a", "text"), undefined, text);
});

test("texts and vectors that begin like another format are not taken for it", () => {
  const read = [
    "PAR1 est ici\n", "BZh9 is a prefix\n", "PK and others\n", "{ 0.1 0.2\n", "[ 0.1 0.2\n", "[1] A note.\n",
    "[Applause] Thank you.\n", "{she} said\n", '"Yes," he said.\n', "[1, 2] are notes\n", "2 3\n", "a\0b c\0d\n", "",
    "\ufeffthe 0.1\n", "ustar\n", "漢字 漢字\n", "ab", '[" 0.1 0.2\n',
  ]; // prettier-ignore
  for (const text of read)
    for (const wanted of ["text", "vectors"] as const)
      assert.equal(nameUnreadFormat(Buffer.from(text), "a", wanted), undefined, JSON.stringify(text));
});

test("the commands that are printed do what they say, for a name with blanks and quotes, too", (t) => {
  const name = path.join(folder, "it's a file.txt");
  const pack: [string, string[], string][] = [
    ["bzip2", ["-c"], ".bz2"],
    ["xz", ["-c"], ".xz"],
    ["zstd", ["-qc"], ".zst"],
    ["lz4", ["-qc"], ".lz4"],
    ["gzip", ["-c"], ".gz"],
    ["iconv", ["-f", "UTF-8", "-t", "UTF-16"], ".utf16"],
  ];
  const there = pack.filter(([program]) => spawnSync(program, ["--version"]).status === 0);
  if (there.length === 0) return t.skip("no program that packs is there");
  for (const [program, args, ending] of there) {
    const packed = execFileSync(program, args, { input: "the 0.5 é\n" });
    writeFileSync(name + ending, packed);
    const said = nameUnreadFormat(packed, name + ending, "text") ?? "";
    const command = /\(to convert it: (.*)\)$/.exec(said)?.[1] ?? assert.fail(said);
    execFileSync("sh", ["-c", command]);
    assert.equal(readFileSync(ending === ".utf16" ? name + ".txt" : name, "utf8"), "the 0.5 é\n", command);
  }
});

test("a file's name is quoted for a shell only where it has to be", () => {
  const cases = { "a.txt": "a.txt", "a b": "'a b'", "it's": "'it'\\''s'", "-a": "./-a", $x: "'$x'" };
  for (const [name, quoted] of Object.entries(cases)) assert.equal(quoteForShell(name), quoted);
});
