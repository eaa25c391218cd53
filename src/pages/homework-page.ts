import { Background } from "./background";
import type { LoadWork } from "./background";
import type {
  AssumedView,
  CheckedHomework,
  DocumentMend,
  Homework,
  HomeworkPart,
  QuestionView,
} from "./check-homework";
import { copy } from "./copy";
import { Editor } from "./editor";
import { button, element, letScrollersBeFocused, typeset, withCode } from "./element";
import { fromNotebook, isNotebook, openText } from "./open-text";

/** A text without a name: what it is written in is told by what it says. */
const unnamed = "homework";

/** The page in which one's own homework is checked: all of it stays there. */
export class HomeworkPage {
  private readonly status = element("p", { role: "status", "aria-label": "Verdicts" });
  private readonly note = element("span", { role: "status", "aria-label": "Done", class: "note" });
  private readonly inline = element("input", { type: "checkbox", id: "inline" });
  private readonly assumed = element("section", { "aria-label": "What was assumed", class: "assumed" });
  private readonly mends = element("ul", { class: "mends", "aria-label": "Repairs" });
  private readonly document = element("div", { class: "document" });
  private readonly editor: Editor;
  private readonly background: Background<null, Homework, HomeworkPart>;
  private file = unnamed;

  /** @param program the text of this script */
  constructor(region: HTMLElement, program: string, load: LoadWork<null, Homework, HomeworkPart>) {
    const listener = {
      part: (part: HomeworkPart) => this.hear(part),
      end: () => this.document.removeAttribute("aria-busy"),
      fail: (says: string) => this.refuse(says),
    };
    this.background = new Background(program, null, load, listener);
    this.editor = new Editor("homework", "", (text) => this.check(text));
    this.status.textContent = "Nothing is checked yet: paste a text, drop a file, or begin to write";
    region.append(
      element("label", { for: "homework" }, "Your homework"),
      this.editor.box,
      this.makeTools(),
      this.status,
      this.assumed,
      this.mends,
      this.document,
    );
    for (const kind of ["dragover", "drop"] as const)
      region.addEventListener(kind, (event) => this.take(event));
  }

  private makeTools(): HTMLElement {
    const chooser = element("input", {
      type: "file",
      id: "file",
      accept: ".tex,.ltx,.latex,.md,.markdown,.qmd,.rmd,.ipynb,.txt",
    });
    chooser.addEventListener("change", () => {
      const [file] = chooser.files ?? [];
      if (file) void this.open(file);
      chooser.value = ""; // so that the same file can be chosen again
    });
    this.inline.addEventListener("change", () => this.check(this.editor.text));
    return element(
      "div",
      { class: "tools" },
      element("label", { for: "file" }, "Choose a file"),
      chooser,
      button("Undo", () => this.editor.undo()),
      button("Copy", () => void this.copyText()),
      element("label", {}, this.inline, " Judge formulas within the text, too"),
      this.note,
    );
  }

  /** Takes a file that is dropped anywhere on the editor and what belongs to it. */
  private take(event: DragEvent): void {
    const files = event.dataTransfer;
    if (!files?.types.includes("Files")) return;
    event.preventDefault();
    const [file] = files.files;
    if (event.type === "drop" && file) void this.open(file);
  }

  private async open(file: File): Promise<void> {
    try {
      const { file: name, text } = await openText(file);
      this.file = name;
      this.write(text);
    } catch (error) {
      this.refuse(error instanceof Error ? error.message : String(error));
    }
  }

  private write(text: string): void {
    this.editor.replace(0, this.editor.text.length, text);
  }

  private check(text: string): void {
    if (isNotebook(text)) {
      try {
        return this.write(fromNotebook("The text", text).text);
      } catch (error) {
        return this.refuse(error instanceof Error ? error.message : String(error));
      }
    }
    this.status.textContent = "Checking";
    this.document.setAttribute("aria-busy", "true");
    this.background.ask({ file: this.file, text, inline: this.inline.checked });
  }

  private hear(part: HomeworkPart): void {
    if ("lines" in part)
      this.status.textContent = `Checking: ${part.lines} ${part.lines === 1 ? "line" : "lines"} done`;
    else this.show(part);
  }

  private show({ html, summary, wrong, assumed, questions, contradictions, mends }: CheckedHomework): void {
    this.document.innerHTML = html; // made by this project's own typesetting, which escapes every text
    this.assumed.replaceChildren(...this.makeAssumed(assumed, questions, contradictions));
    this.mends.replaceChildren(...mends.map((mend) => this.makeMend(mend)));
    for (const box of this.document.querySelectorAll("details.verdict > p")) box.classList.add("scroll");
    letScrollersBeFocused(this.document);
    this.status.textContent = [summary, ...wrong.slice(0, mostSaid)].join(". ");
  }

  private refuse(says: string): void {
    this.document.removeAttribute("aria-busy");
    this.status.textContent = says;
  }

  private makeAssumed(
    assumed: AssumedView[],
    questions: QuestionView[],
    contradictions: string[],
  ): HTMLElement[] {
    const fields = assumed.map(({ line, why, row }, i) => {
      const input = element("input", { value: line, id: `assumed-${i}`, spellcheck: "false" });
      const confirm = button("Confirm", () => this.declare([{ row, line: input.value }]), {
        "aria-label": `Confirm ${line}`,
      });
      const label = element("label", { for: input.id }, `From row ${row}: `, ...withCode(why));
      return {
        row,
        input,
        item: element("li", {}, label, element("span", { class: "field" }, input, confirm)),
      };
    });
    const asked = questions.map(({ name, readings: [taken, ...others], row }) => {
      const choices = others.map(({ line, because }) =>
        button(`Take ${line}`, () => this.declare([{ row, line }]), { title: because }),
      );
      const reason = withCode(taken.because);
      return element("li", {}, `What is ${name}? Taken: ${taken.line} (`, ...reason, ") ", ...choices);
    });
    const against = contradictions.map((text) => element("li", {}, ...withCode(text)));
    if (fields.length + asked.length + against.length === 0) return [];
    const all = button("Confirm all", () =>
      this.declare(fields.map(({ row, input }) => ({ row, line: input.value }))),
    );
    return [
      element("h2", {}, "What was assumed"),
      element(
        "p",
        {},
        "Nobody said what these names are. Change what is not meant; to confirm writes it into the text.",
      ),
      element("ul", {}, ...fields.map(({ item }) => item), ...asked, ...against),
      ...(fields.length > 1 ? [all] : []),
    ];
  }

  /** Writes declarations into the text, each before the row from which it holds. */
  private declare(lines: { row: number; line: string }[]): void {
    const rows = this.editor.text.split("\n");
    const written = rows.flatMap((text, i) => [
      ...lines.filter(({ row }) => row === i + 1).map(({ line }) => `%% ${line}`),
      text,
    ]);
    this.write(written.join("\n"));
  }

  private makeMend({ row, from, to, replacement, html }: DocumentMend): HTMLElement {
    const says = typeset("span", {}, html);
    const apply = button(`Apply to row ${row}`, () => this.editor.replace(from, to, replacement));
    return element("li", {}, `Row ${row}: `, says, " ", apply);
  }

  private async copyText(): Promise<void> {
    this.note.textContent = (await copy(this.editor.text))
      ? "The text is copied"
      : "The browser does not let this page copy";
    setTimeout(() => (this.note.textContent = ""), 4000);
  }
}

/** Lines that the status says in words; all of them stand in the document. */
const mostSaid = 5;
