import type { Locator } from "playwright-core";

/** A plot as the page shows it. */
export interface DrawnPlot {
  title: string;
  /** traces that hold data */
  traces: number;
  /** of those, how many have a mark with some extent inside a plotting area */
  drawn: number;
}

/**
 * Looks at what Plotly has drawn: its marks, and whether they lie within the axes. An empty box, a plot of no
 * size, or traces that ended up outside the axes do not count.
 */
export async function drawnPlots(within: Locator): Promise<DrawnPlot[]> {
  const plots: DrawnPlot[] = [];
  for (const plot of await within.locator(".js-plotly-plot").all()) {
    await plot.scrollIntoViewIfNeeded(); // JupyterLab renders what is looked at
    await plot.locator(".main-svg .subplot").first().waitFor();
    plots.push(await plot.evaluate(look));
  }
  return plots;
}

/** What these functions need of an element of the page: the tests are compiled for Node, which has none. */
interface PageElement {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getBoundingClientRect(): Record<"left" | "right" | "top" | "bottom" | "width" | "height", number>;
  textContent: string;
  innerText: string;
  outerHTML: string;
}

interface Trace {
  visible?: unknown;
  x?: ArrayLike<unknown>;
  y?: ArrayLike<unknown>;
  z?: ArrayLike<unknown>;
}

/** Runs in the page. */
function look(plot: PageElement & { data: Trace[]; layout: { title?: { text?: string } } }): DrawnPlot {
  const areas = [...plot.querySelectorAll(".draglayer .nsewdrag")].map((area) =>
    area.getBoundingClientRect(),
  );
  const inside = (mark: PageElement): boolean => {
    const box = mark.getBoundingClientRect();
    const meets = (area: typeof box): boolean =>
      box.left < area.right && box.right > area.left && box.top < area.bottom && box.bottom > area.top;
    return box.width + box.height > 1 && areas.some(meets);
  };
  const groups = [...plot.querySelectorAll(".cartesianlayer .trace, .cartesianlayer .hm")];
  const drawn = groups.filter((group) => [...group.querySelectorAll("path, image, text")].some(inside));
  const holding = plot.data.filter(
    ({ visible, x, y, z }) => visible !== "legendonly" && (z ?? y ?? x ?? []).length > 0,
  );
  return { title: plot.layout.title?.text ?? "", traces: holding.length, drawn: drawn.length };
}

/** The formulas of a page: how many were typeset, and the texts of those that were not. */
export interface Formulas {
  typeset: number;
  failed: string[];
}

/** The colour behind an element, as the page computes it: `rgb(255, 221, 221)`. */
export async function readBackground(element: Locator): Promise<string> {
  return element.evaluate(computedBackground);
}

/** Runs in the page. */
function computedBackground(
  element: PageElement & {
    ownerDocument: {
      defaultView: { getComputedStyle(element: PageElement): { backgroundColor: string } } | null;
    };
  },
): string {
  return element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor ?? "";
}

/** Looks at MathML and MathJax's output; a formula counts if it has letters, and a width and height of its own. */
export async function formulas(within: Locator): Promise<Formulas> {
  return within.evaluate(typesetOrNot);
}

/** Runs in the page. */
function typesetOrNot(element: PageElement): Formulas {
  const failed: string[] = [];
  let typeset = 0;
  for (const formula of element.querySelectorAll("mjx-container, :not(mjx-assistive-mml) > math")) {
    const { width, height } = formula.getBoundingClientRect();
    const said = formula.textContent || formula.querySelector("mjx-c");
    const error = formula.querySelector("merror, mjx-merror, [data-mml-node=merror]");
    if (said && width > 3 && height > 3 && !error) typeset++;
    else failed.push(formula.outerHTML.slice(0, 300));
  }
  for (const { innerText } of element.querySelectorAll(".jp-MarkdownOutput"))
    if (innerText.includes("$")) failed.push(innerText.slice(0, 300));
  return { typeset, failed };
}
