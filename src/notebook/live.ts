import { randomUUID } from "node:crypto";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import { cellOutput, type OutputWriter } from "./output";

/** An output that changes in place. */
export interface Live {
  /**
   * Replaces the value. Only the last value before a redraw is drawn. A function is called for its value when it is
   * drawn, so a value that is not drawn is not computed.
   */
  update(value: Displayable | (() => Displayable)): void;
  /** Draws the last value now. Call it at the end of a cell: a later update may be lost. */
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
 * Shows a value and replaces it in place, at most once in `interval`, however often it changes.
 *
 * A synchronous loop may call `update` at any rate: a redraw happens within the call if one is due. If the last update
 * comes too early for a redraw, a timer draws it.
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
