import type { MimeBundle } from "../display/displayable";

/** Writes one output of a cell; with `update` it replaces the output that has the same display id. */
export type OutputWriter = (bundle: MimeBundle, displayId?: string, update?: boolean) => void;

interface TslabJupyter {
  lastWriteDisplayData: ((content: object, update?: boolean) => void) | null;
}

/**
 * The writer of the cell that is running. Keep it to update an output later: the update then belongs to this cell,
 * even if the next one has begun.
 *
 * tslab's public `display` sends one MIME type at a time; its internal writer takes a whole bundle. The module is
 * looked up, not loaded: outside a kernel it would load TypeScript and sockets. There the writer prints the text of the
 * bundle.
 */
export function cellOutput(): OutputWriter {
  const path = require.resolve("tslab/dist/jupyter.js");
  const tslab = require.cache[path]?.exports as TslabJupyter | undefined;
  const write = tslab?.lastWriteDisplayData;
  if (!write) return (bundle) => console.log(String(bundle["text/plain"]));
  return (data, displayId, update = false) => {
    const transient = displayId === undefined ? {} : { display_id: displayId };
    write({ data, metadata: {}, transient }, update);
  };
}
