import type { AllRuns } from "../../comparison/all-runs";
import { element } from "../element";
import { Chooser, type Choice } from "./choice";
import { fieldsOf, labelled, resultsOf, select, tick } from "./controls";
import { groupsOf } from "./groups";
import { drawCurves, drawEffects, drawScatter, Plot, type PlotForm } from "./run-plots";
import { RunTable, type Order } from "./run-table";

/** Milliseconds after a choice until the plots follow: the table is there at once. */
const plotsAfter = 150;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The page of all runs: a table that is searched, filtered and sorted, and plots of the runs that are left. */
export class RunsPage {
  private readonly chooser: Chooser;
  private readonly fields;
  private readonly table = new RunTable((field) => this.sort(field));
  private readonly status = element("p", { role: "status" });
  private readonly curves = new Plot();
  private readonly points = new Plot();
  private readonly effects = new Plot();
  private readonly cautions = element("ul", { class: "cautions" });
  private readonly columns: Set<string>;
  private readonly values = new Map<string, string>();
  private readonly form: Mutable<PlotForm>;
  private choice: Choice = { search: "", values: this.values };
  private order: Order = { field: "meanLoss", down: false };
  private grouped = false;
  private waiting: number | undefined;

  /** @param region is filled */
  constructor(
    region: HTMLElement,
    private readonly all: AllRuns,
  ) {
    this.chooser = new Chooser(all.runs);
    this.fields = fieldsOf(all.runs);
    this.columns = new Set(this.fields.columns);
    const results = resultsOf(this.fields);
    const [x, y] = [this.fields.settings[0] ?? this.fields.filled[0], results[0] ?? "seconds"];
    this.form = { amount: 0, seconds: false, logLoss: false, logTime: false, logX: false, x, y };
    const sections = [
      this.choosing(),
      this.status,
      this.table.element,
      this.table.more,
      ...section("Loss", this.curveTools(), this.curves.element),
      ...section("One setting", this.scatterTools(results), this.points.element),
      ...section("Effects", this.effects.element),
      ...section("What cannot be concluded", this.cautions),
      ...(all.leftOut.length > 0 ? section("Left out", element("ul", {}, ...all.leftOut.map(({ folder, reason }) => element("li", {}, `${folder}: ${reason}`)))) : []), // prettier-ignore
    ];
    region.replaceChildren(...sections);
    this.update();
  }

  private choosing(): HTMLElement {
    const search = element("input", {
      type: "search",
      placeholder: "words, or stepSize=0.3 meanLoss<9.9",
      size: "36",
    });
    search.addEventListener("input", () => this.choose({ ...this.choice, search: search.value }));
    const filters = [...this.fields.filters].map(([field, values]) => {
      const options = [["", "any"] as const, ...values.map((value) => [value, value] as const)];
      return labelled(field, select(field, options, (value) => {
        this.values.set(field, value);
        this.choose(this.choice);
      })); // prettier-ignore
    });
    const columns = this.fields.filled.map((field) =>
      tick(field, this.columns.has(field), (on) => {
        if (on) this.columns.add(field);
        else this.columns.delete(field);
        this.showTable();
      }),
    );
    const groups = tick("one row for each setting, its seeds together", false, (on) => {
      this.grouped = on;
      this.showTable();
    });
    return element("div", {},
      element("div", { class: "tools" }, labelled("Search", search), groups),
      element("details", { open: "" }, element("summary", {}, "Filters"), element("div", { class: "tools" }, ...filters)),
      element("details", {}, element("summary", {}, "Columns"), element("div", { class: "tools" }, ...columns)),
    ); // prettier-ignore
  }

  private curveTools(): HTMLElement {
    const amount = element("input", { type: "range", min: "0", max: "0.98", step: "0.02", value: "0", "aria-label": "smoothing" }); // prettier-ignore
    const shown = element("output", {}, "0");
    amount.addEventListener("input", () => {
      shown.textContent = amount.value;
      this.draw({ amount: Number(amount.value) });
    });
    const unit = select("horizontal axis", [["", "iterations"], ["seconds", "seconds"]], (value) => this.draw({ seconds: value !== "" })); // prettier-ignore
    return element("div", { class: "tools" },
      labelled("Over", unit),
      tick("log loss", false, (logLoss) => this.draw({ logLoss })),
      tick("log horizontal", false, (logTime) => this.draw({ logTime })),
      element("label", {}, "Smoothing ", amount, " ", shown),
    ); // prettier-ignore
  }

  private scatterTools(results: readonly string[]): HTMLElement {
    const settings = [...this.fields.settings, ...results];
    const pairs = (names: readonly string[]): [string, string][] => names.map((name) => [name, name]);
    return element("div", { class: "tools" },
      labelled("Setting", select("setting", pairs(settings), (x) => this.draw({ x }))),
      labelled("Result", select("result", pairs(results), (y) => this.draw({ y }))),
      tick("log setting", false, (logX) => this.draw({ logX })),
    ); // prettier-ignore
  }

  private choose(choice: Choice): void {
    this.choice = choice;
    this.table.reset();
    this.update();
  }

  private sort(field: string): void {
    this.order = { field, down: this.order.field === field && !this.order.down };
    this.showTable();
  }

  private draw(change: Partial<PlotForm>): void {
    Object.assign(this.form, change);
    this.drawSoon();
  }

  private update(): void {
    this.showTable();
    this.drawSoon();
  }

  private showTable(): void {
    const { runs, mistake } = this.chooser.choose(this.choice);
    this.status.textContent = mistake ?? `${runs.length} of ${this.all.runs.length} runs`;
    if (this.grouped) this.table.showGroups(groupsOf(runs), this.order);
    else this.table.showRuns(runs, [...this.columns], this.order); // prettier-ignore
  }

  private drawSoon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.drawPlots(), plotsAfter);
  }

  private drawPlots(): void {
    if (document.readyState === "loading") return this.drawSoon(); // Plotly comes last
    const { runs } = this.chooser.choose(this.choice);
    drawCurves(this.curves, groupsOf(runs), this.all, this.form);
    drawScatter(this.points, runs, this.form);
    drawEffects(this.effects, this.cautions, runs);
    document.documentElement.dataset.plots = "drawn";
  }
}

function section(title: string, ...content: Node[]): Node[] {
  return [element("h2", {}, title), ...content];
}
