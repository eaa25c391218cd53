/** Colours of charts on light and dark paper. */
const light = ["#1d5a92", "#b3261e", "#1a7f37", "#7d5300", "#6f42a5", "#5d636d"];
const dark = ["#8fc1f0", "#ff8a80", "#56d364", "#e3b341", "#c9a6f5", "#a2a8b2"];

/** The rules of the classes that a chart uses. */
const rules = [
  `.chart text{font:12px system-ui,"Noto Sans","DejaVu Sans",sans-serif;fill:var(--chart-ink)}`,
  `.chart .grid{stroke:var(--chart-grid);stroke-width:1}`,
  `.chart :is(polyline,line,path):not(.grid){fill:none;stroke-width:2;stroke-linejoin:round}`,
  `.chart .faint{stroke-width:1.5!important;opacity:.6}`,
  `.chart .dashed{stroke-dasharray:5 4}`,
  ...light.map((_, i) => `.chart :is(polyline,line,path).c${i}{stroke:var(--chart-${i})}`),
  ...light.map((_, i) => `.chart :is(circle,rect,polygon).c${i}{fill:var(--chart-${i})}`),
].join("\n");

/**
 * The style sheet of charts.
 *
 * @param root what has the colours: the whole page, or the picture that a chart is
 */
export function chartSheet(root: string): string {
  const colours = (theme: "light" | "dark"): string => `${root}{${chartColours(theme)}}`;
  return `${colours("light")}\n@media screen and (prefers-color-scheme:dark){${colours("dark")}}\n${rules}`;
}

/** The variables that give the colours, for light or dark paper. */
function chartColours(theme: "light" | "dark"): string {
  const [colours, ink, grid] =
    theme === "light" ? [light, "#3b414b", "#dedad2"] : [dark, "#c9cdd4", "#343941"];
  return [`--chart-ink:${ink}`, `--chart-grid:${grid}`, ...colours.map((colour, i) => `--chart-${i}:${colour}`)].join(";"); // prettier-ignore
}
