import fs from "node:fs";
import path from "node:path";
import { drawFigures } from "./draw-figures";
import { plotName, type Pictures, type PlotlyJson } from "./pictures";

const plotlyType = "application/vnd.plotly.v1+json";
const picturesType = "application/vnd.word2vec.pictures+json";

interface Data {
  [plotlyType]?: PlotlyJson;
  [picturesType]?: Pictures;
}

interface Notebook {
  metadata: { word2vec_drawn?: boolean };
  cells: { outputs?: { data?: Data }[] }[];
}

/**
 * Adds static pictures to the plots of executed notebook files.
 *
 * @param warn called with a line for what was not drawn; such a plot keeps its text alternative
 */
export async function drawNotebooks(
  files: readonly string[],
  warn: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const notebooks = files.map((file) => JSON.parse(fs.readFileSync(file, "utf8")) as Notebook);
  const plots = notebooks.map(findPlots);
  const named = plots.flatMap((ofNotebook, n) =>
    ofNotebook.map(({ figure }, i) => ({
      name: `${path.basename(files[n], ".ipynb")}, ${plotName(i, figure)}`,
      figure,
    })),
  );
  const pictures = await drawFigures(named, warn, signal);
  for (const [i, { data }] of plots.flat().entries()) {
    const drawn = pictures[i];
    if (drawn) data[picturesType] = drawn;
  }
  for (const [n, notebook] of notebooks.entries()) {
    notebook.metadata.word2vec_drawn = true; // the export does not try again what was not drawn
    fs.writeFileSync(files[n], JSON.stringify(notebook));
  }
}

function findPlots({ cells }: Notebook): { data: Data; figure: PlotlyJson }[] {
  const all = cells.flatMap(({ outputs = [] }) => outputs.map(({ data }) => data ?? {}));
  return all.flatMap((data) => {
    const figure = data[plotlyType];
    return figure === undefined ? [] : [{ data, figure }];
  });
}
