import { readFileSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { DerivedDocument } from "../derivation/derive-file";
import { deriveDocument } from "../derivation/derive-file";
import { documentHtml, refusedHtml } from "../derivation/document-page";
import type { FileRecord } from "../derivation/document-record";
import { documentRecord, refusedRecord } from "../derivation/document-record";
import { documentText } from "../derivation/document-text";
import { onRequest } from "../derivation/documents/document";
import { openDocument } from "../derivation/documents/open-document";
import { readDocument } from "../derivation/documents/read-document";
import type { MutationScore } from "../derivation/repair/mutation-score";
import { mutationScore } from "../derivation/repair/mutation-score";
import { explainSystemError } from "../files/explain-error";
import { formatOf } from "../files/known-formats";
import type { Mark } from "../derivation/verdict/verdicts";

/** One file to check, as plain data. */
export interface CheckJob {
  file: string;
  /** Folder that a relative path starts from. */
  folder: string;
  /** What it holds, where it is the standard input. */
  text?: string;
  inline: boolean;
  mutants: boolean;
}

/** What was found in one file, as plain data, since it may come from another thread. */
export interface CheckedFile {
  file: string;
  text: string;
  record: FileRecord;
  html: string;
  marks: Mark[];
  unchecked: number;
  /** Whether formulas within the text would be judged on request. */
  hasInline?: boolean;
  /** Whether the file or a declaration in it could not be read, or nothing in it is to be checked. */
  refused: boolean;
  mutants?: MutationScore;
}

/** Checks one file; one that cannot be read is a result as well. */
export function checkFile(job: CheckJob): CheckedFile {
  try {
    return checked(job, deriveDocument(opened(job)));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refusal(job.file, reasonOf(error, job));
  }
}

/** Why a file cannot be read, as it is said behind the name of the file. */
export function reasonOf(error: Error, { file, folder }: Pick<CheckJob, "file" | "folder">): string {
  const { path: place } = error as NodeJS.ErrnoException;
  const itself = place === undefined || path.resolve(folder, place) === path.resolve(folder, file);
  return explainSystemError(error, itself ? "it" : undefined) ?? error.message;
}

function opened({ file, folder, text, inline }: CheckJob): ReturnType<typeof readDocument> {
  return text === undefined ? openDocument(file, { folder, inline }) : readDocument(file, text, { inline });
}

function checked({ file, folder, text, mutants }: CheckJob, document: DerivedDocument): CheckedFile {
  const { derivations, unchecked, refused } = document;
  if (derivations.length + unchecked.length + refused.length === 0) {
    const format = text === undefined ? formatOf(readFileSync(path.resolve(folder, file))) : undefined;
    return refusal(file, `there is no derivation in it${format === undefined ? "" : `, which is ${format}`}`);
  }
  return {
    file,
    text: documentText(document).join("\n"),
    record: documentRecord(document),
    html: documentHtml(document),
    marks: derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark)),
    unchecked: unchecked.length,
    hasInline: unchecked.some(({ reason }) => reason === onRequest),
    refused: refused.length > 0,
    mutants: mutants ? mutationScore(derivations.flatMap((each) => each.equations())) : undefined,
  };
}

/** What is said of a file that could not be read. */
export function refusal(file: string, error: string): CheckedFile {
  const record = refusedRecord(file, error);
  const html = refusedHtml(file, error);
  return { file, text: `${file}: ${error}`, record, html, marks: [], unchecked: 0, refused: true };
}

/** From so many files on two threads share the work. */
const worthThreads = 3;
const threads = 2;

/**
 * Checks files, two at a time where there are several, and gives the results in the order of the files.
 *
 * @param done called after each file, with how many are done
 */
export async function checkFiles(
  jobs: readonly CheckJob[],
  done: (count: number) => void,
): Promise<CheckedFile[]> {
  const results: CheckedFile[] = [];
  let count = 0;
  const finish = (place: number, result: CheckedFile): void => {
    results[place] = result;
    done(++count);
  };
  if (jobs.length < worthThreads) jobs.forEach((job, i) => finish(i, checkFile(job)));
  else {
    const waiting = jobs.map((job, place) => ({ job, place }));
    await Promise.all(Array.from({ length: threads }, () => work(waiting, finish)));
  }
  return results;
}

/** A thread takes one file after the other; one that ends it is refused, and a new thread takes the next. */
async function work(
  waiting: { job: CheckJob; place: number }[],
  finish: (place: number, result: CheckedFile) => void,
): Promise<void> {
  let worker: Worker | undefined;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    worker ??= new Worker(path.join(__dirname, "derive-worker.js"));
    try {
      finish(next.place, await ask(worker, next.job));
    } catch (error) {
      finish(next.place, refusal(next.job.file, error instanceof Error ? error.message : String(error)));
      worker = undefined;
    }
  }
  await worker?.terminate();
}

function ask(worker: Worker, job: CheckJob): Promise<CheckedFile> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`its thread ended with ${code}`)));
    worker.postMessage(job);
  });
}
