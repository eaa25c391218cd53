import http from "node:http";
import type { WatchChange, WatchLine } from "../../dist/runs/live/watch-line";

/** What a server answers to one request. */
export function ask(
  address: string,
  options: http.RequestOptions = {},
): Promise<{ status?: number; text: string; headers: http.IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const request = http.request(address, options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode, text, headers: response.headers }));
    });
    request.on("error", reject).end();
  });
}

/** The address of a part of the server, with its token. */
export const partOf = (address: string, part: string, query = ""): string =>
  address.replace("/?", `/${part}?`) + query;

/** Listens to server-sent events until it is closed. */
export class Listening {
  readonly events: unknown[] = [];
  ended = false;
  private readonly request: http.ClientRequest;

  constructor(address: string) {
    let rest = "";
    this.request = http.get(address, (response) => {
      response.setEncoding("utf8").on("data", (part: string) => {
        const whole = (rest + part).split("\n\n");
        rest = whole.pop() ?? "";
        for (const event of whole) this.events.push(JSON.parse(event.replace(/^data: /, "")));
      });
      response.on("close", () => (this.ended = true));
    });
    this.request.on("error", () => (this.ended = true));
  }

  close(): void {
    this.request.destroy();
  }

  /** The lines as they are now, as a page puts them together. */
  lines(): WatchLine[] {
    const known = new Map<string, WatchLine>();
    for (const { lines } of this.events as WatchChange[]) for (const line of lines) known.set(line.id, line);
    const last = this.events.at(-1) as WatchChange | undefined;
    return (last?.ids ?? []).flatMap((id) => known.get(id) ?? []);
  }

  /** All that a log has told. */
  text(): string {
    return (this.events as { text: string }[]).map(({ text }) => text).join("");
  }
}

/** Waits until something holds, two minutes at most. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 50) {
    if (waited > 120_000) throw new Error(`waited two minutes: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
