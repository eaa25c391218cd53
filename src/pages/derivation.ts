import { parseWithMaps } from "../display/maps-in-json";
import type { LoadWork } from "./background";
import { isWorker, serve } from "./background";
import type { JudgedChain } from "./judge";
import type { YourTurnData } from "./your-turn";

/* The program of a page with outputs marked `data-live="derivation"`; a worker made of it does the judging. */

/** The checker is set up only where it is asked for. */
const loadJudge: LoadWork<string, string, JudgedChain> = async (declared) => {
  const { Judge } = await import("./judge.js");
  const judge = new Judge(parseWithMaps(declared));
  return (text) => judge.judge(text);
};

async function bringToLife(program: string): Promise<void> {
  const { YourTurn } = await import("./your-turn.js");
  const places = document.querySelectorAll<HTMLElement>('[data-live="derivation"]');
  for (const [n, place] of places.entries()) {
    const data = place.querySelector("script[type='application/json']")?.textContent ?? "";
    const region = place.querySelector<HTMLElement>("section");
    if (region) new YourTurn(region, JSON.parse(data) as YourTurnData, n, program, loadJudge);
  }
}

if (isWorker) serve(loadJudge);
else void bringToLife(document.currentScript?.textContent ?? "");
