import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Firefox as it is installed, as `firefox` or as Debian's `firefox-esr`; FIREFOX_PATH names one elsewhere. */
export function firefoxPath(
  { PATH = "", FIREFOX_PATH }: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const folders = PATH.split(path.delimiter).filter((folder) => folder !== "");
  const places = folders.flatMap((folder) =>
    ["firefox", "firefox-esr"].map((name) => path.join(folder, name)),
  );
  return [...(FIREFOX_PATH ? [FIREFOX_PATH] : []), ...places].find((file) => fs.existsSync(file));
}

/** A profile without a network: whatever is asked for goes to a port at which nobody listens. */
const preferences = {
  "marionette.port": 0, // any that is free
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.no_proxies_on": "",
  "browser.download.folderList": 2,
  "browser.download.always_ask_before_handling_new_types": false,
  "browser.download.alwaysOpenPanel": false, // it would take the focus from the page
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
};

const starting = 120_000; // milliseconds that it may take on a busy machine

/** A Firefox without a window, driven by its own protocol (Marionette), which needs no driver beside it. */
export class Firefox {
  private buffer = Buffer.alloc(0);
  private id = 0;
  private readonly waiting = new Map<
    number,
    (reply: [error: { message: string } | null, result: unknown]) => void
  >();
  /** where the files are that pages save */
  readonly downloads: string;

  static async start(executable: string): Promise<Firefox> {
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), "firefox-"));
    const downloads = path.join(profile, "downloads");
    const lines = Object.entries({ ...preferences, "browser.download.dir": downloads });
    fs.writeFileSync(
      path.join(profile, "user.js"),
      lines
        .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
        .join("\n"),
    );
    const options = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote"];
    const child = spawn(executable, [...options, "--profile", profile], { stdio: "ignore" });
    try {
      const port = await readPort(path.join(profile, "MarionetteActivePort"), child);
      const socket = net.connect(port, "127.0.0.1");
      await once(socket, "connect");
      const made = new Firefox(child, socket, profile, downloads);
      await made.send("WebDriver:NewSession", { pageLoadStrategy: "normal" });
      await made.send("WebDriver:SetTimeouts", { script: 120_000, pageLoad: 120_000 });
      return made;
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
  }

  private constructor(
    private readonly child: ChildProcess,
    private readonly socket: net.Socket,
    private readonly profile: string,
    downloads: string,
  ) {
    this.downloads = downloads;
    socket.on("data", (bytes: Buffer) => this.take(bytes));
    socket.on("close", () => {
      for (const tell of this.waiting.values()) tell([{ message: "Firefox has ended" }, null]);
    });
  }

  /** A message is its length in digits, a colon and JSON: [1, id, error, result] answers [0, id, name, parameters]. */
  private take(bytes: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    for (;;) {
      const colon = this.buffer.indexOf(":");
      const end = colon + 1 + Number(this.buffer.toString("latin1", 0, Math.max(0, colon)));
      if (colon < 0 || this.buffer.length < end) return;
      const message = JSON.parse(this.buffer.toString("utf8", colon + 1, end)) as unknown;
      this.buffer = this.buffer.subarray(end);
      if (!Array.isArray(message)) continue; // its greeting
      const [, id, error, result] = message as [1, number, { message: string } | null, unknown];
      this.waiting.get(id)?.([error, result]);
      this.waiting.delete(id);
    }
  }

  private async send(name: string, parameters: object = {}): Promise<unknown> {
    const id = ++this.id;
    const text = JSON.stringify([0, id, name, parameters]);
    const reply = new Promise<[{ message: string } | null, unknown]>((tell) => this.waiting.set(id, tell));
    this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [error, result] = await reply;
    if (error) throw new Error(`${name}: ${error.message}`);
    return result;
  }

  async open(address: string): Promise<void> {
    await this.send("WebDriver:Navigate", { url: address });
  }

  /** The value of the body of a function, run in the page; a promise is waited for. */
  async evaluate<T>(body: string, ...args: unknown[]): Promise<T> {
    const asynchronous = `const tell = arguments[arguments.length - 1];
      (async function () { ${body} }).apply(null, [...arguments].slice(0, -1)).then((value) => tell({ value }), (error) => tell({ error: String(error) }));`;
    const reply = (await this.send("WebDriver:ExecuteAsyncScript", {
      script: asynchronous,
      args,
      sandbox: null,
    })) as {
      value: { value: T; error?: string };
    };
    if (reply.value.error !== undefined) throw new Error(reply.value.error);
    return reply.value.value;
  }

  /** Waits until an expression, evaluated in the page, is true. */
  async until(expression: string): Promise<void> {
    const waited = `const end = Date.now() + 100_000;
      while (!(${expression})) {
        if (Date.now() > end) throw new Error("never true: " + ${JSON.stringify(expression)} + "; " + document.body.innerText.slice(0, 2000));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }`;
    await this.evaluate(waited);
  }

  /** Types into an element, by key events; "\uE007" is Enter. */
  async type(selector: string, text: string): Promise<void> {
    const found = (await this.send("WebDriver:FindElement", { using: "css selector", value: selector })) as {
      value: Record<string, string>;
    };
    await this.send("WebDriver:ElementSendKeys", { id: Object.values(found.value)[0], text });
  }

  /** Errors of pages, and breaches of their policy, that Firefox has noted since it began; and what was asked of a network. */
  async complaints(): Promise<string[]> {
    await this.send("Marionette:SetContext", { value: "chrome" });
    try {
      return await this.evaluate<string[]>(`
        return Services.console.getMessageArray()
          .filter((each) => each instanceof Ci.nsIScriptError && /^(file|blob|data):/.test(each.sourceName))
          .map((each) => each.errorMessage + " at " + each.sourceName.slice(0, 100) + ":" + each.lineNumber)`);
    } finally {
      await this.send("Marionette:SetContext", { value: "content" });
    }
  }

  async close(): Promise<void> {
    const ended = once(this.child, "exit");
    this.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
    const isOver = await Promise.race([ended.then(() => true), delay(20_000, false, { ref: false })]);
    if (!isOver) this.child.kill("SIGKILL");
    if (!isOver) await ended;
    this.socket.destroy();
    fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function readPort(file: string, child: ChildProcess): Promise<number> {
  const end = Date.now() + starting;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode} before it began`);
    const port = fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8")) : 0;
    if (port > 0) return port;
    await delay(50);
  }
  throw new Error(`Firefox did not begin within ${starting / 1000} s`);
}
