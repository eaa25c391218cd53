import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { LineTail } from "../../runs/live/json-lines";
import { logFile, parseLogLine, type LogLine } from "../../runs/live/log-file";
import { printedText } from "../../runs/live/last-words";
import { reasonOf } from "../../runs/run-json";
import type { RunWatcher } from "../../runs/live/run-watcher";
import type { WatchChange } from "../../runs/live/watch-line";

const host = "127.0.0.1";
const lookEvery = 500; // ms
const endOfLog = 2 ** 18; // bytes of a log that is there already

/** What was seen of the runs last. */
type Seen = Omit<WatchChange, "ids">;

/** Someone who listens for what is new. */
interface Listener {
  readonly response: ServerResponse;
  /** what is new since the last call; undefined for nothing */
  next(seen: Seen): object | undefined;
}

const headers = {
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/**
 * A server of this machine alone that tells a page about runs, as they go, by server-sent events. Who has not its token, or names
 * another host, as a page elsewhere would whose name leads here, is refused. It changes nothing.
 */
export class WatchServer {
  private readonly token = randomBytes(24).toString("base64url");
  private readonly server: Server;
  private readonly listeners = new Set<Listener>();
  private readonly looking: NodeJS.Timeout;
  private seen: Seen = { lines: [], waiting: 0, older: 0 };

  private constructor(
    private readonly watcher: RunWatcher,
    private readonly runs: string,
    private readonly page: string,
  ) {
    this.server = createServer((request, response) => this.answer(request, response));
    this.looking = setInterval(() => {
      if (this.listeners.size > 0) this.look();
    }, lookEvery);
  }

  /**
   * @param port 0 for any that is free
   * @throws Error if the port is not free
   */
  static async listen(watcher: RunWatcher, runs: string, page: string, port: number): Promise<WatchServer> {
    const watch = new WatchServer(watcher, runs, page);
    try {
      await new Promise<void>((resolve, reject) => {
        watch.server.once("error", reject).listen(port, host, resolve);
      });
      return watch;
    } catch (error) {
      watch.close();
      const { code, message } = error as NodeJS.ErrnoException;
      const why = code === "EADDRINUSE" ? "which another program has" : code === "EACCES" ? "which may not be used" : message; // prettier-ignore
      throw new Error(`watch requires --port to be free, got ${port}, ${why}`, { cause: error });
    }
  }

  /** With the token. */
  get address(): string {
    return `http://${host}:${this.port}/?token=${this.token}`;
  }

  /** Ends the server and all that listen. */
  close(): void {
    clearInterval(this.looking);
    this.server.close();
    this.server.closeAllConnections();
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const refuse = (status: number, text: string): void => {
      response
        .writeHead(status, { ...headers, "Content-Type": "text/plain; charset=utf-8" })
        .end(`${text}\n`);
    };
    const hosts = [host, "localhost"].map((name) => `${name}:${this.port}`);
    if (!hosts.includes(request.headers.host ?? "")) return refuse(403, `the host must be ${hosts[0]}`);
    const [pathname, query] = (request.url ?? "").split("?");
    const searchParams = new URLSearchParams(query);
    if (pathname === "/favicon.ico") return void response.writeHead(204, headers).end(); // each browser asks for it
    if (!equal(searchParams.get("token") ?? "", this.token))
      return refuse(403, "the token is missing, or of another command: open the address that it printed");
    if (request.method !== "GET") return refuse(405, `GET is answered, got ${request.method}`);
    if (pathname === "/runs") return this.tell(response, tellRuns(response));
    if (pathname === "/log") return this.answerLog(response, searchParams.get("run") ?? "", refuse);
    if (pathname !== "/") return refuse(404, `there is no ${pathname}`);
    const type = "text/html; charset=utf-8";
    const policy = "frame-ancestors 'none'"; // a page cannot say this of itself
    response.writeHead(200, { ...headers, "Content-Type": type, "Content-Security-Policy": policy }).end(this.page); // prettier-ignore
  }

  private answerLog(
    response: ServerResponse,
    id: string,
    refuse: (status: number, text: string) => void,
  ): void {
    if (!this.seen.lines.some((line) => line.id === id)) this.look();
    if (!this.seen.lines.some((line) => line.id === id)) return refuse(404, "there is no such run");
    this.tell(response, tellLog(response, path.join(this.runs, id, logFile)));
  }

  /** Begins to tell someone what is new, at once and until they go. */
  private tell(response: ServerResponse, listener: Listener): void {
    response.writeHead(200, { ...headers, "Content-Type": "text/event-stream" });
    response.on("error", () => {}).on("close", () => this.listeners.delete(listener));
    if (this.listeners.size === 0) this.look(); // nobody has looked for a while
    this.listeners.add(listener);
    this.send(listener);
  }

  private look(): void {
    try {
      this.seen = this.watcher.read();
    } catch (error) {
      this.seen = { lines: [], waiting: 0, older: 0, trouble: reasonOf(error) }; // until the folder can be read again
    }
    for (const listener of this.listeners) this.send(listener);
  }

  private send(listener: Listener): void {
    if (listener.response.writableNeedDrain) return; // a page that sleeps hears it later
    const news = listener.next(this.seen);
    if (news) listener.response.write(`data: ${JSON.stringify(news)}\n\n`);
  }
}

/** Tells which lines have changed. */
function tellRuns(response: ServerResponse): Listener {
  let told = new Map<string, string>();
  let before = "";
  return {
    response,
    next(seen): WatchChange | undefined {
      const now = new Map(seen.lines.map((line) => [line.id, JSON.stringify(line)]));
      const change = { ...seen, ids: [...now.keys()], lines: seen.lines.filter(({ id }) => told.get(id) !== now.get(id)) }; // prettier-ignore
      const rest = JSON.stringify({ ...change, lines: [] });
      if (change.lines.length === 0 && rest === before) return undefined;
      [told, before] = [now, rest];
      return change;
    },
  };
}

/** Tells the end of a log, and then what comes. */
function tellLog(response: ServerResponse, file: string): Listener {
  const tail = new LineTail(file, endOfLog);
  let begun = false;
  return {
    response,
    next(): { text: string } | undefined {
      const text = logText(tail.read().flatMap((value) => parseLogLine(value) ?? []));
      if (text === "" && begun) return undefined;
      begun = true;
      return { text };
    },
  };
}

/** A log as people read it: each cell has a line, and what it prints follows. */
function logText(log: readonly LogLine[]): string {
  const parts = log.map((line) => {
    if ("text" in line) return line;
    const begins = "cell" in line ? `— cell ${line.cell} of ${line.of}: ${line.name.begins}\n` : "— the training begins\n"; // prettier-ignore
    return { time: line.time, stream: "", text: begins };
  });
  return printedText(parts);
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
function equal(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(x, y);
}
