import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { fetchReviews } from "../../../dist/corpus/fetch/fetch-reviews";
import { createArchive } from "./create-archive";

const folder = mkdtempSync(path.join(tmpdir(), "fetch-reviews-"));
after(() => rmSync(folder, { recursive: true }));

/** A program that stands in for Python: a shell script that gets the download folder as its second argument. */
function python(script: string): string {
  const file = path.join(mkdtempSync(path.join(folder, "python-")), "python");
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

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
    writeFileSync(other, await createArchive({ "vaderSentiment-3.3.2/README.rst": "nothing else" }));
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
