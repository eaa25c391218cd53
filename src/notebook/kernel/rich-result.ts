/**
 * The value of a cell's last expression as a MIME bundle, where it has one.
 *
 * Stock tslab prints every value with `console.log`. Here a value that says how it is shown (`Displayable`, also by
 * a promise of the bundle), a DataFrame, and words with their vectors become an `execute_result`; everything else is printed as before.
 */
import { jupyterDisplay, type MimeBundle } from "../displayable";
import { dataFrameBundle, isDataFrame } from "./data-frame";
import { isNamedVectors, namedVectorsBundle } from "./named-vectors";

function isBundle(value: unknown): value is MimeBundle {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Bytes, as of a picture, travel in base64. */
function encoded(bundle: MimeBundle): MimeBundle {
  const entries = Object.entries(bundle).map(([type, data]) =>
    data instanceof Uint8Array ? [type, Buffer.from(data).toString("base64")] : [type, data],
  );
  return Object.fromEntries(entries);
}

/** The bundle, or `undefined` for a value that is printed. */
export async function richResult(value: unknown): Promise<MimeBundle | undefined> {
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
