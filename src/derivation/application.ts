import type { Core } from "./core";
import type { Application, Expression, SymbolName } from "./expression";
import { Malformed } from "./malformed";
import { written } from "./meaning";
import { indexText, letterText, nameText } from "./name-text";
import { print } from "./printer";
import type { KnownIndex, Scope } from "./scope";
import { asIndex, undeclared } from "./scope";

/** `J(v_c, w_j, U)`: the definition with w_j in the place of o; variables stand for themselves. */
export function elaborateApplication(node: Application, scope: Scope): Core {
  const text = nameText(node.of);
  const definition =
    scope.declared.definitions.get(text) ?? scope.declared.definitions.get(letterText(node.of));
  if (!definition) throw undeclared(scope.declared, node.of, text);
  const { parameters } = definition;
  if (parameters.length !== node.arguments.length) {
    const at = node.span?.[0] ?? 0;
    throw new Malformed(`\`${text}\` takes ${parameters.length} arguments, got ${node.arguments.length}`, at);
  }
  const values = new Map<string, KnownIndex>();
  node.arguments.forEach((argument, i) => {
    const parameter = parameters[i];
    const index = "kind" in parameter ? asIndex(parameter) : parameter;
    const known = index && scope.declared.indices.has(indexText(index)) ? index : undefined;
    if (known) values.set(indexText(known), indexArgument(argument, scope));
    else requireItself(argument, parameter as SymbolName, text);
  });
  return written(definition, values, node, scope);
}

function indexArgument(argument: Expression, scope: Scope): KnownIndex {
  const index = asIndex(argument);
  if (index) return scope.get(index);
  throw new Malformed(`\`${print(argument)}\` is not a word`, argument.span?.[0] ?? 0);
}

function requireItself(argument: Expression, parameter: SymbolName, of: string): void {
  if (argument.kind === "symbol" && nameText(argument) === nameText(parameter)) return;
  const says = `\`${of}\` can be applied to other words, not to \`${print(argument)}\` for \`${nameText(parameter)}\``;
  throw new Malformed(says, argument.span?.[0] ?? 0);
}
