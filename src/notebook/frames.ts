import type { DataFrame } from "danfojs-node";
import type { Row } from "./table";

/* What tables of danfojs's data frames need. */

/**
 * What danfojs's `describe` says of some columns, a row a column: danfojs has the figures in rows, whose names a
 * table does not show.
 *
 * @param columns with numbers
 */
export function describeColumns(frame: DataFrame, columns: readonly string[]): Row[] {
  const described = frame.loc({ columns: [...columns] }).describe();
  const figures = described.index.map(String);
  const values = described.values as number[][];
  const wanted = ["count", "mean", "min", "median", "max"];
  return columns.map((column, c) => ({
    column,
    ...Object.fromEntries(wanted.map((name) => [name, values[figures.indexOf(name)][c]])),
  }));
}

/**
 * The frame with other names for its columns, in their order: danfojs calls the mean of a group's losses `loss_mean`.
 *
 * @param names one for each column
 */
export function nameColumns(frame: DataFrame, names: readonly string[]): DataFrame {
  const { columns } = frame;
  if (names.length !== columns.length)
    throw new RangeError(`nameColumns requires ${columns.length} names, for ${columns}, got ${names.length}`);
  return frame.rename(Object.fromEntries(columns.map((column, c) => [column, names[c]])));
}
