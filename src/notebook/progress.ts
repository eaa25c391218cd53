import { escapeHtml } from "../display/html";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import { live, type LiveOptions } from "./live";
import { duration, grouped } from "./format";

/** A progress bar for long work in a cell. */
export interface Progress {
  /** @param done of the total; @param note shown beside the bar, such as `loss 9.81` */
  update(done: number, note?: string): void;
  /** Replaces the bar by one line: how much was done, the time, the last note. */
  finish(): void;
}

export interface ProgressOptions extends LiveOptions {
  /** what is counted; default `iterations` */
  unit?: string;
  /** how much an earlier run had done that is now continued; default 0 */
  from?: number;
}

/**
 * Shows a progress bar that updates in place: the count, the caller's note, the time left.
 *
 *     time left = elapsed · (total − done) / (done − from)
 */
export function progress(total: number, options: ProgressOptions = {}): Progress {
  const { unit = "iterations", from = 0, now = () => performance.now() } = options;
  if (!(total > 0)) throw new RangeError(`progress requires a positive total, got ${total}`);
  const began = now();
  const elapsed = (): number => (now() - began) / 1000;
  let done = from;
  let note = "";

  function running(): Displayable {
    const left = done > from ? (elapsed() * (total - done)) / (done - from) : undefined;
    const parts = [`${grouped(done)} of ${grouped(total)} ${unit}`, note];
    if (left !== undefined) parts.push(`${duration(left)} left`);
    return bar(done / total, parts.filter(Boolean).join(", "));
  }

  function finished(): Displayable {
    const count = done >= total ? grouped(total) : `stopped at ${grouped(done)} of ${grouped(total)}`;
    const parts = [`${count} ${unit}`, `${duration(elapsed())}`, note];
    return { [jupyterDisplay]: () => ({ "text/plain": parts.filter(Boolean).join(", ") }) };
  }

  const output = live(running(), options);
  return {
    update(nowDone, nowNote = note) {
      done = nowDone;
      note = nowNote;
      output.update(running);
    },
    finish() {
      output.update(finished);
      output.finish();
    },
  };
}

/** @param share of the work that is done, 0 to 1 */
function bar(share: number, text: string): Displayable {
  const percent = Math.round(100 * share);
  const html =
    `<div style="display:flex;gap:1em;align-items:center;flex-wrap:wrap">` +
    `<progress value="${share}" max="1" style="width:16em" aria-label="${escapeHtml(text)}"></progress>` +
    `<span style="font-variant-numeric:tabular-nums">${escapeHtml(text)}</span></div>`;
  return { [jupyterDisplay]: () => ({ "text/html": html, "text/plain": `${percent} %: ${text}` }) };
}
