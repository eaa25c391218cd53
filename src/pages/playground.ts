import { chartSheet } from "../display/chart-style";
import { playgrounds, type PlaygroundName } from "../playgrounds/playgrounds";
import { addStyle } from "./element";
import { MovedPlayground } from "./moved-playground";

/* The program of a page with outputs marked `data-live="playground"`. */

addStyle(chartSheet(":root"));
for (const [n, place] of document.querySelectorAll<HTMLElement>('[data-live="playground"]').entries()) {
  const data = place.querySelector("script[type='application/json']")?.textContent ?? "";
  const { name, left } = JSON.parse(data) as { name: PlaygroundName; left?: number[] };
  const region = place.querySelector<HTMLElement>("section");
  if (region) new MovedPlayground(region, playgrounds[name], `playground-${n + 1}`, left);
}
