import { chartSheet } from "./chart-style";
import { escapeHtml } from "./html";

/** A chart as an image element: it needs no style sheet, and no program. @param description its text alternative */
export function chartImage(chart: string, description: string): string {
  const paper = "svg{background:#fdfcf9}@media (prefers-color-scheme:dark){svg{background:#16191e}}";
  const whole = chart
    .replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(
      /^<svg[^>]*>/,
      (start) => `${start}<style>${escapeStyle(`${chartSheet("svg")}${paper}`)}</style>`,
    );
  const source = `data:image/svg+xml;base64,${Buffer.from(whole).toString("base64")}`;
  return `<img alt="${escapeHtml(description)}" src="${source}">`;
}

/** A style sheet as it stands in XML. */
const escapeStyle = (css: string): string => css.replace(/&/g, "&amp;").replace(/</g, "&lt;");
