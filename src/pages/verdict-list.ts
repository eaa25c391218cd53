import { button, element, letScrollersBeFocused, typeset } from "./element";
import type { HelpView, LineView, MendView } from "./line-view";

/** What a list asks of the editor beside it. */
export interface ListActions {
  /** Puts the cursor where a line stands. */
  goTo(line: LineView): void;
  mend(mend: MendView): void;
}

interface Row {
  view: LineView;
  item: HTMLLIElement;
}

/** The lines of a derivation, typeset, with their verdicts; what helps with a wrong one is shown hint by hint. */
export class VerdictList {
  readonly list = element("ol", { class: "verdicts", "aria-label": "Lines and their verdicts" });
  private rows: Row[] = [];
  private filled = 0;

  constructor(private readonly actions: ListActions) {}

  /** New lines will come; what is shown stays until then. */
  begin(): void {
    this.filled = 0;
    this.list.setAttribute("aria-busy", "true");
  }

  /** The next line. One that reads as before keeps its hints open. */
  add(view: LineView): void {
    const row = this.rows[this.filled];
    if (row && looksOf(row.view) === looksOf(view)) Object.assign(row.view, view);
    else {
      const made = this.makeRow({ ...view });
      if (row) row.item.replaceWith(made.item);
      else this.list.append(made.item);
      this.rows[this.filled] = made;
    }
    this.filled += 1;
  }

  /** All lines have come. */
  end(): void {
    for (const { item } of this.rows.splice(this.filled)) item.remove();
    this.list.removeAttribute("aria-busy");
    letScrollersBeFocused(this.list);
  }

  private makeRow(view: LineView): Row {
    const { number, mark, sign, kind, html, reason, saysHtml } = view;
    const place = button(String(number), () => this.actions.goTo(view), {
      "aria-label": `Go to line ${number}`,
    });
    const item = element(
      "li",
      { class: kind },
      element(
        "div",
        { class: "line" },
        place,
        element("b", { class: `mark ${kind}` }, `${sign} ${mark}`),
        typeset("div", { class: "scroll" }, html),
      ),
    );
    if (reason !== "") item.append(element("p", { class: "reason" }, reason));
    if (saysHtml !== "") item.append(typeset("p", { class: "says" }, saysHtml));
    item.append(...this.makeHelp(view), ...makeChecks(view));
    return { view, item };
  }

  /** The hints, and the button that shows the next one; how to write what cannot be read is no secret. */
  private makeHelp(view: LineView): HTMLElement[] {
    const { hints, number, mark } = view;
    const list = element("ul", { class: "hints" });
    const showNext = (): HTMLLIElement => {
      const item = namedItem(hints[list.children.length]);
      item.tabIndex = -1;
      list.append(item);
      return item;
    };
    const isOpen = mark === "malformed";
    while (isOpen && list.children.length < hints.length) showNext();
    if (list.children.length === hints.length) return [list, ...this.makeMends(view)];
    const next = button("", () => {
      const item = showNext();
      if (list.children.length === hints.length) next.replaceWith(...this.makeMends(view));
      else label();
      item.focus();
    });
    const label = (): void => {
      next.textContent = `Hint ${list.children.length + 1} of ${hints.length}`;
      next.setAttribute("aria-label", `${next.textContent} for line ${number}`);
    };
    label();
    return [list, next];
  }

  private makeMends(view: LineView): HTMLElement[] {
    return view.mends.map((_, i) =>
      button(`Apply it to line ${view.number}`, () => this.actions.mend(view.mends[i]), { class: "mend" }),
    );
  }
}

/** All of a line that is shown; where it stands may change. */
function looksOf({ mends, ...view }: LineView): string {
  return JSON.stringify([
    { ...view, from: 0, to: 0, row: 0 },
    mends.map(({ replacement, to, from }) => [replacement, to - from]),
  ]);
}

function makeChecks({ checks }: LineView): HTMLElement[] {
  if (checks.length === 0) return [];
  const items = checks.map(namedItem);
  return [element("details", {}, element("summary", {}, "What was checked"), element("ul", {}, ...items))];
}

function namedItem({ name, html }: HelpView): HTMLLIElement {
  const item = typeset("li", {}, html);
  if (name !== "") item.prepend(element("b", {}, `${capital(name)} `));
  return item;
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);
