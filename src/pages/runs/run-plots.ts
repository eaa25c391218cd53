import type { AllRuns, ListedRun } from "../../comparison/all-runs";
import type { Figure } from "../../plots/figure";
import { intervals } from "../../plots/intervals";
import { lossCurve } from "../../plots/loss-curve";
import { scatter } from "../../plots/scatter";
import { logScale } from "../../plots/theme";
import { fieldValue } from "../../runs/run-fields";
import { element } from "../element";
import { curvesOf, findingsOf, type Group } from "./groups";

/** Plotly, from the page. */
declare const Plotly: {
  react(place: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
};

/** Curves that can be told apart: each has a mark of its own. */
const mostCurves = 6;

/** What the plots show, and how. */
export interface PlotForm {
  readonly amount: number;
  readonly seconds: boolean;
  readonly logLoss: boolean;
  readonly logTime: boolean;
  readonly x: string;
  readonly y: string;
  readonly logX: boolean;
}

/** A plot, with the sentence that stands for it. */
export class Plot {
  private readonly place = element("div", { class: "plot" });
  private readonly alternative = element("p", { class: "note" });
  readonly element = element("div", {}, this.place, this.alternative);

  /** Draws a figure, or says why there is none. @param note after the plot */
  draw(figure: Figure | undefined, note: string): void {
    this.place.hidden = figure === undefined;
    this.alternative.textContent = note;
    if (figure === undefined) return;
    this.place.setAttribute("role", "group");
    this.place.setAttribute("aria-label", figure.alternative);
    const options = { responsive: true, displaylogo: false, showSendToCloud: false };
    void Plotly.react(this.place, figure.data, { ...figure.layout, autosize: true }, options);
  }
}

/** The loss of the best groups. */
export function drawCurves(plot: Plot, groups: readonly Group[], all: AllRuns, form: PlotForm): void {
  const best = groups.slice(0, mostCurves);
  const curves = curvesOf(best, all, form);
  if (curves.length === 0)
    return plot.draw(undefined, form.seconds ? "None of these runs says how long it trained." : "None of these runs has a loss curve."); // prettier-ignore
  const smoothed = form.amount > 0 ? `, smoothed by ${form.amount}` : "";
  const made = lossCurve(curves, {
    title: `Running loss${smoothed}`,
    trainer: best[0].runs[0].stored?.settings.trainer,
  });
  const { xaxis, yaxis } = made.layout;
  const times = curves.flatMap(({ iterations }) => Array.from(iterations));
  const losses = curves.flatMap(({ loss }) => Array.from(loss));
  const x = { ...xaxis, ...(form.seconds ? { title: { text: "seconds of training" } } : {}), ...(form.logTime ? logScale(times) : {}) }; // prettier-ignore
  const y = { ...yaxis, ...(form.logLoss ? logScale(losses) : {}) };
  const few = groups.length > best.length ? `The ${best.length} settings of the lowest loss, of ${groups.length}; choose others above. ` : ""; // prettier-ignore
  const left = best.length - curves.length;
  const without = left > 0 ? `${left} without a curve of this kind are left out. ` : "";
  const seeds = curves.some(({ band }) => band !== undefined) ? "The band is the range of the seeds. " : "";
  const how = form.amount > 0 ? `${seeds}Smoothed by an exponential moving average with ${form.amount}.` : `${seeds}Nothing is smoothed.`; // prettier-ignore
  const at = form.seconds ? " Seconds are the iterations' share of the whole training." : "";
  plot.draw({ ...made, layout: { ...made.layout, xaxis: x, yaxis: y } } as Figure, few + without + how + at);
}

/** A setting against a result, a point a run. */
export function drawScatter(plot: Plot, runs: readonly ListedRun[], { x, y, logX, logLoss }: PlotForm): void {
  const points = runs.flatMap(({ record }) => {
    const [at, value] = [fieldValue(record, x), fieldValue(record, y)];
    if (typeof value !== "number" || at === null) return [];
    return [{ name: record.name || record.id, x: typeof at === "number" ? at : String(at), y: value }];
  });
  if (points.length === 0) return plot.draw(undefined, `None of these runs has both ${x} and ${y}.`);
  const log = `${logX ? "x" : ""}${logLoss ? "y" : ""}` as "" | "x" | "y" | "xy";
  const left = runs.length - points.length;
  plot.draw(scatter(points, { title: `${y} by ${x}`, x, y, log }), left > 0 ? `${left} runs without ${y} are left out.` : ""); // prettier-ignore
}

/** The effect of each setting with its interval. @param cautions gets what cannot be concluded */
export function drawEffects(plot: Plot, cautions: HTMLElement, runs: readonly ListedRun[]): void {
  const { dots, cautions: sentences } = findingsOf(runs);
  const nothing = dots.length > 0 ? "Nothing has to be said against these intervals." : "There are no intervals to conclude from."; // prettier-ignore
  const said = sentences.length > 0 ? sentences : [nothing];
  cautions.replaceChildren(...said.map((text) => element("li", {}, text)));
  if (dots.length === 0)
    return plot.draw(undefined, "No two of these runs differ in one setting alone: no effect can be told.");
  const options = { title: "Effect on the mean loss", value: "difference of the loss (nats)", reference: { name: "no effect", value: 0 } }; // prettier-ignore
  plot.draw(intervals(dots, options), "95 % intervals over seeds: a seed is the unit, and only runs with equal other settings and equal seed are held against each other. A hollow mark has one seed."); // prettier-ignore
}
