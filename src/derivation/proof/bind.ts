import type { Form, Power, Term } from "./form";
import { form, single, term, zero } from "./form";
import { placesOfTerm } from "./levels";
import { add, multiply } from "./multiply";
import { arrange } from "./order";
import type { Place, Replace } from "./place";
import { placeMentions, replacePlace, textOfPlace } from "./place";
import type { Rules } from "./rules";
import { rangeOf, spend } from "./rules";
import type { Range } from "./scalar";
import { substitute } from "./substitute";

/**
 * Sums a form over its outermost levels, one for each range: Σ_binders body. An unused binder stays, for
 * the sum of 1 is the size of the range.
 */
export function bind(body: Form, binders: readonly Range[], rules: Rules): Form {
  const depth = body.depth - binders.length;
  return add(
    depth,
    body.terms.map((part) => {
      const bound = term(part.coefficient, [...binders, ...part.binders], part.powers, part.exponent);
      return settle(bound, depth, rules);
    }),
  );
}

/** Uses up a term's indicators as far as they go, then puts its binders in order. */
function settle(of: Term, depth: number, rules: Rules): Form {
  for (const factor of of.powers) {
    if (factor.atom.kind !== "delta") continue;
    const used =
      sumOverIndicator(of, factor, factor.atom.left, factor.atom.right, depth, rules) ??
      sumOverIndicator(of, factor, factor.atom.right, factor.atom.left, depth, rules) ??
      replaceByIndicator(of, factor, depth, rules);
    if (used !== undefined) return used;
  }
  return arrange(of, depth, rules);
}

/** Σ_b 1[b = e] f(b) = f(e), where e runs over the same range and does not depend on b. */
function sumOverIndicator(
  of: Term,
  used: Power,
  gone: Place,
  kept: Place,
  depth: number,
  rules: Rules,
): Form | undefined {
  if (gone.kind !== "bound" || gone.level < depth || rangeOf(kept, rules) !== gone.range) return undefined;
  const { level } = gone;
  if (placeMentions(kept, level, level + 1)) return undefined;
  spend(rules, 1);
  const closeGap: Replace = (place) =>
    place.kind === "bound" && place.level > level ? { ...place, level: place.level - 1 } : undefined;
  const replacement = replacePlace(kept, closeGap);
  const replace: Replace = (place) =>
    place.kind === "bound" && place.level === level ? replacement : closeGap(place);
  const inner = depth + of.binders.length;
  const binders = of.binders.filter((_, position) => position !== level - depth);
  return bind(substitute(bodyWithout(of, used, inner), replace, inner - 1, rules), binders, rules);
}

/** 1[a = b] f(a) = 1[a = b] f(b), so that under an indicator only one of both places is left. */
function replaceByIndicator(of: Term, used: Power, depth: number, rules: Rules): Form | undefined {
  if (used.atom.kind !== "delta") return undefined;
  const choice = goneAndKept(used.atom.left, used.atom.right, rules);
  const inner = depth + of.binders.length;
  const body = bodyWithout(of, used, inner);
  if (choice === undefined || !body.terms.some((part) => contains(part, choice.gone))) return undefined;
  spend(rules, 1);
  const replaced = substitute(body, replaceBy(choice.gone, choice.kept), inner, rules);
  return bind(multiply(replaced, single(inner, used.atom), rules), of.binders, rules);
}

/** Of two places that are equal, the one to be replaced: a draw rather than an index, else the greater text. */
export function goneAndKept(
  left: Place,
  right: Place,
  rules: Rules,
): { gone: Place; kept: Place } | undefined {
  if (rangeOf(left, rules) !== rangeOf(right, rules)) return undefined;
  const rightGoes =
    left.kind === "sample" || right.kind === "sample"
      ? left.kind !== "sample" || (right.kind === "sample" && textOfPlace(right) > textOfPlace(left))
      : textOfPlace(right) > textOfPlace(left);
  const choice = rightGoes ? { gone: right, kept: left } : { gone: left, kept: right };
  return textOfPlace(choice.kept).includes(textOfPlace(choice.gone)) ? undefined : choice;
}

export function replaceBy(gone: Place, kept: Place): Replace {
  const text = textOfPlace(gone);
  return (place) => (textOfPlace(place) === text ? kept : undefined);
}

function contains(of: Term, place: Place): boolean {
  const text = textOfPlace(place);
  const isInside = (outer: Place): boolean =>
    textOfPlace(outer) === text || (outer.kind === "sample" && outer.at.some(isInside));
  return placesOfTerm(of).some(isInside);
}

/** What a term sums up, without one of its factors, as a form at its inner depth. */
function bodyWithout(of: Term, used: Power, inner: number): Form {
  const powers = of.powers.filter((factor) => factor !== used);
  return form(inner, [
    term(of.coefficient, [], powers, of.exponent.terms.length > 0 ? of.exponent : zero(inner)),
  ]);
}
