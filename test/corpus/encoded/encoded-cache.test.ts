import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { encodeText } from "../../../dist/corpus/encoded/encode-text";
import type { EncodedText } from "../../../dist/corpus/encoded/encoded-text";
import { decoded, encodedBySplit } from "./obvious";
import { inCheckout } from "../../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "encoded-cache-"));
after(() => rmSync(folder, { recursive: true }));

/** Encodes, and tells whether the texts were read. */
async function encode(file: string, cache: string): Promise<{ text: EncodedText; read: boolean }> {
  let read = false;
  const text = await encodeText([file], { minimumCount: 1, cache, onProgress: () => (read = true) });
  return { text, read };
}

function listEntries(cache: string): string[] {
  return readdirSync(cache).filter((name) => name !== "seen");
}

test("a text that has not changed for a while is not read again, and one that has is", async () => {
  const cache = path.join(folder, "again");
  const file = path.join(folder, "again.txt");
  writeFileSync(file, "a b c\n");
  assert.equal((await encode(file, cache)).read, true);
  assert.equal((await encode(file, cache)).read, true); // it was written a moment ago, and might be changing still
  await wait(2100);
  const first = await encode(file, cache);
  const second = await encode(file, cache);
  assert.deepEqual([first.read, second.read], [true, false]);
  assert.deepEqual(second.text, first.text);

  const { atime, mtime } = statSync(file);
  writeFileSync(file, "a b d\n"); // as long as before, and as old
  utimesSync(file, atime, mtime);
  const changed = await encode(file, cache);
  assert.equal(changed.read, true);
  assert.deepEqual(changed.text.words, ["a", "b", "d"]);
  assert.equal(listEntries(cache).length, 2);
});

test("the same text in another file, packed or not, shares its entry", async () => {
  const cache = path.join(folder, "shared");
  const [plain, packed] = [path.join(folder, "plain"), path.join(folder, "packed")];
  writeFileSync(plain, "a b\nc a\n");
  writeFileSync(packed, gzipSync("a b\nc a\n"));
  const [one, other] = [await encode(plain, cache), await encode(packed, cache)];
  assert.deepEqual(other.text, one.text);
  assert.equal(listEntries(cache).length, 1);
});

test("texts that only together are the same do not share an entry", async () => {
  const cache = path.join(folder, "together");
  const files = ["a b", " c", "a", " b c"].map((text, i) => {
    const file = path.join(folder, `part-${i}`);
    writeFileSync(file, text);
    return file;
  });
  const one = await encodeText(files.slice(0, 2), { minimumCount: 1, cache });
  const other = await encodeText(files.slice(2), { minimumCount: 1, cache });
  assert.equal(one.sha256, other.sha256);
  assert.deepEqual(decoded(one).sentences, [["a", "b"], ["c"]]); // prettier-ignore
  assert.deepEqual(decoded(other).sentences, [["a"], ["b", "c"]]); // prettier-ignore
});

test("an entry with any byte changed, cut or missing is made again", async () => {
  const cache = path.join(folder, "damaged");
  const file = path.join(folder, "damaged.txt");
  writeFileSync(file, "a b é\n");
  const { text } = await encode(file, cache);
  const expected = decoded(text);
  const entry = path.dirname(text.idsFile);
  for (const name of readdirSync(entry)) {
    const whole = readFileSync(path.join(entry, name));
    const damages = [whole.subarray(0, -1), Buffer.alloc(0), Buffer.concat([whole, whole])];
    for (let i = 0; i < whole.length; i += 13) {
      damages.push(Buffer.from(whole.map((byte, at) => (at === i ? byte ^ 1 : byte))));
    }
    for (const damage of damages) {
      writeFileSync(path.join(entry, name), damage);
      assert.deepEqual(decoded((await encode(file, cache)).text), expected);
      assert.deepEqual(readFileSync(path.join(entry, name)), whole);
    }
    rmSync(path.join(entry, name));
    assert.deepEqual(decoded((await encode(file, cache)).text), expected);
  }
});

/** A process that encodes a file, and prints the name of the ids' file. */
function encoder(file: string, cache: string): ChildProcess {
  const module = inCheckout("dist/corpus/encoded/encode-text.js");
  const program = `require(${JSON.stringify(module)}).encodeText([${JSON.stringify(file)}], { minimumCount: 1, cache: ${JSON.stringify(cache)} })
    .then(({ idsFile }) => console.log(idsFile), (error) => { console.error(error.message); process.exitCode = 1; });`;
  return spawn(process.execPath, ["-e", program]);
}

test("processes that encode the same text at once all have it, from one entry", async () => {
  const cache = path.join(folder, "at-once");
  const file = path.join(folder, "at-once.txt");
  writeFileSync(file, "a text of a few words\n".repeat(100_000));
  const encoders = [1, 2, 3].map(() => encoder(file, cache));
  const codes = await Promise.all(
    encoders.map(async (child) => ((await once(child, "exit")) as [number])[0]),
  );
  assert.deepEqual(codes, [0, 0, 0]);
  assert.equal(listEntries(cache).length, 1);
});

test("what a killed process leaves is removed by the next, and nothing of it counts as done", async () => {
  const cache = path.join(folder, "killed");
  const file = path.join(folder, "killed.txt");
  const text = "some text to be encoded\n".repeat(300_000);
  writeFileSync(file, text);
  for (const patience of [0, 20, 60]) {
    const child = encoder(file, cache);
    const ended = once(child, "exit");
    while (!existsSync(cache) || listEntries(cache).length === 0) await wait(1);
    await wait(patience);
    child.kill("SIGKILL");
    await ended;
  }
  const { text: encoded } = await encode(file, cache);
  assert.equal(listEntries(cache).length, 1);
  assert.equal(encoded.tokens, 1_500_000);
});

test("a full disk leaves nothing, and says that it is full", async (t) => {
  const small = path.join(folder, "small");
  mkdirSync(small);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "none", small]);
  if (mounted.status !== 0) return t.skip("this user may not mount a small file system");
  try {
    const file = path.join(folder, "large.txt");
    writeFileSync(file, "a text of a few words\n".repeat(20_000));
    await assert.rejects(encode(file, small), { code: "ENOSPC" });
    assert.deepEqual(readdirSync(small), []);
    const text = Buffer.from("a few words\n");
    writeFileSync(file, text);
    assert.deepEqual(decoded((await encode(file, small)).text), encodedBySplit([text], 1));
  } finally {
    spawnSync("umount", [small]);
  }
});
