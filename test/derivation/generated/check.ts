import { compare } from "../../../dist/derivation/decision/comparison";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";
import { knownNames, type Declarations } from "../../../dist/derivation/declare/declarations";
import { readExpression } from "../../../dist/derivation/latex/reader";
import { elaborate } from "../../../dist/derivation/typed/elaborate";
import type { Random } from "../../../dist/random/random";
import { Xoshiro128 } from "../../../dist/random/xoshiro";
import { generate, type Generated } from "./generate";

const answers = { yes: "right", no: "wrong", unknown: "not decided" } as const;

/** What the checker makes of a line, without the help that a wrong one gets. */
export function judge({ declarations, line }: Generated): string {
  const declared = declare(declarations);
  if (line.includes(" \\le ")) return judgeOrder(line, declared);
  const [left, right] = line
    .split(" = ")
    .map((side) => elaborate(readExpression(side, knownNames(declared)), declared));
  return answers[compare(left, right, declared).answer];
}

function judgeOrder(line: string, declared: Declarations): string {
  const { lines, unchecked } = derive(line, declared);
  if (lines.length + unchecked.length !== 1) return `${lines.length} lines`;
  const mark = lines.at(0)?.mark ?? "not decided";
  return mark === "wrong here" ? "wrong" : mark;
}

/** Line number `index` of a seed, which is the same wherever it is made. */
export function lineAt(seed: number, index: number): Generated {
  return nextLine(new Xoshiro128((seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0));
}

/** The next line that comes of a source of randomness. */
export function nextLine(random: Random): Generated {
  for (;;) {
    const found = generate(random);
    if (found) return found;
  }
}

/** What is wrong with the verdict on a line; undefined if nothing is. */
export function findFault(made: Generated): string | undefined {
  const wanted = made.holds ? "right" : "wrong";
  const given = judgeOrSay(made);
  if (given === wanted || given === "not decided") return undefined;
  return `a line that is ${wanted} is called ${given}: ${made.line}, under ${made.declarations.replaceAll("\n", "; ")}`;
}

function judgeOrSay(made: Generated): string {
  try {
    return judge(made);
  } catch (error) {
    return `unreadable (${(error as Error).message})`;
  }
}
