import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";

const program = inCheckout("dist/cli/convert.js");
const folder = mkdtempSync(path.join(tmpdir(), "convert-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);

function convert(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, INIT_CWD: folder };
  return spawnSync(process.execPath, [program, ...args], { encoding: "utf8", cwd: folder, env });
}

const text = "2 3\n😀 0.100000001 -1.5 1.00000001e-7\n<b> 3 4 5\n"; // floats

test("convert takes vectors through every format and back to the same file", () => {
  writeFileSync(file("a.txt"), text);
  const way = ["a.txt", "b.bin", "c.safetensors", "d_tensor.tsv", "e.bin.gz", "f.vec"];
  way.slice(1).forEach((to, i) => {
    const { status, stderr, stdout } = convert(
      way[i],
      to,
      ...(to === "d_tensor.tsv" ? ["--type", "float32"] : []),
    );
    assert.deepEqual([status, stderr], [0, ""], to);
    assert.match(stdout, /^2 words, 3 dimensions, as \w+: /);
  });
  assert.equal(readFileSync(file("f.vec"), "utf8"), text);
  assert.equal(readFileSync(file("d_metadata.tsv"), "utf8"), "😀\n<b>\n");
});

test("convert is told formats that names and bytes do not tell", () => {
  const short = Buffer.concat([Buffer.from("1 1\na "), Buffer.from("1234"), Buffer.from("\n")]); // either
  writeFileSync(file("short"), short);
  const { status, stdout } = convert("short", "short.out", "--from", "binary", "--to", "text", "--json");
  const said = { words: 1, dimensions: 1, format: "text", files: ["short.out"] };
  assert.deepEqual([status, JSON.parse(stdout)], [0, said]);
  const value = Number(short.readFloatLE(6).toPrecision(9));
  assert.equal(readFileSync(file("short.out"), "utf8"), `1 1\na ${value}\n`);
});

test("convert refuses what it cannot do in one line, and writes nothing", () => {
  writeFileSync(file("a.txt"), text);
  writeFileSync(file("cut.txt"), text.slice(0, -5));
  const before = readdirSync(folder);
  const cases: [string[], RegExp][] = [
    [["a.txt"], /requires two files, IN and OUT, got 1/],
    [
      ["a.txt", "b.kv"],
      /requires a name that ends in .txt, .vec, .bin, .safetensors, .tsv, or its format after --to, got b.kv/,
    ],
    [
      ["a.txt", "b", "--to", "glove"],
      /format of vectors is required to be text or binary or safetensors or tsv, got "glove"/,
    ],
    [
      ["a.txt", "n.bin", "--type", "half"],
      /requires --type to be float32, float64, float16 or bfloat16, got "half"/,
    ],
    [["nowhere", "n.bin"], /^nowhere is not there; check the name\n$/],
    [["cut.txt", "n.bin"], /3 numbers in line 3 of cut.txt, got 1/],
    [["a.txt", "n.bin", "--from", "tsv"], /its words in a-metadata.tsv in a.txt, got no such file/],
  ];
  for (const [args, message] of cases) {
    const { status, stdout, stderr } = convert(...args);
    assert.deepEqual([status, stdout], [1, ""], args.join(" "));
    assert.match(stderr, message);
    assert.equal(stderr.trim().split("\n").length, 1);
  }
  assert.deepEqual(readdirSync(folder), before);
});

test("convert writes where OUT leads, and replaces nothing that it was not told to", () => {
  writeFileSync(file("in.txt"), text);
  writeFileSync(file("own.txt"), "mine");
  symlinkSync("own.txt", file("link.txt"));
  symlinkSync("in.txt", file("same.txt"));
  linkSync(file("in.txt"), file("hard.txt"));
  const refused: [string[], RegExp][] = [
    [["in.txt", "own.txt"], /^own.txt is there already; name another file, or replace it with --force\n$/],
    [["in.txt", "link.txt"], /^link.txt is there already/],
    [["in.txt", "same.txt", "--force"], /^the output requires another file than the input, got same.txt/],
    [["in.txt", "hard.txt", "--force"], /^the output requires another file than the input, got hard.txt/],
    [["in.txt", ".", "--to", "text"], /^\. is a folder; name a file\n$/],
    [["in.txt", "/dev/stdout"], /a name that ends in .*, or its format after --to, got \/dev\/stdout/],
    [["in.txt", "/dev/stdout", "--to", "tsv"], /names of files, got \/dev\/stdout, a pipe or a device/],
  ];
  for (const [args, message] of refused) {
    const { status, stderr } = convert(...args);
    assert.equal(status, 1, args.join(" "));
    assert.match(stderr, message);
  }
  assert.deepEqual(
    [readFileSync(file("own.txt"), "utf8"), readFileSync(file("in.txt"), "utf8")],
    ["mine", text],
  );
  assert.equal(convert("in.txt", "link.txt", "--force").status, 0);
  assert.equal(readFileSync(file("own.txt"), "utf8"), text);
  const { stdout, stderr } = convert("in.txt", "/dev/stdout", "--to", "text");
  assert.deepEqual([stdout, stderr], [text, "2 words, 3 dimensions, as text: /dev/stdout\n"]);
});
