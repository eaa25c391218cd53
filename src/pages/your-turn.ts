import { countsText } from "../derivation/verdict/counts";
import { Background } from "./background";
import type { LoadWork } from "./background";
import { copy } from "./copy";
import { Editor } from "./editor";
import { button, element } from "./element";
import type { JudgedChain } from "./judge";
import type { LeftView, LineView, MendView } from "./line-view";
import { VerdictList } from "./verdict-list";

/** What a cell says of its derivation. */
export interface YourTurnData {
  latex: string;
  /** The declarations, as `stringifyWithMaps` writes them. */
  declared: string;
  summary: string;
}

/** How the text of a derivation is found in the address, for the n-th editor of a page. */
const keyOf = (n: number): string => (n === 0 ? "your-turn" : `your-turn-${n + 1}`);

/** Brings one output to life: an editor beside the lines, each with its verdict. */
export class YourTurn {
  private readonly status = element("p", { role: "status", "aria-label": "Verdicts" });
  private readonly note = element("span", { role: "status", "aria-label": "Done", class: "note" });
  private readonly leftOut = element("ul", { class: "left-out" });
  private readonly editor: Editor;
  private readonly list: VerdictList;
  private readonly background: Background<string, string, JudgedChain>;
  private readonly still = element("div", { class: "still" });
  private lines: LineView[] = [];
  private left: LeftView[] = [];

  /**
   * @param region  in which the still form stands
   * @param n       how many editors the page has before it
   * @param program the text of this script
   */
  constructor(
    region: HTMLElement,
    private readonly data: YourTurnData,
    private readonly n: number,
    program: string,
    load: LoadWork<string, string, JudgedChain>,
  ) {
    const listener = {
      part: (chain: JudgedChain) => this.show(chain),
      end: () => this.finish(),
      fail: (says: string) => this.fail(says),
    };
    this.background = new Background(program, data.declared, load, listener);
    this.list = new VerdictList({ goTo: (line) => this.goTo(line), mend: (mend) => this.mend(mend) });
    const id = `${keyOf(n)}-text`;
    this.editor = new Editor(id, data.latex.trim(), (text) => this.judge(text));
    this.editor.box.addEventListener("focus", () => this.judge(this.editor.text), { once: true });
    this.status.textContent = data.summary;
    this.still.append(...region.childNodes);
    const writing = element(
      "div",
      { class: "writing" },
      element("label", { for: id }, "Your derivation"),
      this.editor.box,
      this.makeTools(region),
    );
    const reading = element(
      "div",
      { class: "reading" },
      this.status,
      this.list.list,
      this.leftOut,
      this.still,
    );
    region.append(element("div", { class: "turn" }, writing, reading));
    addEventListener("hashchange", () => this.readAddress());
    this.readAddress();
  }

  private makeTools(region: HTMLElement): HTMLElement {
    const tools = element(
      "div",
      { class: "tools" },
      button("Undo", () => this.undo()),
      button("Start again", () => this.write(this.data.latex.trim())),
      button("Copy LaTeX", () => this.copy(this.editor.text, "LaTeX")),
      button("Copy link", () => this.copyLink()),
    );
    const cell = cellAround(region, this.data.latex);
    if (cell !== undefined)
      tools.append(button("Copy as a cell", () => this.copy(cell(this.editor.text), "The cell")));
    tools.append(this.note);
    return tools;
  }

  private judge(text: string): void {
    this.lines = [];
    this.left = [];
    this.list.begin();
    this.status.textContent = "Checking";
    this.background.ask(text);
  }

  private show({ lines, left }: JudgedChain): void {
    this.still.hidden = true;
    for (const line of lines) this.list.add(line);
    this.lines.push(...lines);
    this.left.push(...left);
  }

  private finish(): void {
    this.still.hidden = true;
    this.list.end();
    this.leftOut.replaceChildren(
      ...this.left.map(({ text, reason }) =>
        element("li", {}, element("code", {}, text), ` is not judged: ${reason}`),
      ),
    );
    this.status.textContent = statusText(this.lines, this.left.length);
  }

  private fail(says: string): void {
    this.finish();
    this.status.textContent = `These lines could not be checked: ${says}`;
  }

  private goTo({ from, to }: LineView): void {
    this.editor.box.focus();
    this.editor.box.setSelectionRange(from, to);
  }

  private mend({ from, to, replacement }: MendView): void {
    this.editor.replace(from, to, replacement);
  }

  private undo(): void {
    this.editor.undo();
    this.editor.box.focus();
  }

  private write(text: string): void {
    this.editor.replace(0, this.editor.text.length, text);
  }

  private async copy(text: string, what: string): Promise<void> {
    this.note.textContent = (await copy(text))
      ? `${what} is copied`
      : "The browser does not let this page copy";
    setTimeout(() => (this.note.textContent = ""), 4000);
  }

  private async copyLink(): Promise<void> {
    const address = new URL(location.href);
    address.hash = `${keyOf(this.n)}=${encodeURIComponent(this.editor.text)}`;
    history.replaceState(null, "", address.hash);
    await this.copy(address.href, "The link");
  }

  /** Takes over the derivation that the address holds, if it holds one for this editor. */
  private readAddress(): void {
    const held = new RegExp(`^#${keyOf(this.n)}=(.*)$`, "s").exec(location.hash)?.[1];
    const text = held === undefined ? undefined : decoded(held);
    if (text === undefined || text === this.editor.text) return;
    this.write(text);
    this.editor.box.scrollIntoView({ block: "center" });
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // somebody cut the address
  }
}

/** The counts, and each line that is not right in words, for whoever cannot see the list. */
function statusText(lines: readonly LineView[], left: number): string {
  if (lines.length + left === 0) return "There is no line to check yet: a line is left &= right";
  const counts = countsText(
    lines.map(({ mark }) => mark),
    left,
  );
  const wrong = lines.filter(({ kind }) => kind !== "right");
  return [
    counts,
    ...wrong.map(({ number, verdict }) => `Line ${number}, ${verdict.replaceAll("`", "")}`),
  ].join(". ");
}

/** The code cell that showed the region, as a function of the derivation in it; undefined where it is not to be found. */
function cellAround(region: HTMLElement, latex: string): ((text: string) => string) | undefined {
  const code = region.closest(".cell")?.querySelector("details.code pre")?.textContent?.trimEnd();
  if (code === undefined || !code.includes(latex)) return undefined;
  return (text) => code.replace(latex, () => `\n${inTemplate(text)}`);
}

/** A text as it can stand in a template that is read raw. */
function inTemplate(text: string): string {
  return text.replace(/`|\$\{/g, (sign) => `\${"${sign}"}`);
}
