import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after, type TestContext } from "node:test";
import { download, type DownloadOptions } from "../../../dist/corpus/fetch/download";
import { archiveServer, says, sends, sendsHalf, type Answer, type ArchiveServer } from "./archive-server";

const folder = mkdtempSync(path.join(tmpdir(), "download-"));
after(() => rmSync(folder, { recursive: true }));

const file = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251));
const half = file.subarray(0, file.length / 2);

/** A server with these answers, a file to download to, and a call that does it. */
async function setUp(t: TestContext, ...answers: Answer[]): Promise<Setting> {
  const server = await archiveServer(...answers);
  t.after(() => server.close());
  const part = path.join(mkdtempSync(path.join(folder, "cache-")), "archive.zip.part");
  const get = (options: Partial<DownloadOptions> = {}): Promise<void> =>
    download(server.address, part, { attempts: 1, pause: 1, ...options });
  return { server, part, get };
}

/** Cuts the connection, once, when half of the file has come. */
function cutAtHalf(server: ArchiveServer): (received: number) => void {
  let whole = true;
  return (received) => {
    if (whole && received >= half.length) server.cut();
    whole &&= received < half.length;
  };
}

/** How much of the file is there, which must be its beginning. */
function lengthOfStart(part: string): number {
  const kept = readFileSync(part);
  assert.ok(file.subarray(0, kept.length).equals(kept));
  return kept.length;
}

interface Setting {
  readonly server: ArchiveServer;
  readonly part: string;
  readonly get: (options?: Partial<DownloadOptions>) => Promise<void>;
}

test("download keeps the whole file and tells how far it is", async (t) => {
  const { part, get } = await setUp(t, sends(file));
  const heard: [number, number | undefined][] = [];
  await get({ progress: (received, total) => heard.push([received, total]) });
  assert.ok(readFileSync(part).equals(file));
  assert.deepEqual(heard.at(-1), [file.length, file.length]);
});

test("download asks for the rest after a cut", async (t) => {
  const { server, part, get } = await setUp(t, sendsHalf(file), sends(file));
  await get({ attempts: 2, progress: cutAtHalf(server) });
  assert.ok(readFileSync(part).equals(file));
  assert.match(server.requests[1].headers.range!, /^bytes=[1-9]\d*-$/);
  assert.equal(server.requests[1].headers["if-range"], '"one"');
});

test("download goes on where an earlier one ended", async (t) => {
  const { server, part, get } = await setUp(t, sendsHalf(file), sends(file));
  const cut = get({ progress: cutAtHalf(server) });
  await assert.rejects(cut, /download requires archive.zip of 127.0.0.1:\d+, got /);
  const kept = lengthOfStart(part);
  await get();
  assert.ok(readFileSync(part).equals(file));
  assert.equal(server.requests[1].headers.range, `bytes=${kept}-`);
});

test("download begins anew where the server's file is another one now", async (t) => {
  const changed = Buffer.from(file).reverse();
  const { server, part, get } = await setUp(t, sendsHalf(file), sends(changed, '"two"'));
  await get({ attempts: 2, progress: cutAtHalf(server) });
  assert.ok(readFileSync(part).equals(changed));
});

test("download begins anew where the server ignores ranges, or gave no strong ETag", async (t) => {
  const ignores: Answer = (_, response) => void response.writeHead(200).end(file);
  for (const etag of ['"one"', 'W/"one"']) {
    const { server, part, get } = await setUp(t, sendsHalf(file, etag), ignores);
    await get({ attempts: 2, progress: cutAtHalf(server) });
    assert.ok(readFileSync(part).equals(file));
  }
});

test("download is content with a file that was whole already, and drops one that is too long", async (t) => {
  const whole = await setUp(t, sends(file));
  await whole.get();
  await whole.get();
  assert.equal(whole.server.requests.length, 2);
  assert.ok(readFileSync(whole.part).equals(file));
  const long = await setUp(t, says(416), sends(file));
  writeFileSync(long.part, Buffer.concat([file, file]));
  writeFileSync(`${long.part}.etag`, '"one"');
  await long.get({ attempts: 2 });
  assert.ok(readFileSync(long.part).equals(file));
});

test("download takes no for an answer: 404 is not tried again", async (t) => {
  const { server, part, get } = await setUp(t, says(404));
  await assert.rejects(get({ attempts: 5 }), /got status 404 Not Found$/);
  assert.equal(server.requests.length, 1);
  assert.ok(!existsSync(part));
});

test("download tries again after 500, as often as it may", async (t) => {
  const { part, get } = await setUp(t, says(500), says(503), sends(file));
  await get({ attempts: 3 });
  assert.ok(readFileSync(part).equals(file));
  const never = await setUp(t, says(500));
  await assert.rejects(never.get({ attempts: 3 }), /got status 500 /);
  assert.equal(never.server.requests.length, 3);
});

test("download does not wait for a server that stalls or never answers", async (t) => {
  const stalls = await setUp(t, sendsHalf(file));
  await assert.rejects(stalls.get({ idleTimeout: 300 }), /got no data for 0.3 s$/);
  assert.ok(lengthOfStart(stalls.part) > 0);
  const silent = await setUp(t, () => {});
  await assert.rejects(silent.get({ connectTimeout: 100 }), /got no answer for 0.1 s$/);
});

test("download gives up at once where nobody listens or the host has no address", async (t) => {
  const { server, get } = await setUp(t, says(500));
  server.close();
  await assert.rejects(
    get({ attempts: 5, pause: 60_000 }),
    /; the server cannot be reached, because nothing answers there; /,
  ); // would wait a minute
  const part = path.join(folder, "nowhere.part");
  const nowhere = download("http://nowhere.invalid/archive.zip", part, { attempts: 5, pause: 60_000 });
  await assert.rejects(
    nowhere,
    /download requires archive.zip of nowhere.invalid; the server cannot be reached, because /,
  );
});

test("download takes no more than its limit", async (t) => {
  const { server, get } = await setUp(t, sends(file));
  await assert.rejects(get({ attempts: 5, limit: file.length - 1 }), /got more than 299999 bytes$/);
  assert.equal(server.requests.length, 1);
});

test("download ends when it is told to, with the reason it was given", async (t) => {
  const { part, get } = await setUp(t, sendsHalf(file));
  const stop = new AbortController();
  const progress = (received: number): void => {
    if (received === half.length) stop.abort(new Error("stopped by hand"));
  };
  await assert.rejects(get({ attempts: 5, signal: stop.signal, progress }), /^Error: stopped by hand$/);
  assert.ok(lengthOfStart(part) > 0);
});

test("download says that the disk is full, and does not try again", async (t) => {
  if (!existsSync("/dev/full")) return t.skip("this system has no /dev/full");
  const { server, part, get } = await setUp(t, sends(file));
  symlinkSync("/dev/full", part);
  await assert.rejects(
    get({ attempts: 5 }),
    /; a file cannot be written, because the disk is full; free some space, and try again$/,
  );
  assert.equal(server.requests.length, 1);
});
