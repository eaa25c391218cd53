import type { SymbolName } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import type { Declarations } from "./declarations";
import { isScalar } from "./shape";

/** Two declarations that give one thing two meanings: what it is already, and what to do. */
export interface DeclaredTwice {
  says: Message;
  hint: Message;
}

/**
 * Finds a name that is declared although another declaration says what it is: `u_o` beside the columns `u_w` of U,
 * the number `y_o` beside the vector y, y both as a variable and by a definition. Such a name would be a second,
 * independent thing, and every derivative of one by the other 0.
 */
export function declaredTwice(declared: Declarations): DeclaredTwice | undefined {
  const { variables, oneHots, definitions, slices } = declared;
  for (const [text, { name, shape }] of variables) {
    if (definitions.has(text) || oneHots.has(text))
      return twice(name, message`${code(text)} is declared already`);
    const part = findWhole(name, isScalar(shape), declared);
    if (part) return twice(name, part);
  }
  for (const [text, { name }] of oneHots)
    if (definitions.has(text)) return twice(name, message`${code(text)} is declared already`);
  for (const { name } of definitions.values()) {
    if (slices.has(letterText(name)) && name.indices?.every(isLetter)) {
      const part = findWhole(name, false, declared);
      if (part) return twice(name, part);
    }
  }
  return undefined;
}

/** What a name with a subscript is by the declaration of its letter. */
function findWhole(name: SymbolName, scalar: boolean, declared: Declarations): Message | undefined {
  const { indices } = name;
  if (!indices?.every(isLetter)) return undefined;
  const letter = letterText(name);
  const at = indices.map(indexText).join(", ");
  const slices = declared.slices.get(letter);
  if (slices) return message`${code(nameText(name))} is ${slices.side} ${at} of ${code(slices.of)} already`;
  const { variables, oneHots, definitions } = declared;
  const variable = variables.get(letter);
  const whole = variable ? !isScalar(variable.shape) : oneHots.has(letter) || definitions.has(letter);
  if (!whole || !scalar) return undefined;
  return message`${code(nameText(name))} is an entry of ${code(letter)} already`;
}

const isLetter = ({ name }: { name: string }): boolean => !/^\d/.test(name);

function twice({ indices }: SymbolName, says: Message): DeclaredTwice {
  const [index] = indices ?? [];
  const hint = index
    ? message`leave it out, and declare only its index, as ${code(`${indexText(index)} in Vocab`)}`
    : message`leave one of the two out, or forget what was declared before by ${code("%% forget")}`;
  return { says, hint };
}
