import { answerInput } from "./answer-input";
import { drawFigures } from "./draw-figures";
import { plotName, type Pictures, type PlotlyJson } from "./pictures";

/** Stdin: an array of Plotly figures. Stdout: the pictures of each, null for one that was not drawn, and why. */
async function draw(figures: PlotlyJson[]): Promise<{ pictures: (Pictures | null)[]; warnings: string[] }> {
  const warnings: string[] = [];
  const named = figures.map((figure, i) => ({ name: plotName(i, figure), figure }));
  const pictures = await drawFigures(named, (line) => void warnings.push(line));
  return { pictures, warnings };
}

void answerInput(draw);
