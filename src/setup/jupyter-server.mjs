/** Which JupyterLab of this checkout runs, and whether a port is free for one. */
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { runtimeFolder } from "./environment.mjs";
import { SetupError } from "./messages.mjs";

/** @returns {Promise<string | undefined>} the address, token included, of a JupyterLab of this checkout that answers */
export async function runningServer() {
  const files = fs.existsSync(runtimeFolder) ? fs.readdirSync(runtimeFolder) : [];
  for (const file of files.filter((name) => /^jpserver-\d+\.json$/.test(name))) {
    const { url, token } = JSON.parse(fs.readFileSync(path.join(runtimeFolder, file), "utf8"));
    const status = new URL(`api/status?token=${token}`, url);
    const answer = await fetch(status, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    if (answer?.ok) return new URL(`lab?token=${token}`, url).href;
  }
  return undefined;
}

/** @throws SetupError when the user named a port and another program listens on it */
export async function requireFreePort(args) {
  const port = namedPort(args);
  if (port === undefined) return;
  if (!/^\d+$/.test(port) || Number(port) > 65535)
    throw new SetupError(`--port takes a number up to 65535, got ${port}`);
  const fault = await listenOnce(Number(port));
  if (fault === "EADDRINUSE")
    throw new SetupError(
      `port ${port} is taken by another program: choose another (npm start -- --port ${Number(port) + 1}), or leave it out`,
    );
  if (fault === "EACCES")
    throw new SetupError(`port ${port} is not open to this user: choose one above 1023`);
}

function namedPort(args) {
  const joined = args.join("\n");
  return /^--(?:port|ServerApp\.port)[=\n](.*)$/m.exec(joined)?.[1];
}

/** Listens for a moment. @returns the code of the error, if there was one */
function listenOnce(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(undefined)));
  });
}
