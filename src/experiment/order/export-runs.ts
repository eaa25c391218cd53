import { writeAtomic } from "../../files/write-atomic";
import { fieldNames, fieldValue, type FieldValue } from "../../runs/run-fields";
import type { RunRecord } from "../../runs/run-record";

/** A column of a table of runs. */
interface Column {
  readonly name: string;
  readonly values: readonly FieldValue[];
}

/** A table of runs: a row for each, the fields that every run has, then all settings. */
function columnsOf(runs: readonly RunRecord[]): Column[] {
  const fields = fieldNames(runs).map((name) => ({ name, values: runs.map((run) => fieldValue(run, name)) }));
  return [...fields, { name: "folder", values: runs.map(({ folder }) => folder) }];
}

/** Writes runs as CSV, after RFC 4180: a row for each. An empty field is no value; a text that is empty is `""`. */
export function writeCsv(file: string, runs: readonly RunRecord[]): void {
  const columns = columnsOf(runs);
  const rows = runs.map((_, i) => columns.map(({ values }) => csvField(values[i])).join(","));
  writeAtomic(file, [columns.map(({ name }) => csvField(name)).join(","), ...rows].join("\r\n") + "\r\n");
}

function csvField(value: FieldValue): string {
  if (value === null) return "";
  const text = String(value);
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes runs as Parquet: a row for each. A column of numbers is DOUBLE, one of truth values BOOLEAN, any other a text, as is one of
 * several kinds.
 */
export async function writeParquet(file: string, runs: readonly RunRecord[]): Promise<void> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columnData = columnsOf(runs).map(({ name, values }) => {
    const type = columnType(values);
    const data =
      type === "STRING" ? values.map((value) => (value === null ? null : String(value))) : [...values];
    return { name, data, type, nullable: true };
  });
  writeAtomic(file, new Uint8Array(parquetWriteBuffer({ columnData })));
}

function columnType(values: readonly FieldValue[]): "DOUBLE" | "BOOLEAN" | "STRING" {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size !== 1) return "STRING";
  return kinds.has("number") ? "DOUBLE" : kinds.has("boolean") ? "BOOLEAN" : "STRING";
}
