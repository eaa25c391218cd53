import { element } from "../element";

/** Makes each heading a link to itself, so that its place can be passed on. */
export function linkHeadings(): void {
  for (const heading of document.querySelectorAll<HTMLElement>("main :is(h2, h3, h4)[id]")) {
    if (heading.querySelector("a")) continue;
    const link = element("a", { class: "to-itself", href: `#${encodeURIComponent(heading.id)}` });
    link.append(...heading.childNodes);
    heading.append(link);
  }
}
