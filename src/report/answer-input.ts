import { text } from "node:stream/consumers";

/** Makes a program of a function: JSON from stdin in, JSON to stdout out. */
export async function answerInput<Q, A>(answer: (question: Q) => A | Promise<A>): Promise<void> {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(await text(process.stdin)))));
}
