import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readVectors } from "../../../dist/vectors/read-vectors";
import { writeVectors } from "../../../dist/vectors/write-vectors";
import { gensim, gensimEnv } from "./gensim";
import { inCheckout } from "../../../dist/files/checkout";

/** Files that the real gensim wrote, committed. */
const committed = inCheckout("test/vectors/gensim");
const folder = mkdtempSync(path.join(tmpdir(), "gensim-"));
after(() => rmSync(folder, { recursive: true }));

const written = {
  "vectors.txt": "Float64Array",
  "vectors.bin": "Float32Array",
  "headless.txt.gz": "Float64Array",
  "gensim_tensor.tsv": "Float64Array",
  "float32.safetensors": "Float32Array",
  "float64.safetensors": "Float64Array",
};

interface Values {
  words: string[];
  values: number[];
  type: string;
}

async function requireAllRead(from: string): Promise<void> {
  const expected = JSON.parse(readFileSync(path.join(from, "values.json"), "utf8")) as Values;
  for (const [name, type] of Object.entries(written)) {
    const { words, vectors } = await readVectors(path.join(from, name));
    assert.deepEqual(words, expected.words, name);
    assert.equal(vectors.data.constructor.name, type, name);
    assert.deepEqual([...vectors.data].map(Math.fround), expected.values, name);
  }
  await assert.rejects(readVectors(path.join(from, "vectors.kv")), /a pickle, such as gensim's own save/);
}

test("vectors that gensim and safetensors wrote are read number by number", () => requireAllRead(committed));

test("the real gensim and safetensors read what is written, in every format, and write what is read", async (t) => {
  const python = gensim(t);
  if (!python) return;
  const { words, vectors } = await readVectors(path.join(committed, "vectors.bin"));
  const plain = ["a.txt", "a.txt.gz", "a.bin", "a.bin.gz", "a.safetensors"];
  const names = [...plain, "double.txt", "double.safetensors"];
  const doubles = { ...vectors, data: Float64Array.from(vectors.data) };
  for (const name of names) {
    const own = name.startsWith("double") ? doubles : vectors;
    writeVectors(path.join(folder, name), { words, vectors: own });
  }
  const args = [path.join(committed, "gensim_program.py"), "exchange", folder, ...names];
  const read = JSON.parse(execFileSync(python, args, { encoding: "utf8", env: gensimEnv })) as Values[];
  for (const [i, name] of names.entries()) {
    assert.deepEqual(read[i].words, words, name);
    assert.deepEqual(read[i].values, [...vectors.data], name);
    assert.equal(read[i].type, name === "double.safetensors" ? "float64" : "float32", name);
  }
  await requireAllRead(folder);
});
