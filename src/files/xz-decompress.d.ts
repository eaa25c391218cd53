/* The types of the package extend the browser's stream; these are of Node's, which is what it takes here. */
declare module "xz-decompress" {
  import type { ReadableStream } from "node:stream/web";

  const xz: {
    /** What a stream of an xz file holds, as a stream. */
    readonly XzReadableStream: new (packed: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>;
  };
  export default xz;
}
