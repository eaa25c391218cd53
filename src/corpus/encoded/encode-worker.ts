/* The thread of `encodeTextApart`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Message } from "./encode-apart";
import { encodeText, type EncodeOptions } from "./encode-text";

const { files, options } = workerData as { files: string[]; options: EncodeOptions };
const send = (message: Message): void => parentPort?.postMessage(message);

const stop = new AbortController();
parentPort?.on("message", () => stop.abort()); // the only message that it gets
const onProgress: EncodeOptions["onProgress"] = (progress) => send({ progress });

void encodeText(files, { ...options, onProgress, signal: stop.signal })
  .then((text) => send({ text }))
  .finally(() => parentPort?.close());
