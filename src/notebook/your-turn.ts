import { jupyterDisplay, type Displayable } from "../display/displayable";
import { stringifyWithMaps } from "../display/maps-in-json";
import type { Declarations } from "../derivation/declare/declarations";
import type { Derivation } from "../derivation/derivation";
import { print } from "../derivation/latex/printer";
import { nameText } from "../derivation/latex/name-text";
import { summary } from "../derivation/verdict/text";

/**
 * A derivation for the reader to go on with. A notebook shows its verdicts; an exported page has an editor in their
 * place, in which each line is judged as it is written.
 *
 * @param start what the editor begins with; its declarations hold for all that is written there
 */
export function yourTurn(start: Derivation): Displayable {
  return {
    [jupyterDisplay]: () => {
      const still = start[jupyterDisplay]();
      const data = {
        latex: start.latex,
        declared: stringifyWithMaps(declaredBefore(start)),
        summary: summary(start.lines, start.unchecked),
      };
      return {
        ...still,
        "text/html": `<section aria-label="Your turn">${String(still["text/html"])}</section>`,
        "application/vnd.word2vec.live+json": { kind: "derivation", data },
      };
    },
  };
}

/** The declarations without what the derivation itself defines: the page reads that from its text again. */
function declaredBefore({ declared, lines }: Derivation): Declarations {
  const own = lines.flatMap(({ mark, left }) =>
    mark === "definition" && left !== undefined ? [typeof left === "string" ? left : print(left)] : [],
  );
  const others = [...declared.definitions].filter(([, { name }]) => !own.includes(nameText(name)));
  return { ...declared, definitions: new Map(others) };
}
