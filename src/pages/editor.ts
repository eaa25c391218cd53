import { element } from "./element";

/** How long nothing is typed before the text counts as written, in milliseconds. */
const quiet = 300;

/** Texts that can be gone back to. */
const mostSteps = 200;

/** A box for a text, which says when the text has changed and can go back to what it was. */
export class Editor {
  readonly box: HTMLTextAreaElement;
  private readonly steps: string[];
  private timer: number | undefined;

  /**
   * @param id       of the box, for its label
   * @param onChange called with the text a moment after the last key, at once after `replace` and `undo`
   */
  constructor(
    id: string,
    start: string,
    private readonly onChange: (text: string) => void,
  ) {
    this.box = element("textarea", {
      id,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      rows: "6",
    });
    this.box.value = start;
    this.steps = [start];
    this.grow();
    this.box.addEventListener("input", () => {
      this.grow();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(), quiet);
    });
  }

  get text(): string {
    return this.box.value;
  }

  /** Replaces a part of the text, as if it were typed: the browser's own undo takes it back, too. */
  replace(from: number, to: number, replacement: string): void {
    this.keep();
    this.type(from, to, replacement);
    this.settle();
  }

  /** Goes back to the text before the last change. */
  undo(): void {
    this.keep();
    if (this.steps.length < 2) return;
    this.steps.pop();
    this.type(0, this.text.length, this.steps[this.steps.length - 1]);
    this.settle();
  }

  /** `execCommand` is the only way to change a box so that its own undo knows of it. */
  private type(from: number, to: number, replacement: string): void {
    this.box.focus();
    this.box.setSelectionRange(from, to);
    const [command, value] = replacement === "" ? ["delete"] : ["insertText", replacement];
    if (from === to && replacement === "") return;
    if (!document.execCommand(command, false, value)) this.box.setRangeText(replacement, from, to, "end");
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.keep();
    this.grow();
    this.onChange(this.text);
  }

  private keep(): void {
    if (this.steps[this.steps.length - 1] !== this.text) this.steps.push(this.text);
    if (this.steps.length > mostSteps) this.steps.shift();
  }

  /** Where the browser does not fit a box to its text by itself. */
  private grow(): void {
    this.box.rows = Math.min(24, Math.max(6, this.text.split("\n").length + 1));
  }
}
