/* The thread of `encodeTextApart`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Said } from "./encode-apart";
import { encodeText, type EncodeOptions } from "./encode-text";

const { files, options } = workerData as { files: string[]; options: EncodeOptions };
const say = (said: Said): void => parentPort?.postMessage(said);

const stop = new AbortController();
parentPort?.on("message", () => stop.abort()); // all that it is ever sent
const onProgress: EncodeOptions["onProgress"] = (progress) => say({ progress });

void encodeText(files, { ...options, onProgress, signal: stop.signal })
  .then((text) => say({ text }))
  .finally(() => parentPort?.close());
