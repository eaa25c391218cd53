import type { ExplorerData } from "../notebook/explorer";
import { isWorker, serve } from "./background";
import type { LoadMaps } from "./explore/explore";

/* The program of a page with outputs marked `data-live="explorer"`; a worker made of it makes the maps. */

const loadMaps: LoadMaps = async (models) => {
  const { mapWork } = await import("./explore/map-work.js");
  return mapWork(models);
};

async function bringToLife(program: string): Promise<void> {
  const { Explore } = await import("./explore/explore.js");
  const places = document.querySelectorAll<HTMLElement>('[data-live="explorer"]');
  for (const [n, place] of places.entries()) {
    const data = place.querySelector("script[type='application/json']")?.textContent ?? "";
    const region = place.querySelector<HTMLElement>("section");
    if (region) new Explore(region, JSON.parse(data) as ExplorerData, n, program, loadMaps);
  }
}

if (isWorker) serve(loadMaps);
else void bringToLife(document.currentScript?.textContent ?? "");
