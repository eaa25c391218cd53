import { copy } from "../copy";
import { button } from "../element";

/** Puts a button on every block of code, which copies it. */
export function addCopyButtons(): void {
  for (const code of document.querySelectorAll<HTMLElement>("details.code pre, .prose pre")) {
    const text = (code.textContent ?? "").replace(/\n+$/, "");
    const made = button("Copy", () => void tell(made, text), {
      class: "copy",
      "aria-label": "Copy this code",
    });
    const frame = document.createElement("div");
    frame.className = "copied-from";
    code.before(frame);
    frame.append(code, made);
  }
}

async function tell(made: HTMLButtonElement, text: string): Promise<void> {
  const says = (await copy(text)) ? "Copied" : "Not allowed";
  made.textContent = says;
  made.setAttribute("aria-label", says); // spoken, since the button has the focus
  setTimeout(() => {
    made.textContent = "Copy";
    made.setAttribute("aria-label", "Copy this code");
  }, 2000);
}
