import { findChromium, launchChromium } from "./chromium";
import { Draughtsman, type Pictures, type PlotlyJson } from "./pictures";
import { answerInput } from "./answer-input";

/** Stdin: an array of Plotly figures. Stdout: for each its pictures, or null where there is no browser. */
async function draw(figures: PlotlyJson[]): Promise<(Pictures | null)[]> {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) return figures.map(() => null);
  const browser = await launchChromium(executablePath);
  try {
    const draughtsman = await Draughtsman.in(browser);
    const pictures: Pictures[] = [];
    for (const figure of figures) pictures.push(await draughtsman.draw(figure));
    return pictures;
  } finally {
    await browser.close();
  }
}

void answerInput(draw);
