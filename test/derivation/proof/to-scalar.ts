import type { Atom, Form, Power, Term } from "../../../dist/derivation/proof/form";
import type { Place } from "../../../dist/derivation/proof/place";
import type { Index, Scalar } from "../../../dist/derivation/proof/scalar";
import {
  add,
  delta,
  entry,
  exp,
  log,
  multiply,
  number,
  power,
  sample,
  sum,
} from "../../../dist/derivation/proof/scalar";

/** A normal form read back as a scalar; level 3 becomes the bound name "#3". */
export function toScalar(form: Form): Scalar {
  return add(...form.terms.map((term) => termToScalar(term, form.depth)));
}

function termToScalar({ coefficient, binders, powers, exponent }: Term, depth: number): Scalar {
  const body = multiply(
    number(coefficient.numerator, coefficient.denominator),
    ...powers.map(powerToScalar),
    exp(toScalar(exponent)),
  );
  return binders.reduceRight((inner, range, position) => sum(`#${depth + position}`, range, inner), body);
}

function powerToScalar({ atom, exponent }: Power): Scalar {
  return power(atomToScalar(atom), exponent);
}

function atomToScalar(atom: Atom): Scalar {
  switch (atom.kind) {
    case "entry":
      return entry(atom.name, ...atom.places.map(toIndex));
    case "delta":
      return delta(toIndex(atom.left), toIndex(atom.right));
    case "log":
      return log(toScalar(atom.of));
    case "whole":
      return toScalar(atom.of);
  }
}

function toIndex(place: Place): Index {
  if (place.kind === "sample") return sample(place.of, ...place.at.map(toIndex));
  return { kind: "index", name: place.kind === "bound" ? `#${place.level}` : place.name };
}
