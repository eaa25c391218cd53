import path from "node:path";
import { Worker } from "node:worker_threads";
import type { EncodeOptions, EncodeProgress } from "./encode-text";
import type { EncodedText } from "./encoded-text";

/** A message of the thread. */
export type Message = { readonly progress: EncodeProgress } | { readonly text: EncodedText };

/** Size of the thread's young generation in MB: few of its objects live long. */
const youngGeneration = 2;

/** `encodeText` in a thread of its own. Its memory is free when the thread ends, and training needs it then. */
export async function encodeTextApart(
  files: readonly string[],
  { onProgress, signal, ...options }: EncodeOptions,
): Promise<EncodedText> {
  signal?.throwIfAborted();
  const thread = new Worker(path.join(__dirname, "encode-worker.js"), {
    workerData: { files, options },
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  });
  const abort = (): void => thread.postMessage("abort");
  signal?.addEventListener("abort", abort);
  try {
    return await new Promise((resolve, reject) => {
      let text: EncodedText | undefined;
      thread.on("message", (message: Message) => {
        if ("text" in message) text = message.text;
        else onProgress?.(message.progress);
      });
      thread.once("error", reject);
      thread.once("exit", () =>
        text
          ? resolve(text)
          : reject(
              new Error(
                "reading the text requires its thread to give it, got the end of the thread (memory may be short)",
              ),
            ),
      );
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}
