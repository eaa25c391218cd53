import type { Corpus } from "../../corpus/corpus";
import { emptyWindow } from "../../corpus/windows";
import type { AssignmentSettings } from "../../settings/table";
import { naming } from "../checkpoint";
import type { Run } from "../run";
import { readState, writeState, type RunState } from "./checkpoint";
import { AssignmentTraining, type AssignmentProgress } from "./training";

/** A training that can be kept in a file and resumed: it ends with the same bits as if it had never stopped. */
export class AssignmentRun extends AssignmentTraining implements Run<AssignmentProgress> {
  /** A run that continues from a checkpoint, bit for bit as if it had never stopped. */
  static resume(file: string, settings: AssignmentSettings, corpus: Corpus): AssignmentRun {
    const run = new AssignmentRun(settings, corpus);
    naming(file, () => run.restore(readState(file, settings, corpus.sha256)));
    return run;
  }

  save(file: string): void {
    this.requireBounded();
    const { random, parameters, batchLosses: losses, lossCurve: curve } = this;
    const state = { random: random.save(), V: parameters.V.data, U: parameters.U.data, losses, curve };
    writeState(file, this.settings, this.corpus.sha256, state);
  }

  private restore(state: RunState): void {
    const { V, U } = this.parameters;
    const iteration = state.losses.length;
    const { iterations, window } = this.settings;
    if (iteration > iterations) {
      throw new RangeError(
        `resume requires iterations of at least ${iteration}, which are done, got ${iterations}`,
      );
    }
    if (iteration < iterations) this.drawWindow(emptyWindow(window)); // subsamples, the generator as it began
    this.random.restore(state.random);
    V.data.set(state.V);
    U.data.set(state.U);
    this.record.restore(state.losses, state.curve);
  }
}
