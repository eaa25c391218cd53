import assert from "node:assert/strict";
import { once } from "node:events";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { begin, checkout, lendPackages, lendPython, listProcesses, run, until, write } from "./checkout";

async function prepared(t: TestContext): Promise<string> {
  const root = checkout(t);
  lendPackages(root);
  await lendPython(root);
  return root;
}

/** Listens on a port that the system chooses; an empty answer to who connects. */
async function listener(): Promise<{ port: number; close: () => Promise<unknown> }> {
  const server = net.createServer((socket) => socket.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, close: () => once(server.close(), "close") };
}

async function freePort(): Promise<number> {
  const { port, close } = await listener();
  await close();
  return port;
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
    socket.once("connect", () => socket.destroy());
  });
}

test("a taken port is named, with a command that chooses another", async (t) => {
  const root = await prepared(t);
  const { port, close } = await listener();
  for (const option of [["--port", `${port}`], [`--port=${port}`]]) {
    const { status, stderr } = run(root, ["start", "--no-browser", ...option]);
    assert.equal(status, 1);
    assert.match(
      stderr,
      new RegExp(`port ${port} is taken by another program: choose another \\(npm start -- --port`),
    );
  }
  await close();
});

test("JupyterLab gets the options, asks for its token, listens on 127.0.0.1 only, and leaves nothing", async (t) => {
  const root = await prepared(t);
  const home = path.join(root, "home");
  fs.mkdirSync(home);
  const port = await freePort();
  const env = { HOME: home, JUPYTER_TOKEN: undefined };
  const lab = begin(t, root, ["start", "--port", `${port}`, "--no-browser"], env);
  await until(`JupyterLab to listen: ${lab.output()}`, () => accepts("127.0.0.1", port));
  const server = `http://127.0.0.1:${port}`;
  await until("its address to be printed", () =>
    /\/lab\/tree\/notebooks\/00-start\.ipynb\?token=\w+/.test(lab.output()),
  );
  const token = /token=(\w+)/.exec(lab.output())?.[1];
  const status = async (query: string): Promise<number> =>
    (await fetch(`${server}/api/status${query}`)).status;
  assert.deepEqual(
    [await status(""), await status("?token=guess"), await status(`?token=${token}`)],
    [403, 403, 200],
  );

  const others = Object.values(os.networkInterfaces()).flatMap((all) => all ?? []);
  for (const { address, scopeid, internal } of others) {
    if (address !== "127.0.0.1")
      assert.equal(
        await accepts(scopeid ? `${address}%${scopeid}` : address, port),
        false,
        `${address}, internal: ${internal}`,
      );
  }

  const authorization = { Authorization: `token ${token}` };
  const page = await (await fetch(`${server}/lab`, { headers: authorization })).text();
  assert.match(page, /"news": *\{"disabled": *true\}/);
  assert.match(page, /apputils-extension:announcements/);
  const kernel = await fetch(`${server}/api/kernels`, { method: "POST", headers: authorization });
  assert.equal(((await kernel.json()) as { name: string }).name, "tslab");

  const second = run(root, ["start"], env);
  assert.equal(second.status, 0);
  assert.match(second.stderr, new RegExp(`already runs: ${server}/lab\\?token=${token}`));
  assert.match(run(root, ["clean"], env).stderr, /runs at .*: stop it first/);

  write(root, "src/model/wrong.ts", `export const wrong: number = "a word";`);
  await until("the type error to be shown", () => /build: src\/model\/wrong\.ts.*TS2322/.test(lab.output()));
  await until("the errors to be counted", () => lab.output().includes("build: errors left: 1"));
  const told = (): string => fs.readFileSync(path.join(root, "dist/build-errors.txt"), "utf8");
  assert.match(told(), /^src\/model\/wrong\.ts\(1,14\): error TS2322: [^\n]+$/, "for the kernels");
  write(root, "src/model/wrong.ts", `export const wrong: string = "a word";`);
  await until("the build to be mended", () => lab.output().includes("build: errors left: 0"));
  assert.equal(told(), "");

  process.kill(-(lab.child.pid as number), "SIGINT"); // as the terminal does on Ctrl-C
  assert.equal(await lab.ended, 0, lab.output());
  await until("every process to end", () => listProcesses(root).length === 0);
  assert.deepEqual(fs.readdirSync(home), [], "nothing is written outside the checkout");
});

test("a type error does not keep JupyterLab shut", async (t) => {
  const root = await prepared(t);
  write(root, "src/model/wrong.ts", `export const wrong: number = "a word";`);
  const port = await freePort();
  const lab = begin(t, root, ["start", "--port", `${port}`, "--no-browser"]);
  await until("JupyterLab to listen", () => accepts("127.0.0.1", port));
  assert.match(lab.output(), /the build failed/);
  process.kill(-(lab.child.pid as number), "SIGTERM");
  await lab.ended;
  await until("every process to end", () => listProcesses(root).length === 0);
});
