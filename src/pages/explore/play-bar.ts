import { button, element } from "../element";

const pictureTime = 500; // milliseconds from one picture to the next

/** A button that plays, and a bar that is dragged, or moved by the arrow keys, from picture to picture. */
export class PlayBar {
  readonly box: HTMLElement;
  private readonly go = button("Play", () => (this.playing === undefined ? this.play() : this.pause()));
  private readonly bar = element("input", {
    type: "range",
    min: "0",
    "aria-label": "Moment of the training",
  });
  private readonly said = element("span", { class: "moment" });
  private moments: readonly number[] = [0, 1];
  private unit = "";
  /** the frame that is asked for while it plays */
  private playing: number | undefined;

  /** @param show a share of the training, 0 to 1 */
  constructor(private readonly show: (share: number) => void) {
    const named = { class: "tools play", role: "group", "aria-label": "Film of the training", hidden: "" };
    this.box = element("div", named, this.go, this.bar, this.said);
    this.bar.addEventListener("input", () => {
      this.pause();
      this.showPicture(this.bar.valueAsNumber);
    });
  }

  /** Begins at the end of the training, which is the map that a reader knows. */
  begin(moments: readonly number[], unit: string): void {
    this.pause();
    [this.moments, this.unit] = [moments, unit];
    this.bar.max = String(moments.length - 1);
    this.box.hidden = false;
    this.showPicture(moments.length - 1);
  }

  end(): void {
    this.pause();
    this.box.hidden = true;
  }

  /** Plays on from where the bar is, or from the beginning if that is the end. */
  private play(): void {
    const last = this.moments.length - 1;
    const from = this.bar.valueAsNumber === last ? 0 : this.bar.valueAsNumber;
    const jumps = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let begun: number | undefined;
    const step = (now: number): void => {
      begun ??= now;
      const at = Math.min(last, from + (now - begun) / pictureTime);
      if (at === last || !this.box.isConnected) {
        this.pause();
        return this.showPicture(last);
      }
      this.say(Math.floor(at));
      this.show(this.share(jumps ? Math.floor(at) : at));
      this.playing = requestAnimationFrame(step);
    };
    this.playing = requestAnimationFrame(step);
    this.go.textContent = "Pause";
  }

  private pause(): void {
    if (this.playing !== undefined) cancelAnimationFrame(this.playing);
    this.playing = undefined;
    this.go.textContent = "Play";
  }

  private showPicture(picture: number): void {
    this.say(picture);
    this.show(this.share(picture));
  }

  private share(picture: number): number {
    const [before, part] = [Math.floor(picture), picture % 1];
    const [from, to] = [this.moments[before], this.moments[Math.min(before + 1, this.moments.length - 1)]];
    return (from + part * (to - from)) / this.moments[this.moments.length - 1];
  }

  private say(picture: number): void {
    const text = `after ${this.moments[picture].toLocaleString("en-US")} ${this.unit}`;
    if (this.said.textContent === text) return;
    this.bar.value = String(picture);
    this.bar.setAttribute("aria-valuetext", text);
    this.said.textContent = text;
  }
}
