import type { WatchChange, WatchLine } from "../../runs/live/watch-line";
import { element } from "../element";
import { LogView } from "./log-view";
import { RunItem } from "./run-item";

const states = ["running", "stopped", "killed", "failed", "done"] as const;

/** The page that follows runs, as its server tells of them. */
export class WatchPage {
  private readonly status = element("p", { role: "status" }, "waiting for the runs");
  private readonly list = element("ul", { class: "items" });
  private readonly older = element("p", { class: "note" });
  private readonly log = new LogView();
  private readonly items = new Map<string, RunItem>();
  private waiting = 0;
  private chosen: WatchLine | undefined;

  /**
   * @param region is filled
   * @param token  the query of the page's address
   */
  constructor(
    region: HTMLElement,
    private readonly token: string,
  ) {
    region.replaceChildren(this.status, this.list, this.older, this.log.element);
    const source = new EventSource(`runs${token}`);
    source.addEventListener("message", ({ data }: MessageEvent<string>) => this.take(JSON.parse(data) as WatchChange)); // prettier-ignore
    source.addEventListener("error", () => this.say("not connected: the command has ended, or this page will connect again")); // prettier-ignore
    source.addEventListener("open", () => this.sayCounts());
  }

  private take({ ids, lines, waiting, older, trouble }: WatchChange): void {
    for (const line of lines) {
      const known = this.items.get(line.id);
      if (known) known.show(line);
      else this.items.set(line.id, new RunItem(line, (id) => this.choose(id)));
    }
    const there = new Set(ids);
    for (const [id, item] of this.items) {
      if (there.has(id)) continue;
      item.element.remove();
      this.items.delete(id);
    }
    this.arrange(ids);
    this.waiting = waiting;
    this.older.textContent = older > 0 ? `${older} older ${older === 1 ? "run is" : "runs are"} not shown; npm run experiment -- browse has all` : ""; // prettier-ignore
    this.followChosen();
    if (trouble === undefined) this.sayCounts();
    else this.say(`the folder of the runs cannot be read: ${trouble}`);
  }

  /** Puts the items in their order, and moves none that is in its place: the one with the focus would lose it. */
  private arrange(ids: readonly string[]): void {
    let next = this.list.firstElementChild;
    for (const id of ids) {
      const item = this.items.get(id)?.element;
      if (item === undefined) continue;
      if (item === next) next = next.nextElementSibling;
      else this.list.insertBefore(item, next);
    }
  }

  private choose(id: string): void {
    const line = this.items.get(id)?.line;
    if (line === undefined) return;
    this.chosen = line;
    for (const [other, item] of this.items) item.mark(other === id);
    this.log.follow(line.title, `log${this.token}&run=${encodeURIComponent(id)}`);
  }

  /** A run that ends gets another folder; its log goes on from there. One that was removed keeps what was read. */
  private followChosen(): void {
    if (this.chosen === undefined) return;
    const { id, key } = this.chosen;
    const same = this.items.get(id)?.line;
    if (same) {
      this.chosen = same;
      return this.log.name(same.title);
    }
    const moved = key && [...this.items.values()].find(({ line }) => line.key === key);
    if (moved) this.choose(moved.line.id);
    else this.log.end();
  }

  private sayCounts(): void {
    const lines = [...this.items.values()].map(({ line }) => line.state);
    const counts = states.flatMap((state) => {
      const count = lines.filter((one) => one === state).length;
      return count > 0 ? [`${count} ${state}`] : [];
    });
    if (this.waiting > 0) counts.push(`${this.waiting} waiting`);
    this.say(counts.join(", ") || "no runs yet");
  }

  private say(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}
