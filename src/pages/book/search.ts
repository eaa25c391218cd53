import MiniSearch from "minisearch";
import { searchOptions } from "../../display/book-search";
import { element } from "../element";
import { narrow } from "./narrow";

/** What the index keeps of a section. */
interface Found {
  page: string;
  part: string;
  chapter: string;
  heading: string;
  begins: string;
}

const most = 12;

/** Adds a field that searches all chapters, if the page holds their index. It is read when the field is first used. */
export function addSearch(): void {
  const source = document.querySelector("script[data-search]")?.textContent ?? "";
  const place =
    document.querySelector<HTMLElement>("[data-search-place]") ?? document.querySelector("body > nav");
  if (source.trim() === "" || !place) return;
  const input = element("input", {
    id: "search-book",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
  });
  const status = element("p", { role: "status" });
  const results = element("ol", { "aria-label": "Sections found", hidden: "" });
  let index: MiniSearch | undefined;
  input.addEventListener("input", () => {
    const asked = input.value.trim();
    index ??= MiniSearch.loadJSON(source, {
      fields: [...searchOptions.fields],
      storeFields: [...searchOptions.storeFields],
    });
    const found = asked === "" ? [] : index.search(asked, searchOptions.searchOptions);
    results.hidden = found.length === 0;
    results.replaceChildren(...found.slice(0, most).map((each) => item(each as unknown as Found)));
    status.textContent = asked === "" ? "" : countText(found.length);
  });
  const field = [element("label", { for: input.id }, "Search all chapters"), input, status, results];
  const search = element("div", { role: "search", class: "search" });
  if (place.localName === "nav") {
    search.append(onDemand(field, input));
    place.append(search);
  } else {
    search.append(...field);
    place.replaceChildren(search);
  }
}

/** Above the text the field is there when it is asked for, so that a page begins with its title. */
function onDemand(field: readonly Node[], input: HTMLElement): HTMLElement {
  const summary = element("summary", {}, "Search");
  const details = element("details", {}, summary, ...field);
  summary.addEventListener("click", () => setTimeout(() => details.open && input.focus()));
  const fit = (): void => void (details.open = !narrow.matches);
  narrow.addEventListener("change", fit);
  fit();
  return details;
}

function item({ page, part, chapter, heading, begins }: Found): HTMLElement {
  const own = decodeURIComponent(location.pathname.split("/").at(-1) ?? "") === `${page}.html`;
  const inBook = document.getElementById(`${page}/${part}`) ?? document.getElementById(page);
  const hash = part === "" ? "" : `#${encodeURIComponent(part)}`;
  const address = inBook
    ? `#${encodeURIComponent(inBook.id)}`
    : own && hash !== ""
      ? hash
      : `${encodeURIComponent(page)}.html${hash}`;
  const where = heading === chapter ? chapter : `${heading} · ${chapter}`;
  return element("li", {}, element("a", { href: address }, where), element("p", {}, begins));
}

function countText(count: number): string {
  if (count === 0) return "No section has these words";
  return count === 1 ? "1 section" : `${count} sections${count > most ? `, the best ${most} of them` : ""}`;
}
