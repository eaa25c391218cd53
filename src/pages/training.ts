import { chartSheet } from "../display/chart-style";
import { addStyle } from "./element";
import type { LoadWork } from "./background";
import { isWorker, serve } from "./background";
import type { TrainHereData } from "../notebook/train-here";
import type { TrainingJob, TrainingPart } from "./training/trainer";

/* The program of a page with an output marked `data-live="training"`; a worker made of it trains. */

/** Milliseconds of training at a time: in the page itself so few that it goes on meanwhile. */
const slice = isWorker ? 100 : 16;

const loadTrainer: LoadWork<null, TrainingJob, TrainingPart> = async () => {
  const { Trainer } = await import("./training/trainer.js");
  const trainer = new Trainer(slice);
  return (job) => trainer.do(job);
};

async function bringToLife(program: string): Promise<void> {
  addStyle(chartSheet(":root"));
  const { TrainingPage } = await import("./training/training-page.js");
  for (const place of document.querySelectorAll<HTMLElement>('[data-live="training"]')) {
    const data = place.querySelector("script[type='application/json']")?.textContent ?? "";
    const region = place.querySelector<HTMLElement>("section");
    if (region) new TrainingPage(region, JSON.parse(data) as TrainHereData, program, loadTrainer);
  }
}

if (isWorker) serve(loadTrainer);
else void bringToLife(document.currentScript?.textContent ?? "");
