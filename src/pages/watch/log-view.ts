import { element } from "../element";

/** Characters of a log that a page keeps. */
const most = 500_000;

/** The log of a run, which follows its end while that is in view. */
export class LogView {
  private readonly heading = element("h2", {}, "Log");
  private readonly box = element("pre", { tabindex: "0", role: "region", "aria-label": "Log" });
  readonly element = element("div", { hidden: "" }, this.heading, this.box);
  private source: EventSource | undefined;
  private text = "";

  /** @param address where the log of a run is told */
  follow(title: string, address: string): void {
    this.source?.close();
    this.element.hidden = false;
    this.name(title);
    this.show("");
    this.source = new EventSource(address);
    this.source.addEventListener("open", () => (this.text = "")); // it is told anew after a pause
    this.source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const { text } = JSON.parse(data) as { text: string };
      this.show((this.text + text).slice(-most));
    });
  }

  /** The run has another title now. */
  name(title: string): void {
    this.heading.textContent = `Log of ${title}`;
    this.box.setAttribute("aria-label", `Log of ${title}`);
  }

  /** Nothing more comes. */
  end(): void {
    this.source?.close();
  }

  private show(text: string): void {
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    const atEnd = scrollHeight - scrollTop - clientHeight < 20;
    this.text = text;
    this.box.textContent = text === "" ? "nothing was printed yet" : text;
    if (atEnd) this.box.scrollTop = this.box.scrollHeight;
  }
}
