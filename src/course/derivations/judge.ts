import { derive, type Derivation } from "../../derivation/derivation";
import { declare } from "../../derivation/declare/declare";
import type { Declarations } from "../../derivation/declare/declarations";
import { knownNames } from "../../derivation/declare/declarations";
import { isOther, claimsIn } from "../../derivation/documents/equations";
import type { Condition } from "../../derivation/documents/document";
import { readDerivation } from "../../derivation/documents/read-document";
import type { Expression } from "../../derivation/latex/expression";
import { Malformed } from "../../derivation/latex/malformed";
import { readExpression } from "../../derivation/latex/reader";
import type { Line } from "../../derivation/verdict/line";
import { asStudentSees } from "./as-student-sees";
import { derivationExercises, type DerivationName } from "./derivation-exercises";
import type { DerivationExercise } from "./derivation-exercise";
import { holds, letters, likeness } from "./likeness";

/** A line that was written, and what it earns. */
export interface JudgedLine {
  readonly line: Line;
  /** whether it is right, follows, and goes on */
  readonly earns: boolean;
  /** why it earns nothing although it is right; empty if it earns, or if its verdict says what is wrong */
  readonly why: string;
}

/** How a derivation did. */
export interface Judged {
  readonly derivation?: Derivation;
  readonly lines: readonly JudgedLine[];
  /** whether a line that is right and follows has the form that the exercise asks */
  readonly finished: boolean;
  /** from 0 to 1 */
  readonly share: number;
  /** the last line that is right and follows in the chain of the exercise; its left side if there is none */
  readonly last: Expression;
  /** which line that is, as the verdicts count; 0 if there is none */
  readonly lastNumber: number;
}

const most = { characters: 10_000, rows: 80 };

/**
 * Judges a derivation. A line earns if it is right, follows from the line before, and says something new; so neither does
 * one that repeats the start or an earlier line in another order, with zeros or ones, or longer, nor one after the
 * first that is in the form asked. All lines earned are the whole, where the derivation is finished; each wrong line
 * is one that would have to be earned as well:
 *
 *     share = min(earned, asked − 1 while unfinished, asked) / (asked + wrong)
 *
 * @param latex what was written, with the left side that was given
 * @throws RangeError if it is longer than anybody writes
 */
export function judge(name: DerivationName, latex: string): Judged {
  const exercise = derivationExercises[name];
  if (latex.length > most.characters || latex.split("\\\\").length > most.rows)
    throw new RangeError(
      `a derivation requires at most ${most.characters} characters and ${most.rows} rows, got ${latex.length} and ${latex.split("\\\\").length}`,
    );
  const declared = declare(exercise.declarations);
  const start = readExpression(exercise.left, knownNames(declared));
  const text = withoutOpenEnd(latex);
  if (!text.includes("=")) return { lines: [], finished: false, share: 0, last: start, lastNumber: 0 };
  const derivation = derive(text, declared);
  const judging = new Judging(exercise, declared, start, rangesOfConditions(text));
  const lines = derivation.lines.map((line) => judging.take(asStudentSees(line, declared)));
  const wrong = lines.filter(({ line }) => line.mark !== "right" && line.mark !== "definition").length;
  const { finished, last, lastNumber } = judging;
  const earned = Math.min(judging.earned, finished ? exercise.lines : exercise.lines - 1);
  return { derivation, lines, finished, share: earned / (exercise.lines + wrong), last, lastNumber };
}

/** Without an equals sign behind which nothing stands yet. */
function withoutOpenEnd(latex: string): string {
  return latex.trim().replace(/(?:\\\\\s*|&?\s*=\s*)+$/, "");
}

class Judging {
  earned = 0;
  finished = false;
  lastNumber = 0;
  private chain: "derivation" | "preparation" | "other" = "other";
  private readonly written: { text: string; letters: number }[];
  private meaningChanged = "";
  private readonly left: string;
  private readonly preparing: readonly string[];

  constructor(
    private readonly exercise: DerivationExercise,
    declared: Declarations,
    public last: Expression,
    private readonly conditions: readonly (readonly [number, number])[],
  ) {
    this.left = likeness(last);
    this.preparing = exercise.preparing.map((each) => likeness(readExpression(each, knownNames(declared))));
    this.written = [{ text: this.left, letters: letters(last) }];
    for (const each of exercise.preparing) this.remember(readExpression(each, knownNames(declared)));
    for (const { body } of declared.definitions.values()) this.remember(body);
  }

  take(line: Line): JudgedLine {
    const why = this.complaint(line);
    if (why !== undefined) return { line, earns: false, why };
    this.earned++;
    return { line, earns: true, why: "" };
  }

  /** Why a line earns nothing; empty where its verdict says so, undefined where it earns. */
  private complaint(line: Line): string | undefined {
    const { left, right, mark, number } = line;
    if (left !== undefined) this.chain = this.chainOf(left);
    if (mark === "definition") return this.defines(left);
    if (mark !== "right" || typeof right === "string") return "";
    if (this.meaningChanged !== "")
      return `it holds only since a line gives \`${this.meaningChanged}\` a new meaning`;
    if (line.relation !== undefined) return "only equations earn";
    if (this.conditions.some(([from, to]) => line.from >= from && line.from < to))
      return "it holds only under its condition; write one line for every case, with an indicator";
    if (this.chain === "other") return `its left side is not what is derived, \`${this.exercise.left}\``;
    return this.judgeNew(right, number);
  }

  private judgeNew(right: Expression, number: number): string | undefined {
    const after = this.finished;
    const text = likeness(right);
    const repeats = this.written.some((each) => each.text === text && each.letters <= letters(right));
    const jumps = this.exercise.answerStated === true && this.earned === 0;
    const arrives =
      this.chain === "derivation" && !this.exercise.goal.without.some((name) => holds(right, name));
    this.remember(right);
    if (this.chain === "derivation") {
      [this.last, this.lastNumber] = [right, number];
      this.finished ||= arrives;
    }
    if (after) return "the derivation was at its end already";
    if (repeats) return "it says what an earlier line says";
    if (arrives && jumps) return "the answer was given; the lines that lead to it are asked";
    return undefined;
  }

  private remember(node: Expression): void {
    this.written.push({ text: likeness(node), letters: letters(node) });
  }

  private chainOf(left: Expression | string): "derivation" | "preparation" | "other" {
    if (typeof left === "string") return "other";
    const text = likeness(left);
    if (text === this.left) return "derivation";
    return this.preparing.includes(text) ? "preparation" : "other";
  }

  /** A definition earns nothing; one of a letter that has a meaning makes all that follows worthless. */
  private defines(left: Expression | string | undefined): string {
    const letter = nameIn(left);
    const given = `${this.exercise.declarations} ${this.exercise.left} \\sigma e d n`;
    const taken: string[] = given.match(/\\?[a-zA-Z]+/g) ?? [];
    if (letter !== undefined && !taken.includes(letter)) return "";
    this.meaningChanged ||= letter ?? "something";
    return "this letter has a meaning already; choose another";
  }
}

function nameIn(left: Expression | string | undefined): string | undefined {
  if (left === undefined || typeof left === "string") return undefined;
  if (left.kind === "symbol") return left.name;
  return left.kind === "apply" ? left.of.name : undefined;
}

/** Where statements stand that are made under a condition other than what an index runs through. */
function rangesOfConditions(latex: string): [number, number][] {
  try {
    const displays = readDerivation(latex).parts.filter((part) => part.kind === "display");
    const claims = claimsIn(displays.flatMap(({ statements }) => statements));
    return claims.flatMap((claim): [number, number][] => {
      if (isOther(claim) || !claim.conditions.some((each) => restricts(each, latex))) return [];
      return [[claim.left.start, (claim.steps.at(-1)?.side.end ?? claim.left.end) + 1]];
    });
  } catch (error) {
    if (error instanceof Malformed) return [];
    throw error;
  }
}

function restricts({ start, end, steps }: Condition, latex: string): boolean {
  const text = latex.slice(start, end);
  const ranges = steps.every(({ relation }) => relation === "\\in" || relation === "\\subset");
  return !ranges && !/dots|\.\.\./.test(text);
}
