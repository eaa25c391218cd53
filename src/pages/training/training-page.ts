import type { TrainHereData } from "../../notebook/train-here";
import type { AssignmentSettings } from "../../settings/table";
import { recordEvery } from "../../training/assignment/loss-record";
import { Background, type LoadWork } from "../background";
import { button, element } from "../element";
import { KeptCurve } from "./kept-curve";
import { drawCurves, drawMap, type NamedCurve } from "./pictures";
import { RefusedSetting, SettingsForm } from "./settings-form";
import { TextSource, type ChosenText } from "./text-source";
import type { TrainingJob, TrainingPart } from "./trainer";

/** The run that is trained, or was last. */
interface Current {
  readonly settings: AssignmentSettings;
  readonly text: ChosenText;
  readonly curve: KeptCurve;
  last: TrainingPart | undefined;
}

/** Runs that stay beside the present one. */
const mostKept = 5;

/** Longest name of a curve, in letters. */
const longestName = 38;

/** Milliseconds between two pictures. */
const drawEvery = 150;

/** Training in the page: settings, a text, buttons, the running loss, its curve and the map of the words. */
export class TrainingPage {
  private readonly status = element("p", { role: "status", "aria-label": "Running loss" });
  private readonly trouble = element("p", { role: "alert", class: "trouble" });
  private readonly size = element("p", { class: "text-size" });
  private readonly curves = element("div", { class: "picture" });
  private readonly map = element("div", { class: "picture" });
  private readonly go: HTMLButtonElement;
  private readonly form: SettingsForm;
  private readonly source: TextSource;
  private readonly background: Background<null, TrainingJob, TrainingPart>;
  private readonly kept: NamedCurve[] = [];
  private current: Current | undefined;
  private isTraining = false;
  private drawn = 0;

  /** @param program the text of this script */
  constructor(
    region: HTMLElement,
    data: TrainHereData,
    program: string,
    load: LoadWork<null, TrainingJob, TrainingPart>,
  ) {
    // prettier-ignore
    const listener = {
      part: (part: TrainingPart) => this.hear(part),
      end: () => this.rest(),
      fail: (says: string) => this.fail(says),
    };
    this.background = new Background(program, null, load, listener, Infinity);
    this.form = new SettingsForm(data.settings);
    const { name, lines: text } = data.text;
    this.source = new TextSource({ name, text }, data.why, (says) => (this.trouble.textContent = says));
    this.source.listenOn(region);
    this.go = button("Train", () => this.trainOrPause(), { class: "go" });
    this.status.textContent = "Nothing is trained yet";
    const tools = element(
      "div",
      { class: "tools" },
      this.go,
      button("One step", () => this.ask("one")),
      button("Start again", () => this.ask("all", true)),
      button("Save the vectors", () => this.save()),
    );
    region.replaceChildren(
      this.source.element,
      this.form.form,
      tools,
      this.status,
      this.trouble,
      this.size,
      element("div", { class: "pictures" }, this.curves, this.map),
    );
  }

  private trainOrPause(): void {
    if (this.isTraining) this.background.ask({ go: "none" });
    else this.ask("all");
  }

  /** @param anew a run from the beginning, though the one before has the same settings */
  private ask(go: "all" | "one", anew = false): void {
    const settings = this.readSettings();
    if (!settings) return;
    this.trouble.textContent = "";
    const { text } = this.source;
    const goesOn = !anew && this.current?.last?.done === false && isSame(this.current, settings, text);
    if (!goesOn) this.keep();
    if (!goesOn) this.current = { settings, text, curve: new KeptCurve(), last: undefined };
    this.setTraining(go === "all");
    this.background.ask(goesOn ? { go } : { begin: { settings, ...text }, go });
  }

  private readSettings(): AssignmentSettings | undefined {
    try {
      return this.form.read();
    } catch (error) {
      if (!(error instanceof RefusedSetting)) throw error;
      this.trouble.textContent = error.message;
      const folded = error.field.closest("details");
      if (folded) folded.open = true;
      error.field.focus();
      return undefined;
    }
  }

  /** The curve of the run before stays, paler. */
  private keep(): void {
    const { current, kept } = this;
    if (!current || current.curve.points.length < 2) return;
    kept.push(this.named(current));
    if (kept.length > mostKept) kept.shift();
  }

  private named({ settings, text, curve }: Current): NamedCurve {
    const made = this.form.describe(settings);
    const name = this.source.isOwn(text) ? made : `${made}, on ${text.name}`;
    return {
      name: name.length > longestName ? `${name.slice(0, longestName)}…` : name,
      points: curve.points,
    };
  }

  private hear(part: TrainingPart): void {
    const { current } = this;
    if (!current) return;
    current.curve.add(part.curve, recordEvery);
    current.last = { ...part, curve: new Float64Array() };
    if (part.vectors !== undefined) offer(part.vectors);
    if (part.size) this.size.textContent = sizeText(current.text.name, part.size);
    if (part.map) this.map.innerHTML = drawMap(part.map, this.map.clientWidth); // every text in it is escaped
    if (Date.now() - this.drawn > drawEvery) this.draw();
  }

  private draw(): void {
    const { current } = this;
    if (!current?.last) return;
    this.drawn = Date.now();
    this.status.textContent = statusText(current.last, current.settings.iterations);
    this.curves.innerHTML = drawCurves(this.named(current), this.kept, this.curves.clientWidth);
  }

  /** The run is paused, or done. */
  private rest(): void {
    this.setTraining(false);
    this.draw();
  }

  private fail(says: string): void {
    this.setTraining(false);
    this.draw();
    this.current = undefined;
    this.trouble.textContent = says;
  }

  /** While it trains, a screen reader is not told of every number. */
  private setTraining(isTraining: boolean): void {
    this.isTraining = isTraining;
    this.go.textContent = isTraining ? "Pause" : "Train";
    this.status.setAttribute("aria-live", isTraining ? "off" : "polite");
  }

  private save(): void {
    if (this.current?.last) this.background.ask({ go: "none", vectors: true });
    else this.trouble.textContent = "There are no vectors yet: press Train first";
  }
}

function isSame(current: Current, settings: AssignmentSettings, text: ChosenText): boolean {
  return current.text === text && JSON.stringify(current.settings) === JSON.stringify(settings);
}

const grouped = (value: number): string => value.toLocaleString("en-US");

function statusText(
  { runningLoss, iteration, windowsPerSecond, done }: TrainingPart,
  iterations: number,
): string {
  const where = `after ${grouped(iteration)} of ${grouped(iterations)} iterations`;
  if (runningLoss === null) return `No running loss before iteration 10, ${where}`;
  const speed = windowsPerSecond > 0 ? `, ${grouped(Math.round(windowsPerSecond))} windows a second` : "";
  return `${runningLoss.toFixed(6)} nats is the running loss ${where}${done ? ", which are all" : speed}`;
}

function sizeText(name: string, { sentences, tokens, words }: NonNullable<TrainingPart["size"]>): string {
  return `Trained on ${name}: ${grouped(sentences)} sentences, ${grouped(tokens)} words, ${grouped(words)} different ones.`;
}

/** Gives the reader a file of vectors; it does not leave the computer. */
function offer(vectors: string): void {
  const address = URL.createObjectURL(new Blob([vectors], { type: "text/plain" }));
  element("a", { href: address, download: "vectors.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
