import { randomUUID } from "node:crypto";
import { jupyterDisplay, type Displayable } from "./displayable";
import { cellOutput, type OutputWriter } from "./output";

/** An output that changes in place. */
export interface Live {
  /**
   * Shows this value instead of the one before; in between two redraws only the last one is drawn. A function is
   * called for its value when it is drawn: what is not drawn is not made.
   */
  update(value: Displayable | (() => Displayable)): void;
  /** Draws the last value now. Call it at the end of a cell: an update after the cell may be lost. */
  finish(): void;
}

export interface LiveOptions {
  /** shortest time between two redraws, in milliseconds; default 250 */
  interval?: number;
  /** milliseconds since any fixed moment; the default is the real clock */
  now?: () => number;
  /** where the output goes; the default is the running cell */
  output?: OutputWriter;
}

/**
 * Shows a value and lets it be replaced in place, at most once in `interval` however often it changes.
 *
 * A synchronous loop may call `update` as often as it likes: redraws happen within the call when one is
 * due. When the last update comes too early for a redraw, a timer draws it.
 */
export function live(first: Displayable, options: LiveOptions = {}): Live {
  const { interval = 250, now = () => performance.now(), output = cellOutput() } = options;
  const id = randomUUID();
  let waiting: Displayable | (() => Displayable) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let drawnAt = now();
  output(first[jupyterDisplay](), id);

  function draw(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const value = typeof waiting === "function" ? waiting() : waiting;
    output(value[jupyterDisplay](), id, true);
    waiting = undefined;
    drawnAt = now();
  }

  function update(value: Displayable | (() => Displayable)): void {
    waiting = value;
    const early = interval - (now() - drawnAt);
    if (early <= 0) draw();
    else timer ??= setTimeout(draw, early);
  }

  return { update, finish: draw };
}
