import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { hashFileSync } from "../files/sha256";
import { writeAtomic } from "../files/write-atomic";
import { readVectors } from "../vectors/read-vectors";
import { writeVectors } from "../vectors/write-vectors";
import { findDamage, listedFiles, writeHashes } from "./file-hashes";
import { readJson } from "./run-json";

/* A packed run takes a fifth of the disk: its vectors have 32 bits a number, and gzip packs what is long. */

const vectors = "vectors.txt";
const packedVectors = "vectors.bin.gz";

/** What gzip packs, and what can be made of the rest. */
const long = ["notebook.ipynb", "loss.csv", "progress.ndjson"];
const made = ["report.html"];

/** Says of a packed run what its vectors were before. */
const packedFile = "packed.json";

/** The SHA-256 that `vectors.txt` had before the run was packed, with all digits; undefined of a run that is not packed. */
export function hashBeforePacking(folder: string): string | undefined {
  const { sha256 } = (readJson(path.join(folder, packedFile))?.vectors ?? {}) as { sha256?: unknown };
  return typeof sha256 === "string" ? sha256 : undefined;
}

/** Writes the packed files of a run beside the others, each whole or not at all. @returns the names of those that are needed no more */
async function writePacked(folder: string): Promise<string[]> {
  const at = (name: string): string => path.join(folder, name);
  const there = [...long, vectors, ...made].filter((name) => existsSync(at(name)));
  for (const name of there.filter((one) => long.includes(one))) {
    const bytes = readFileSync(at(name));
    writeAtomic(
      at(`${name}.gz`),
      gzipSync(name.endsWith(".ipynb") ? withoutIndents(bytes) : bytes, { level: 9 }),
    );
  }
  if (there.includes(vectors)) {
    writeVectors(at(packedVectors), await readVectors(at(vectors), "float32"), "binary");
    const sha256 = hashFileSync(at(vectors));
    writeAtomic(
      at(packedFile),
      JSON.stringify({ format: 1, vectors: { file: vectors, sha256 } }, null, 2) + "\n",
    );
  }
  return there;
}

/** A notebook has each number of a plot in a line of its own. */
const withoutIndents = (notebook: Buffer): string =>
  JSON.stringify(JSON.parse(notebook.toString("utf8"))) + "\n";

/** Packs the folder of a run that is not yet published. */
export async function packBeforePublishing(folder: string): Promise<void> {
  for (const name of await writePacked(folder)) rmSync(path.join(folder, name));
}

/**
 * Packs the folder of a run that has ended. Whoever reads it meanwhile finds the one form or the other; after an interruption the
 * same call goes on.
 *
 * @returns whether there was anything to pack
 * @throws RangeError if its files are not those that were written when it ended
 */
export async function packRun(folder: string): Promise<boolean> {
  const plain = [vectors, ...long];
  if (!listedFiles(folder).some((name) => plain.includes(name))) {
    const left = [...plain, ...made].filter((name) => existsSync(path.join(folder, name)));
    for (const name of left) rmSync(path.join(folder, name)); // an interruption has left it, or it was made since
    return left.length > 0;
  }
  const damage = findDamage(folder, [packedVectors, packedFile, ...long.map((name) => `${name}.gz`)]);
  if (damage !== undefined) throw new RangeError(damage);
  const old = await writePacked(folder);
  writeHashes(folder, old);
  for (const name of old) rmSync(path.join(folder, name));
  return true;
}
