import assert from "node:assert/strict";
import { Readable } from "node:stream";
import test from "node:test";
import { readMember, readMembers } from "../../../dist/corpus/fetch/tar-members";
import { createArchive } from "./create-archive";

test("readMembers returns the files that are asked for, by name", async () => {
  const archive = await createArchive({
    "a/one": "1",
    "b/two": "2".repeat(100_000),
    "b/three": "",
    "b/four": "4444",
  });
  const inB = (name: string): boolean => name.startsWith("b/");
  const found = await readMembers(Readable.from([archive]), inB, 100_000);
  assert.deepEqual(
    [...found].map(([name, bytes]) => [name, bytes.length]).sort(),
    [["b/four", 4], ["b/three", 0], ["b/two", 100_000]], // prettier-ignore
  );
  assert.deepEqual([...(await readMembers(Readable.from([archive]), inB, 3)).keys()], ["b/three"]);
});

test("readMember returns the one file that is asked for", async () => {
  const archive = await createArchive({ "a/one.txt": "1".repeat(100_000), "a/two.txt": "22" });
  assert.equal((await readMember(Readable.from([archive]), "a/two.txt", 2)).toString(), "22");
  assert.equal((await readMember(Readable.from([archive]), "a/one.txt", 1e6)).length, 100_000);
});

test("readMember refuses an archive without the file, with a larger one, or cut short", async () => {
  const archive = await createArchive({ "a/two.txt": "22" });
  await assert.rejects(
    readMember(Readable.from([archive]), "a/three.txt", 9),
    /requires a\/three.txt of at most 9 bytes/,
  );
  await assert.rejects(
    readMember(Readable.from([archive]), "a/two.txt", 1),
    /requires a\/two.txt of at most 1 bytes/,
  );
  await assert.rejects(readMember(Readable.from([archive.subarray(0, 60)]), "a/two.txt", 9));
  await assert.rejects(readMember(Readable.from([Buffer.from("<html>")]), "a/two.txt", 9));
});
