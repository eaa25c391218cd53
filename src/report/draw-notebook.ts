import fs from "node:fs";
import type { Draughtsman, Pictures, PlotlyJson } from "./pictures";

const plotlyType = "application/vnd.plotly.v1+json";
const picturesType = "application/vnd.word2vec.pictures+json";

interface Notebook {
  cells: { outputs?: { data?: { [plotlyType]?: PlotlyJson; [picturesType]?: Pictures } }[] }[];
}

/** Puts beside every plot of an executed notebook its static pictures, in the file itself. */
export async function drawNotebook(file: string, draughtsman: Draughtsman): Promise<void> {
  const notebook = JSON.parse(fs.readFileSync(file, "utf8")) as Notebook;
  for (const data of notebook.cells.flatMap(({ outputs = [] }) =>
    outputs.map((output) => output.data ?? {}),
  )) {
    const figure = data[plotlyType];
    if (figure !== undefined) data[picturesType] = await draughtsman.draw(figure);
  }
  fs.writeFileSync(file, JSON.stringify(notebook));
}
