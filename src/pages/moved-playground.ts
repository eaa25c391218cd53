import type { Control, Playground } from "../playgrounds/playground";
import { button, element } from "./element";

/** A slider with its name and its value in words. */
interface Slider {
  readonly control: Control;
  readonly input: HTMLInputElement;
  readonly value: HTMLOutputElement;
}

/** A playground under the reader's hands: sliders, pictures, and what they say in words. */
export class MovedPlayground {
  private readonly sliders: Slider[];
  private readonly says = element("p", { class: "says", "aria-live": "polite" });
  private readonly pictures = element("div", { class: "pictures" });
  private isDue = false;
  private width = 0;

  /**
   * @param id   begins the ids of its parts
   * @param left where its controls were left in the notebook: values, or the places of those that are read as words
   */
  constructor(
    region: HTMLElement,
    private readonly playground: Playground,
    id: string,
    left: readonly number[] = [],
  ) {
    this.sliders = playground.controls.map((control, i) => this.makeSlider(control, `${id}-${i + 1}`));
    const fields = this.sliders.map(({ control, input, value }) =>
      element("div", { class: "field" }, element("label", { for: input.id }, control.label), input, value),
    );
    region.replaceChildren(
      element("p", {}, element("b", {}, `${playground.title}. `), playground.hint),
      element("div", { class: "fields" }, ...fields),
      element(
        "div",
        { class: "tools" },
        button("As it began", () => this.reset()),
      ),
      this.says,
      this.pictures,
    );
    left.forEach((held, i) => {
      const { control, input } = this.sliders[i];
      input.value = String(control.text ? control.least + held * control.step : held);
    });
    this.draw();
    new ResizeObserver(() => {
      if (this.pictures.clientWidth !== this.width) this.drawSoon();
    }).observe(region);
  }

  private makeSlider(control: Control, id: string): Slider {
    const { least, most, step, start } = control;
    const range = { min: String(least), max: String(most), step: String(step), value: String(start) };
    const input = element("input", { type: "range", id, ...range });
    const value = element("output", { for: id, "aria-live": "off" });
    input.addEventListener("input", () => this.drawSoon());
    return { control, input, value };
  }

  private reset(): void {
    for (const { control, input } of this.sliders) input.value = String(control.start);
    this.draw();
  }

  /** Draws once a frame at most. */
  private drawSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.draw();
    });
  }

  private draw(): void {
    const values = this.sliders.map(({ input }) => Number(input.value));
    this.sliders.forEach(({ control: { text = shortText }, input, value }, i) => {
      value.textContent = text(values[i]);
      input.setAttribute("aria-valuetext", value.textContent);
    });
    this.width = this.pictures.clientWidth;
    const count = getComputedStyle(this.pictures).gridTemplateColumns.split(" ").length;
    const width = Math.max(280, Math.min(640, Math.floor((this.width - 16 * (count - 1)) / count)));
    const { pictures, says } = this.playground.view(values, width);
    this.says.textContent = says;
    this.pictures.innerHTML = pictures.map(({ svg }) => `<div class="picture">${svg}</div>`).join(""); // of the playground's own making
  }
}

const shortText = (value: number): string => String(value).replace("-", "−");
