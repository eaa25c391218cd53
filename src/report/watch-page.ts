import { inCheckout } from "../files/checkout";
import { standalonePage } from "./standalone-page";

/** The page that follows runs; it listens to the server that sent it, and asks nothing of another. */
export function watchPage(): string {
  return standalonePage({
    title: "Runs",
    name: "watch",
    styles: ["style.css", "live.css", "watch.css"],
    scripts: [inCheckout("dist/pages/watch.min.js")],
    allow: "connect-src 'self'; img-src data:",
    main: `<section data-live="watch" aria-label="Runs"></section>
<noscript><p>This page needs JavaScript; <code>npm run experiment -- list</code> prints the runs.</p></noscript>`,
  });
}
