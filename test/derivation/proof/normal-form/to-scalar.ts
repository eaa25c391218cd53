import type { Index } from "../../../../dist/derivation/typed/indices";
import { drawAt } from "../../../../dist/derivation/typed/indices";
import type { Atom, Form, Power, Term } from "../../../../dist/derivation/proof/normal-form/form";
import type { FormIndex } from "../../../../dist/derivation/proof/normal-form/form-index";
import type { Scalar } from "../../../../dist/derivation/proof/scalar";
import {
  add,
  delta,
  entry,
  exp,
  log,
  multiply,
  number,
  power,
  step,
  sum,
  wave,
} from "../../../../dist/derivation/proof/scalar";

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
      return entry(atom.name, ...atom.indices.map(toIndex));
    case "delta":
      return delta(toIndex(atom.left), toIndex(atom.right));
    case "log":
      return log(toScalar(atom.of));
    case "step":
      return step(toScalar(atom.of));
    case "wave":
      return wave(atom.name, toScalar(atom.of));
    case "whole":
      return toScalar(atom.of);
  }
}

function toIndex(index: FormIndex): Index {
  if (index.kind === "draw") return drawAt(index.of, ...index.at.map(toIndex));
  return { kind: "index", name: index.kind === "bound" ? `#${index.level}` : index.name };
}
