import type { Matrix } from "../../model/matrix";
import type { PairGradient } from "../../model/pair-gradient";
import { zeroPairGradient } from "../../model/pair-gradient";
import { field, list, scalar, table, type Part } from "../parts";
import type { PairResult } from "../student-functions";

/** Calls one of the book's losses, which add to a gradient, as a student writes them. */
export function asPairResult(U: Matrix, loss: (into: PairGradient) => number): PairResult {
  const into = zeroPairGradient(U);
  const J = loss(into);
  return { loss: J, dVc: into.dVc, dU: into.dU.toMatrix() };
}

/** The parts of the answer of a loss of a pair. */
export function pairParts(answer: unknown, U: Matrix): Part[] {
  return [
    scalar("loss", field(answer, "loss")),
    list("dVc", field(answer, "dVc"), U.cols),
    table("dU", field(answer, "dU"), U.rows, U.cols),
  ];
}
