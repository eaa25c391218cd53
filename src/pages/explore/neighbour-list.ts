import { button, element } from "../element";
import type { Near, WordModel } from "./word-model";

/** A cosine with two or three digits, with a minus sign and not a hyphen. */
export const cosineText = (cosine: number, digits = 3): string => cosine.toFixed(digits).replace("-", "−");

/** The neighbours that one model gives, each with its cosine; a click goes on to that word. */
export class NeighbourList {
  readonly box: HTMLElement;
  private readonly heading = element("p", { class: "near-what" });
  private readonly list = element("ol", { "aria-label": "Neighbours", class: "neighbours" });

  constructor(private readonly goTo: (word: string) => void) {
    this.box = element("div", {}, this.heading, this.list);
  }

  /** @param name of the model, where there are several */
  show(what: string, model: WordModel, near: readonly Near[], name?: string): void {
    this.heading.textContent = name === undefined ? `Nearest to ${what}` : `Nearest to ${what}, ${name}`;
    this.list.setAttribute("aria-label", name === undefined ? "Neighbours" : `Neighbours, ${name}`);
    this.list.replaceChildren(
      ...near.map(({ id, cosine }) =>
        element(
          "li",
          {},
          button(model.words[id], () => this.goTo(model.words[id])),
          element("span", { class: "cosine" }, ` ${cosineText(cosine)}`),
        ),
      ),
    );
    this.list.hidden = near.length === 0;
  }

  /** The keyboard goes on from the nearest word. */
  focusFirst(): void {
    this.list.querySelector("button")?.focus();
  }
}
