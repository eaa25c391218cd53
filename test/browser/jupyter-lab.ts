import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type Page } from "playwright-core";
import { folder as chapters } from "../chapters/chapters";
import { checkout } from "../../dist/files/checkout";

/** What JupyterLab says of itself in its runtime folder. */
interface Server {
  url: string;
  token: string;
}

/**
 * The JupyterLab that set-up made, on copies of the chapters: what a test saves does not touch the checkout.
 * It has settings, workspaces and a runtime folder of its own, a free port and a token.
 */
export class JupyterLab {
  private opened = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
    /** the folder that the file browser shows */
    readonly root: string,
    readonly server: Server,
  ) {}

  static async start(): Promise<JupyterLab> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "lab-"));
    fs.cpSync(chapters, path.join(root, "notebooks"), { recursive: true });
    fs.mkdirSync(path.join(root, "data"));
    for (const name of ["dist", "node_modules", "test", "data/cache"])
      fs.symlinkSync(path.join(checkout, name), path.join(root, name));
    const env = await environment(root);
    const rootful = process.getuid?.() === 0 ? ["--allow-root"] : [];
    const options = [`--ServerApp.root_dir=${root}`, "--no-browser", ...rootful];
    const child = spawn(path.join(checkout, ".venv/bin/python"), ["-m", "jupyterlab", ...options], {
      ...{ cwd: root, env, stdio: ["ignore", "ignore", "pipe"] },
    });
    let said = "";
    child.stderr?.on("data", (text) => (said = (said + text).slice(-10_000)));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const server = await answering(path.join(root, "jupyter/runtime"), () => child.exitCode !== null);
    if (server === undefined) throw new Error(`JupyterLab.start requires an answering server, got ${said}`);
    return new JupyterLab(child, ended, root, server);
  }

  /** Opens JupyterLab where `npm start` opens it: the launcher, with the chapters in the file browser. */
  async open(browser: Browser, options: object = {}): Promise<{ page: Page; trouble: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const trouble: string[] = [];
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") trouble.push(`${message.text()} (${message.location().url})`);
    });
    page.on("request", (request) => {
      const own = new URL(this.server.url).host;
      if (/^(http|ws)/.test(request.url()) && new URL(request.url()).host !== own)
        trouble.push(`request ${request.url()}`);
    });
    const workspace = `lab/workspaces/test-${this.opened++}/tree/notebooks`; // in which nothing is open
    await page.goto(new URL(`${workspace}?token=${this.server.token}`, this.server.url).href);
    await page.locator(".jp-Launcher").waitFor();
    return { page, trouble };
  }

  /** What the server answers at a path of its API. */
  async api<T>(at: string): Promise<T> {
    const headers = { Authorization: `token ${this.server.token}` };
    return (await (await fetch(new URL(`api/${at}`, this.server.url), { headers })).json()) as T;
  }

  /** Ends the server and its kernels, and removes its folder. */
  async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    await this.ended;
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

/** The environment in which set-up starts JupyterLab, but with folders of the test's own. */
async function environment(root: string): Promise<NodeJS.ProcessEnv> {
  const address = pathToFileURL(path.join(checkout, "src/setup/environment.mjs")).href;
  const setup = (await import(address)) as { environment(): NodeJS.ProcessEnv };
  return {
    ...setup.environment(),
    JUPYTER_TOKEN: randomBytes(16).toString("hex"),
    JUPYTER_DATA_DIR: path.join(root, "jupyter/data"),
    JUPYTER_RUNTIME_DIR: path.join(root, "jupyter/runtime"),
    JUPYTERLAB_SETTINGS_DIR: path.join(root, "jupyter/settings"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(root, "jupyter/workspaces"),
    NODE_TEST_CONTEXT: undefined, // a kernel is no test
  };
}

/** Waits for a server to answer. @returns undefined when it has ended, or said nothing for two minutes */
async function answering(runtime: string, hasEnded: () => boolean): Promise<Server | undefined> {
  for (let waited = 0; waited < 120_000 && !hasEnded(); waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const names = fs.existsSync(runtime) ? fs.readdirSync(runtime) : [];
    const file = names.find((name) => /^jpserver-\d+\.json$/.test(name));
    if (file === undefined) continue;
    const server = JSON.parse(fs.readFileSync(path.join(runtime, file), "utf8")) as Server;
    const answer = await fetch(new URL(`api/status?token=${server.token}`, server.url)).catch(
      () => undefined,
    );
    if (answer?.ok) return server;
  }
  return undefined;
}
