/**
 * The value of a cell's last expression as a MIME bundle.
 *
 * Stock tslab prints every value with `console.log`. Here a `Displayable` (its bundle may be a promise), a DataFrame,
 * and words with their vectors are shown as what they are; other values as Node writes them, and text as it is.
 */
import { inspect, types } from "node:util";
import { jupyterDisplay, type MimeBundle } from "../../display/displayable";
import { dataFrameBundle, isDataFrame } from "./data-frame";
import { isNamedVectors, namedVectorsBundle } from "./named-vectors";

function isBundle(value: unknown): value is MimeBundle {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The bundle with bytes, such as pictures, in base64. */
function encoded(bundle: MimeBundle): MimeBundle {
  const entries = Object.entries(bundle).map(([type, data]) =>
    types.isUint8Array(data) ? [type, Buffer.from(data).toString("base64")] : [type, data],
  );
  return Object.fromEntries(entries);
}

/** The bundle of a value. */
export async function resultBundle(value: unknown): Promise<MimeBundle> {
  return (await richBundle(value)) ?? { "text/plain": typeof value === "string" ? value : inspect(value) };
}

async function richBundle(value: unknown): Promise<MimeBundle | undefined> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  if (jupyterDisplay in value && typeof value[jupyterDisplay] === "function") {
    const bundle: unknown = await value[jupyterDisplay]();
    if (!isBundle(bundle))
      throw new TypeError(`Jupyter.display requires a MIME bundle, got ${String(bundle)}`);
    return encoded(bundle);
  }
  if (isDataFrame(value)) return dataFrameBundle(value);
  return isNamedVectors(value) ? namedVectorsBundle(value) : undefined;
}
