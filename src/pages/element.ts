/** What an element is made of: its attributes, and after them its children. */
type Attributes = Record<string, string | undefined>;

/** An element with attributes and children; texts become text, and never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An element around markup that this project's own typesetting has made. */
export function typeset<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes,
  html: string,
): HTMLElementTagNameMap[K] {
  const made = element(name, attributes);
  made.innerHTML = html;
  return made;
}

/** A sentence of the checker's, in which what stands between backticks is code. */
export function withCode(says: string): (Node | string)[] {
  return says.split("`").map((part, i) => (i % 2 === 1 ? element("code", {}, part) : part));
}

/** A button with a listener. */
export function button(text: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", onClick);
  return made;
}

/** The keyboard reaches a box that scrolls, and only while it does. */
export function letScrollersBeFocused(within: ParentNode): void {
  for (const box of within.querySelectorAll<HTMLElement>(".scroll")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

/** Gives the page a style sheet that the program brings with it. */
export function addStyle(css: string): void {
  document.head.append(element("style", {}, css));
}
