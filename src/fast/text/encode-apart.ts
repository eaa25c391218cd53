import path from "node:path";
import { Worker } from "node:worker_threads";
import type { EncodeOptions, EncodeProgress } from "./encode-text";
import type { EncodedText } from "./encoded-text";

/** What the thread says. */
export type Said = { readonly progress: EncodeProgress } | { readonly text: EncodedText };

/** Youngest part of the thread's heap, in MB: little of what it makes lives on. */
const youngest = 2;

/** `encodeText` in a thread of its own, whose memory is given back when it ends: training needs it then. */
export async function encodeTextApart(
  files: readonly string[],
  { onProgress, signal, ...options }: EncodeOptions,
): Promise<EncodedText> {
  signal?.throwIfAborted();
  const thread = new Worker(path.join(__dirname, "encode-worker.js"), {
    workerData: { files, options },
    resourceLimits: { maxYoungGenerationSizeMb: youngest },
  });
  const abort = (): void => thread.postMessage("abort");
  signal?.addEventListener("abort", abort);
  try {
    return await new Promise((resolve, reject) => {
      let text: EncodedText | undefined;
      thread.on("message", (said: Said) => {
        if ("text" in said) text = said.text;
        else onProgress?.(said.progress);
      });
      thread.once("error", reject);
      thread.once("exit", () =>
        text ? resolve(text) : reject(new Error("the thread that reads the text ended")),
      );
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}
