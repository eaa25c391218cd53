const wide = matchMedia("(min-width: 76rem)"); // contents are beside the text

/** Contents are open beside the text; above it, where they would stand before the title, they are folded. */
export function foldContents(): void {
  const details = document.querySelector<HTMLDetailsElement>("body > nav > details");
  if (!details) return;
  const fit = (): void => void (details.open = wide.matches);
  wide.addEventListener("change", fit);
  fit();
}

/** Marks in the contents the section that is being read, and keeps it in sight there. */
export function followPlace(): void {
  const nav = document.querySelector<HTMLElement>("body > nav");
  const links = [...(nav?.querySelectorAll<HTMLAnchorElement>("li > a[href^='#']") ?? [])];
  const places = links.flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  let waiting = false;
  const mark = (): void => {
    waiting = false;
    const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const line = isAtEnd ? innerHeight : innerHeight / 4; // above it begins what is being read
    const passed = places.filter(({ heading }) => heading.getBoundingClientRect().top < line);
    const now = passed.at(-1)?.link;
    for (const { link } of places)
      if (link === now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    if (now && nav && wide.matches) keepInSight(nav, now);
  };
  const later = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  };
  addEventListener("scroll", later, { passive: true });
  mark();
}

function keepInSight(nav: HTMLElement, link: HTMLElement): void {
  const [box, own] = [nav.getBoundingClientRect(), link.getBoundingClientRect()];
  if (own.top < box.top) nav.scrollTop -= box.top - own.top + 40;
  else if (own.bottom > box.bottom) nav.scrollTop += own.bottom - box.bottom + 40;
}
