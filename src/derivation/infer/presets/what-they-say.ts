import { isScalar } from "../../declare/shape";
import type { Inference } from "../inference";
import { asUsual } from "../known-functions";

/** Whether a preset says what a loss of the document is. */
export const definesLosses = ({ sections }: Inference): boolean =>
  sections.some(({ assumed }) =>
    assumed.some(
      ({ evidence: { from, says }, line }) => from === "preset" && says !== asUsual && line.includes(":="),
    ),
  );

/** Whether what a preset calls a vector or a matrix is a number without it: then all fits, whatever the order. */
export function takesLess({ sections }: Inference, { sections: others }: Inference): boolean {
  const isNumber = (name: string): boolean =>
    others.some(({ declared }) => {
      const shape = declared.variables.get(name)?.shape;
      return shape !== undefined && isScalar(shape);
    });
  return sections.some(({ assumed, declared }) =>
    assumed.some(
      ({ evidence, names }) =>
        evidence.from === "preset" &&
        names.some((name) => {
          const shape = declared.variables.get(name)?.shape;
          return shape !== undefined && !isScalar(shape) && isNumber(name);
        }),
    ),
  );
}
