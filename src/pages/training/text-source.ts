import { button, element } from "../element";
import { openTextFile } from "./read-text";

/** A text to train on, and what the page calls it. */
export interface ChosenText {
  readonly name: string;
  readonly text: string;
}

/** The text of the page, or one that the reader chooses, drops or pastes: it stays in the page. */
export class TextSource {
  readonly element = element("div", { class: "text-source" });
  private readonly says = element("p", { class: "which-text" });
  private readonly back: HTMLButtonElement;
  private chosen: ChosenText;

  /**
   * @param own  the text that the page has
   * @param why  it is this one
   * @param fail hears why a file is not read
   */
  constructor(
    private readonly own: ChosenText,
    private readonly why: string,
    private readonly fail: (says: string) => void,
  ) {
    this.chosen = own;
    const chooser = element("input", {
      type: "file",
      id: "train-file",
      accept: ".txt,.gz,.md,.csv,.tsv,text/*",
    });
    chooser.addEventListener("change", () => {
      const [file] = chooser.files ?? [];
      if (file) void this.open(file);
      chooser.value = ""; // so that the same file can be chosen again
    });
    const box = element("textarea", { id: "train-text", rows: "5", spellcheck: "false" });
    box.addEventListener("input", () => this.take({ name: "the pasted text", text: box.value }));
    this.back = button("Back to the page's own text", () => this.take(own));
    this.element.append(
      this.says,
      element(
        "div",
        { class: "tools" },
        element("label", { for: "train-file" }, "Choose a text"),
        chooser,
        this.back,
      ),
      element(
        "details",
        {},
        element("summary", {}, "Paste a text"),
        element("label", { for: "train-text" }, "Your text, a sentence on each line"),
        box,
      ),
    );
    this.take(own);
  }

  get text(): ChosenText {
    return this.chosen;
  }

  /** Whether it is the text that the page has. */
  isOwn(text: ChosenText): boolean {
    return text === this.own;
  }

  /** Takes what is dropped on an element, unless a box for texts takes it itself. */
  listenOn(area: HTMLElement): void {
    for (const kind of ["dragover", "drop"] as const)
      area.addEventListener(kind, (event) => {
        const dropped = event.dataTransfer;
        if (!dropped || (event.target instanceof HTMLTextAreaElement && !dropped.types.includes("Files")))
          return;
        event.preventDefault();
        if (event.type !== "drop") return;
        const [file] = dropped.files;
        if (file) void this.open(file);
        else this.take({ name: "the dropped text", text: dropped.getData("text/plain") });
      });
  }

  private take(chosen: ChosenText): void {
    this.chosen = chosen;
    this.back.hidden = chosen === this.own;
    this.says.textContent =
      chosen === this.own
        ? this.why
        : `The text is ${chosen.name}; it stays in this page. The next run trains on it.`;
  }

  private async open(file: File): Promise<void> {
    try {
      this.take({ name: file.name, text: await openTextFile(file) });
      this.fail("");
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }
}
