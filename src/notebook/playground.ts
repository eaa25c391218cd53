import { chartImage } from "../display/chart-image";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import { escapeHtml } from "../display/html";
import type { Control as Moved, View } from "../playgrounds/playground";
import { playgrounds, type PlaygroundName } from "../playgrounds/playgrounds";
import { choice, column, output, slider, type Control } from "./controls";

/** Width of the pictures, in pixels. */
const width = 640;

/**
 * Something to move and to watch, in a notebook whose kernel has controls and in an exported page. Elsewhere it is
 * shown as it begins.
 *
 * @param name as in `src/playgrounds/playgrounds.ts`
 */
export function playground(name: PlaygroundName): Displayable {
  const { title, hint, controls, view } = playgrounds[name];
  const sliders = controls.map(sliderOf);
  const place = output();
  const seen = (): View =>
    view(
      sliders.map(({ value }) => value),
      width,
    );
  const show = (): void => {
    const now = seen();
    const html = `<p><b>${escapeHtml(title)}.</b> ${escapeHtml(hint)}</p>${picturesOf(now)}`;
    place.show({ [jupyterDisplay]: () => ({ "text/plain": now.says, "text/html": html }) });
  };
  for (const each of sliders) each.onChange(show);
  show();
  const lead = `<p><b>${escapeHtml(title)}.</b> In an exported page you can move it. ${escapeHtml(hint)}</p>`;
  return column([...sliders, place], {
    "text/plain": `${title}. ${seen().says}`,
    "text/html": `<section aria-label="Playground: ${escapeHtml(title)}">${lead}${picturesOf(seen())}</section>`,
    "application/vnd.word2vec.live+json": { kind: "playground", data: { name } },
  });
}

/** A slider for a number of a playground; values that are read as words have these along it. */
function sliderOf({ label, least, most, step, start, text }: Moved): Control<number> {
  if (!text) return slider({ min: least, max: most, step, value: start, label });
  const count = Math.round((most - least) / step) + 1;
  const values = Array.from({ length: count }, (_, i) => least + i * step);
  return choice(values, { value: start, label, as: "slider", text });
}

function picturesOf({ pictures, says }: View): string {
  const images = pictures.map(({ svg, description }) => `<p>${chartImage(svg, description)}</p>`);
  return `${images.join("")}<p>${escapeHtml(says)}</p>`;
}
