import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import test, { after } from "node:test";
import { create } from "tar";
import { fetchReviews, memberOf } from "../../dist/corpus/fetch-reviews";

const folder = mkdtempSync(path.join(tmpdir(), "fetch-reviews-"));
after(() => rmSync(folder, { recursive: true }));

/** A program that stands in for Python: a shell script that gets the download folder as its second argument. */
function python(script: string): string {
  const file = path.join(mkdtempSync(path.join(folder, "python-")), "python");
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

async function archiveOf(files: Record<string, string>): Promise<Buffer> {
  const cwd = mkdtempSync(path.join(folder, "archive-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.join(cwd, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  return buffer(create({ cwd, gzip: true }, Object.keys(files)) as unknown as Readable);
}

test("memberOf returns the one file that is asked for", async () => {
  const archive = await archiveOf({ "a/one.txt": "1".repeat(100_000), "a/two.txt": "22" });
  assert.equal((await memberOf(Readable.from([archive]), "a/two.txt", 2)).toString(), "22");
  assert.equal((await memberOf(Readable.from([archive]), "a/one.txt", 1e6)).length, 100_000);
});

test("memberOf refuses an archive without the file, with a larger one, or cut short", async () => {
  const archive = await archiveOf({ "a/two.txt": "22" });
  await assert.rejects(
    memberOf(Readable.from([archive]), "a/three.txt", 9),
    /requires a\/three.txt of at most 9 bytes/,
  );
  await assert.rejects(
    memberOf(Readable.from([archive]), "a/two.txt", 1),
    /requires a\/two.txt of at most 1 bytes/,
  );
  await assert.rejects(memberOf(Readable.from([archive.subarray(0, 60)]), "a/two.txt", 9));
  await assert.rejects(memberOf(Readable.from([Buffer.from("<html>")]), "a/two.txt", 9));
});

test(
  "fetchReviews passes on what pip says, and keeps nothing",
  { skip: process.platform === "win32" },
  async () => {
    const cache = path.join(folder, "cache");
    const failing = python(
      'echo "WARNING: Retrying" >&2; echo "ERROR: No matching distribution found" >&2; exit 1',
    );
    await assert.rejects(
      fetchReviews(cache, { python: failing }),
      /got "ERROR: No matching distribution found" \(is the/,
    );
    assert.deepEqual(readdirSync(cache), []);
  },
);

test(
  "fetchReviews refuses a package with other contents, and keeps nothing",
  { skip: process.platform === "win32" },
  async () => {
    const cache = path.join(folder, "cache");
    const other = path.join(folder, "other.tar.gz");
    writeFileSync(other, await archiveOf({ "vaderSentiment-3.3.2/README.rst": "nothing else" }));
    await assert.rejects(
      fetchReviews(cache, { python: python(`cp '${other}' "$2"`) }),
      /hutto_ICWSM_2014.tar.gz/,
    );
    assert.deepEqual(readdirSync(cache), []);
  },
);

test("fetchReviews names the Python that is missing", async () => {
  const missing = path.join(folder, "no-python");
  assert.ok(!existsSync(missing));
  await assert.rejects(fetchReviews(folder, { python: missing }), /got "spawn .*no-python ENOENT"/);
});
