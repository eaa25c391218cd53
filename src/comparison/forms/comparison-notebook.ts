import { jupyterDisplay, type Displayable } from "../../display/displayable";
import { table } from "../../notebook/table";
import { list } from "../../notebook/list";
import { describeOrigin } from "../../runs/origin";
import { mapsFigure, movedFigure } from "./comparison-figures";
import type { Comparison } from "../comparison";
import { leftOutLines, testLines } from "./comparison-text";
import { lossRows, neighbourRows, overlapRows } from "../rows";

/** A comparison as an executed notebook, from which the report's template makes a page. */
export function comparisonNotebook(comparison: Comparison): object {
  const { a, b, differing, leftOut, cautions, moved, madeBy } = comparison;
  const settings = differing.map(({ setting, a: from, b: to }) => {
    return { setting, A: String(from ?? "none"), B: String(to ?? "none") };
  });
  const words = moved.words.slice(0, 20).map(({ word, between, within }) => {
    return { word, "A to B (degrees)": between, "between seeds (degrees)": within ?? "one seed" };
  });
  const runs = [a, b].flatMap(({ name, folders, seeds }, i) =>
    folders.map((folder, k) => ({ run: folder, of: `${"AB"[i]}: ${name}`, seed: seeds[k] })),
  );
  const cells = [
    markdown(
      "# Two runs compared\n\nA and B: settings that differ, loss, neighbours, and the words that moved.",
    ),
    output(table(lossRows(comparison), "Loss in nats, at the end of training")),
    markdown("## The runs that were used"),
    output(table(runs, `Runs, made by ${describeOrigin(madeBy)}`)),
    output(list(leftOutLines(leftOut), "No folder beside them was left out.")),
    markdown("## Settings that differ"),
    settings.length > 0 ? output(table(settings, "Settings")) : markdown("None but the seed."),
    markdown("## What cannot be concluded"),
    output(list(cautions, "No caution applies to what follows.")),
    markdown("## Neighbours"),
    output(table(overlapRows(comparison), `Nearest words in common, of ${comparison.neighbours.k}`)),
    output(table(neighbourRows(comparison), `Of the ${comparison.neighbours.k} nearest words`)),
    markdown("## Words in the plane, and the words that moved most"),
    ...[mapsFigure(comparison), movedFigure(comparison)].flatMap((figure) =>
      figure ? [output(figure)] : [],
    ),
    output(list(testLines(comparison), "No test: it needs two seeds of each setting.")),
    output(table(words, "Words that moved most, after rotating B onto A")),
  ];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { title: "Two runs compared" },
    cells: cells.map(withId),
  };
}

const withId = (cell: object, i: number): object => ({ ...cell, id: `cell-${i}`, metadata: {} });

const markdown = (source: string): object => ({ cell_type: "markdown", source });

/** A code cell with an output. */
function output(shown: Displayable): object {
  const data = { output_type: "display_data", data: shown[jupyterDisplay](), metadata: {} };
  return { cell_type: "code", source: "", execution_count: null, outputs: [data] };
}
