import { chartImage } from "../display/chart-image";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import { escapeHtml } from "../display/html";
import { playgrounds, type PlaygroundName } from "../playgrounds/playgrounds";

/** Width of the pictures of a still output, in pixels. */
const width = 640;

/**
 * Something to move and to watch. A notebook shows it as it begins; in an exported page the reader moves it.
 *
 * @param name as in `src/playgrounds/playgrounds.ts`
 */
export function playground(name: PlaygroundName): Displayable {
  const { title, hint, controls, view } = playgrounds[name];
  const { pictures, says } = view(
    controls.map(({ start }) => start),
    width,
  );
  const images = pictures.map(({ svg, description }) => `<p>${chartImage(svg, description)}</p>`);
  const lead = `<p><b>${escapeHtml(title)}.</b> In an exported page you can move it. ${escapeHtml(hint)}</p>`;
  return {
    [jupyterDisplay]: () => ({
      "text/plain": `${title}. ${says}`,
      "text/html": `<section aria-label="Playground: ${escapeHtml(title)}">${lead}${images.join("")}<p>${escapeHtml(says)}</p></section>`,
      "application/vnd.word2vec.live+json": { kind: "playground", data: { name } },
    }),
  };
}
