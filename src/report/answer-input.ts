import { text } from "node:stream/consumers";

/** Runs a function as a program: its argument is JSON from stdin, its result JSON to stdout. */
export async function answerInput<Q, A>(answer: (question: Q) => A | Promise<A>): Promise<void> {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(await text(process.stdin)))));
}
