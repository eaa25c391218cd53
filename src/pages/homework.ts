import type { LoadWork } from "./background";
import { isWorker, serve } from "./background";
import type { Homework, HomeworkPart } from "./check-homework";

/* The program of check.html; a worker made of it does the checking. */

const loadCheck: LoadWork<null, Homework, HomeworkPart> = async () => {
  const { checkHomework } = await import("./check-homework.js");
  return function* (homework, tell) {
    yield checkHomework(homework, tell);
  };
};

async function bringToLife(program: string): Promise<void> {
  const { HomeworkPage } = await import("./homework-page.js");
  const region = document.querySelector<HTMLElement>('[data-live="homework"]');
  if (region) new HomeworkPage(region, program, loadCheck);
}

if (isWorker) serve(loadCheck);
else void bringToLife(document.currentScript?.textContent ?? "");
