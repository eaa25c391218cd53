import { pointText } from "../../runs/live/progress-point";
import type { WatchLine } from "../../runs/live/watch-line";
import { button, element } from "../element";
import { smallCurve } from "./small-curve";

/** A run in the list: its state, where it stands, its curve, and a button that chooses its log. */
export class RunItem {
  readonly element = element("li");
  private readonly state = element("span", { class: "state" });
  private readonly choose: HTMLButtonElement;
  private readonly about = element("p", { class: "about" });
  private readonly curve = element("div", { class: "curve" });

  constructor(
    public line: WatchLine,
    onChoose: (id: string) => void,
  ) {
    this.choose = button("", () => onChoose(this.line.id), { "aria-pressed": "false" });
    this.element.append(element("div", {}, this.state, this.choose, this.about), this.curve);
    this.show(line);
  }

  show(line: WatchLine): void {
    this.line = line;
    this.element.className = line.state;
    setText(this.state, line.state);
    setText(this.choose, line.title);
    setText(this.about, aboutText(line));
    const drawn = smallCurve(line.curve);
    this.curve.replaceChildren(...(drawn ? [drawn] : []));
  }

  mark(chosen: boolean): void {
    this.choose.setAttribute("aria-pressed", String(chosen));
  }
}

/** Where a run stands, or how it ended. */
function aboutText({ name, title, chapter, state, cell, point, meanLoss, error, curve }: WatchLine): string {
  const parts = [chapter ?? "train", ...(name === title ? [] : [name])];
  const goesOn = state !== "done" && state !== "failed";
  if (goesOn && cell) parts.push(`cell ${cell.cell} of ${cell.of}: ${cell.begins}`);
  if (goesOn && point) parts.push(`${point.unit} ${pointText(point)}`);
  const last = point?.loss ?? curve[curve.length - 1]?.[1];
  if (goesOn && last !== undefined) parts.push(`loss ${last.toFixed(3)}`);
  if (state === "done" && meanLoss !== null) parts.push(`mean loss ${meanLoss.toFixed(3)}`);
  if (state === "running" && point?.secondsLeft) parts.push(`${point.secondsLeft.toFixed(0)} s left`);
  if (error !== undefined) parts.push(error.split("\n")[0]);
  return parts.join(", ");
}

/** Leaves a text that is the same untouched, so that nobody's selection is lost. */
function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
