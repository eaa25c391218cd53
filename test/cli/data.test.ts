import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import { data, type DataContext } from "../../dist/cli/data";
import { archiveServer, says, sends, createZip } from "../corpus/fetch/archive-server";
import { inCheckout } from "../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "data-"));
after(() => rmSync(folder, { recursive: true }));

const sst = process.env.SST_PATH;

/** An empty cache, and streams that keep what is written. */
function surroundings(): DataContext & { out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const cache = mkdtempSync(path.join(folder, "cache-"));
  return { out, err, stdout: { write: (text) => out.push(text) }, stderr: { write: (text) => err.push(text) }, cache, folder }; // prettier-ignore
}

test("npm run data lists each corpus with its state, origin and licence", async () => {
  const context = surroundings();
  await data([], context);
  const text = context.out.join("");
  for (const part of [
    /^sst: .*, not in the cache$/m,
    /^reviews: .*, not in the cache$/m,
    /^brown: .*, not in the cache$/m,
    /licence: MIT for the package/,
  ]) {
    assert.match(text, part);
  }
});

test("npm run data refuses what it does not know", async () => {
  const wrong: [args: string[], reason: RegExp][] = [
    [["ssst"], /^Error: data requires sst, reviews, brown or ensure, got ssst$/],
    [["sst", "reviews"], /^Error: data requires one corpus at a time, got sst and reviews$/],
    [["reviews", "--from", "x"], /^Error: data requires sst before --from, got reviews$/],
    [["--form", "x"], /got --form; did you mean --from\?/],
  ];
  for (const [args, reason] of wrong) await assert.rejects(data(args, surroundings()), reason);
});

test("the command ends with status 1 and one message", () => {
  const command = inCheckout("dist/cli/data.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, "ssst"], { encoding: "utf8" });
  assert.deepEqual(
    { status, stdout, stderr },
    { status: 1, stdout: "", stderr: "data requires sst, reviews, brown or ensure, got ssst\n" },
  );
});

test("npm run data -- sst says how to use a file of one's own if the archive cannot be fetched", async (t) => {
  const server = await archiveServer(says(403));
  t.after(() => server.close());
  const context = { ...surroundings(), address: server.address };
  await assert.rejects(
    data(["sst"], context),
    /got status 403 Forbidden \(.*npm run data -- sst --from PATH\)$/,
  );
  assert.deepEqual(readdirSync(context.cache), []);
});

test("npm run data -- sst downloads once, with plain lines of progress where there is no terminal", async (t) => {
  if (!sst) return t.skip("SST_PATH names no datasetSentences.txt");
  const server = await archiveServer(sends(createZip({ "datasetSentences.txt": readFileSync(sst) })));
  t.after(() => server.close());
  const context = { ...surroundings(), address: server.address };
  await data(["sst"], context);
  await data(["sst"], context);
  assert.equal(server.requests.length, 1);
  assert.match(context.err.at(-1)!, /^100 % {2}\d\.\d MB of the treebank\n$/);
  assert.equal(context.out.at(-1), `sst is in ${path.join(context.cache, "datasetSentences.txt")}\n`);
});

test("npm run data -- sst --from takes a path relative to where npm was called", async (t) => {
  if (!sst) return t.skip("SST_PATH names no datasetSentences.txt");
  const context = { ...surroundings(), folder: path.dirname(sst) };
  await data(["sst", "--from", path.basename(sst)], context);
  assert.ok(readFileSync(path.join(context.cache, "datasetSentences.txt")).equals(readFileSync(sst)));
});

test("npm run data -- ensure is content with SST_PATH, and says which corpus that is", async (t) => {
  if (!sst) return t.skip("SST_PATH names no datasetSentences.txt");
  const context = { ...surroundings(), sstPath: sst };
  await data(["ensure"], context);
  assert.match(context.out.join(""), /^Corpus: sst, since it is there/);
  assert.deepEqual(readdirSync(context.cache), []);
});
