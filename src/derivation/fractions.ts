import type { Cursor } from "./cursor";
import type { Expression } from "./expression";
import { readName } from "./names";
import { readGroup, readTerm } from "./reader";

export const fractions = ["\\frac", "\\dfrac", "\\tfrac"];
const differentials = ["\\partial", "d"];
/** Reads a fraction, or a derivative written as one. */
export function readFraction(cursor: Cursor): Expression {
  const { text } = cursor.take();
  const differential = cursor.peek(1).text;
  if (differentials.includes(differential) && underBegins(cursor, differential))
    return readDerivative(cursor);
  if (!cursor.sees("{")) cursor.fail(`\`{\` after \`${text}\` is missing`, `write \`${text}{above}{below}\``);
  const over = readGroup(cursor, "{", "}");
  if (!cursor.sees("{"))
    cursor.fail(`the second \`{\` of \`${text}\` is missing`, `write \`${text}{above}{below}\``);
  return { kind: "fraction", over, under: readGroup(cursor, "{", "}") };
}

/** Whether the part below the line begins with the same sign of differentiation as the part above. */
function underBegins(cursor: Cursor, differential: string): boolean {
  let open = 0;
  for (let ahead = 0; cursor.peek(ahead).kind !== "end"; ahead++) {
    const { text } = cursor.peek(ahead);
    if (text === "{") open++;
    if (text === "}" && --open === 0) return cursor.peek(ahead + 2).text === differential;
  }
  return false;
}

/** `\frac{\partial J}{\partial v_c}`, or `\frac{\partial}{\partial v_c}` and its operand. */
function readDerivative(cursor: Cursor): Expression {
  cursor.expect("{", "of the fraction");
  cursor.take();
  const of = cursor.sees("}") ? undefined : readTerm(cursor);
  cursor.expect("}", "that closes what is differentiated");
  cursor.expect("{", "of what it is differentiated by");
  cursor.take();
  const by = readName(cursor);
  cursor.expect("}", "that closes what it is differentiated by");
  if (of) return { kind: "derivative", style: "fraction", of, by };
  return { kind: "derivative", style: "operator", of: readTerm(cursor), by };
}

/** `\\nabla_{v_c} J`. */
export function readNabla(cursor: Cursor): Expression {
  cursor.take();
  if (!cursor.accept("_")) cursor.fail("`_` after `\\nabla` is missing", "write `\\nabla_{v_c} J`");
  const braced = cursor.accept("{");
  const by = readName(cursor);
  if (braced) cursor.expect("}", "that closes what it is differentiated by");
  return { kind: "derivative", style: "nabla", of: readTerm(cursor), by };
}
