import temml from "temml";
import { answerInput } from "./answer-input";

interface Formula {
  tex: string;
  display: boolean;
}

/** Stdin: an array of formulas. Stdout: for each `{ mathml }`, or `{ error }` with the message of the parser. */
function typeset(formulas: Formula[]): { mathml?: string; error?: string }[] {
  return formulas.map(({ tex, display }) => {
    try {
      return {
        mathml: temml.renderToString(tex, { displayMode: display, throwOnError: true, trust: false }),
      };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  });
}

void answerInput(typeset);
