import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, type TestContext } from "node:test";
import { fetchSst, takeSst } from "../../../dist/corpus/fetch/fetch-sst";
import { knownCorpora } from "../../../dist/corpus/known-corpora";
import { archiveServer, says, sends, sendsHalf, createZip, type Answer } from "./archive-server";

const folder = mkdtempSync(path.join(tmpdir(), "fetch-sst-"));
after(() => rmSync(folder, { recursive: true }));

const { file, bytes } = knownCorpora.sst;
const member = `stanfordSentimentTreebank/${file}`;
const forged = Buffer.alloc(bytes, "forged ");
const cacheFolder = (): string => mkdtempSync(path.join(folder, "cache-"));

async function fetched(t: TestContext, cache: string, ...answers: Answer[]): Promise<string> {
  const server = await archiveServer(...answers);
  t.after(() => server.close());
  let cuts = answers.length - 1; // every answer but the last is cut as soon as some of it has come
  const progress = (): void => void (cuts-- > 0 && server.cut());
  return fetchSst(cache, { attempts: answers.length, pause: 1, address: server.address, progress });
}

/** Archives that must leave nothing in the cache, and what is said of them. */
const refused: [archive: string, zip: Buffer, reason: RegExp][] = [
  ["whose file is another one", createZip({ [member]: forged }), /requires datasetSentences.txt of 1290263 bytes with SHA-256 f7ae959a/], // prettier-ignore
  [
    "cut short",
    createZip({ [member]: forged }).subarray(0, -30),
    /the treebank requires a whole zip archive, got a damaged one; fetch it again$/,
  ],
  [
    "that is a web page",
    Buffer.from("<html>Moved</html>"),
    /the treebank requires a whole zip archive, got a damaged one; fetch it again$/,
  ],
  ["without the file", createZip({ "README.txt": forged }), /requires datasetSentences.txt of 1290263 bytes in the archive, got none/], // prettier-ignore
  [
    "with the file in another size",
    createZip({ [member]: Buffer.from("short") }),
    /in the archive, got none/,
  ],
  [
    "that unpacks to more than it states",
    createZip({ [member]: Buffer.alloc(50 * bytes) }, bytes),
    /too many bytes/,
  ],
  ["that names a place outside", createZip({ [`../../${file}`]: forged }), /invalid relative path/],
];

for (const [archive, zip, reason] of refused) {
  test(`fetchSst refuses an archive ${archive} and keeps nothing of it`, async (t) => {
    const cache = cacheFolder();
    await assert.rejects(fetched(t, cache, sends(zip)), reason);
    assert.deepEqual(readdirSync(cache), []);
  });
}

test("fetchSst keeps only what it can go on from when the connection is cut", async (t) => {
  const cache = cacheFolder();
  const zip = createZip({ [member]: forged });
  await assert.rejects(
    fetched(t, cache, sendsHalf(zip), says(404)),
    /^Error: download requires .* status 404/,
  );
  assert.deepEqual(readdirSync(cache).sort(), ["archive.zip.part", "archive.zip.part.etag"]);
});

test("takeSst names what it looked for in a folder or a path that holds none", async () => {
  const cache = cacheFolder();
  await assert.rejects(
    takeSst(cache, cache),
    /--from requires datasetSentences.txt or stanfordSentimentTreebank.zip in /,
  );
  await assert.rejects(
    takeSst(path.join(cache, "none"), cache),
    /--from requires a file or folder, got nothing at .*none$/,
  );
});

test("the treebank comes whole from the archive, in one go or in two, and from wherever the user has it", async (t) => {
  if (!process.env.SST_PATH) return t.skip("SST_PATH names no datasetSentences.txt");
  const treebank = readFileSync(process.env.SST_PATH);
  const zip = createZip({
    "__MACOSX/stanfordSentimentTreebank/._datasetSentences.txt": forged,
    [member]: treebank,
  });
  const holdsTreebank = (cache: string): void => {
    assert.deepEqual(readdirSync(cache), [file]);
    assert.ok(readFileSync(path.join(cache, file)).equals(treebank));
  };
  for (const answers of [[sends(zip)], [sendsHalf(zip), sends(zip)]]) {
    const cache = cacheFolder();
    assert.equal(await fetched(t, cache, ...answers), path.join(cache, file));
    holdsTreebank(cache);
  }
  const owned = cacheFolder();
  mkdirSync(path.join(owned, "stanfordSentimentTreebank"));
  writeFileSync(path.join(owned, member), treebank);
  writeFileSync(path.join(owned, "any name"), zip);
  for (const from of [".", member, path.dirname(member), "any name"]) {
    const cache = cacheFolder();
    await takeSst(path.join(owned, from), cache);
    holdsTreebank(cache);
  }
});
