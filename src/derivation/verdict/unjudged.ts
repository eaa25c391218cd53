import type { Declarations } from "../declare/declarations";
import type { Source, Unchecked } from "../documents/document";
import { extent, type Claim, type Equations } from "../documents/equations";
import type { Expression } from "../latex/expression";
import { children } from "../latex/expression";
import { code, message, messageText, type Message } from "../latex/message";
import { mentions, relatesTwo } from "../latex/name-text";
import type { Line, Written } from "./line";

/** What of a text is not judged, each with the reason, and the condition under which its claims are made. */
export class Unjudged {
  readonly found: Unchecked[] = [];
  /** The condition under which the claims here are made, as its author wrote it. */
  private premise: string | undefined;
  /** The name without a meaning in what is being derived. */
  private unsaidLeft: string | undefined;

  /** Names of which nothing is said, as far as it was said that it is not. */
  private readonly unsaid = new Set<string>();

  /** @param inferred whether a name of which nothing is said leaves a line unjudged, and not malformed */
  constructor(
    private readonly source: Source,
    private readonly inferred: boolean,
  ) {}

  /** Leaves a claim unjudged. */
  leave(claim: Claim, reason: Message): void {
    this.leaveAt(...extent(claim), reason);
  }

  /** Leaves a claim unjudged that is a condition of those that follow from it. */
  suppose(claim: Claim, reason: string): void {
    const [start, end] = extent(claim);
    this.premise = this.source.text.slice(start, end).trim();
    this.leave(claim, [reason]);
  }

  /** Says that the next claim does not follow from the condition above it. */
  endPremise(): void {
    this.premise = undefined;
  }

  /**
   * Leaves a line unjudged where there is a reason to.
   *
   * @param unread why the conditions of its claim cannot be used
   * @returns whether it did
   */
  leaveLine(line: Line, claim: Equations, { given }: Declarations, unread: string | undefined): boolean {
    const needed = this.premise ?? neededGiven(line, given);
    const unsaid = this.inferred ? this.unsaidIn(line) : undefined;
    if (unsaid !== undefined)
      this.leaveAt(line.left === undefined ? line.from : claim.left.start, line.to, this.nothingSays(unsaid));
    else if (line.beyond) this.leaveSteps(line, claim, line.says);
    else if (unread !== undefined && line.mark !== "right" && line.mark !== "definition")
      this.leaveSteps(line, claim, [unread]);
    else if (needed === undefined || settled.includes(line.mark)) return false;
    else
      this.leaveAt(line.left === undefined ? line.from : claim.left.start, line.to, [
        `it may follow from what is given: \`${needed}\``,
      ]);
    return true;
  }

  /** Leaves a chain unjudged up to one of its lines. */
  private leaveSteps(line: Line, claim: Equations, reason: Message): void {
    this.leave({ ...claim, steps: stepsUpTo(claim, line) }, reason);
  }

  /** The name without a meaning for which a line is not decided: in the line, or in what is derived. */
  private unsaidIn({ left, mark, checks, unsaid }: Line): string | undefined {
    if (left !== undefined) this.unsaidLeft = unsaid;
    const isOpen = mark === "wrong here" || (mark === "not decided" && !checks);
    return unsaid ?? (isOpen ? this.unsaidLeft : undefined);
  }

  /** How to say what a name is, once a name. */
  private nothingSays(name: string): Message {
    const says = message`nothing says what ${code(name)} is`;
    if (this.unsaid.has(name)) return says;
    this.unsaid.add(name);
    return message`${says}: define it, ${code(`${name} := ...`)}, or declare it after ${code("%%")}`;
  }

  private leaveAt(start: number, end: number, reason: Message): void {
    this.found.push({ source: this.source, start, end, reason: messageText(reason) });
  }
}

const settled: readonly Line["mark"][] = ["right", "definition", "malformed"];

/** The steps of a chain as far as one of its lines. */
function stepsUpTo({ steps }: Equations, { to }: Line): Equations["steps"] {
  return steps.filter(({ side }) => side.end <= to);
}

/** What is given of the names of a line and cannot be used. */
function neededGiven({ left, right }: Line, given: Declarations["given"]): string | undefined {
  const names = lettersIn(left, right);
  const isOf = ({ sides: [name, value] }: Declarations["given"][number]): boolean => {
    if (name.kind === "symbol" && relatesTwo(name, value))
      return [left, right].some((side) => typeof side === "object" && mentions(side, name));
    return [...lettersIn(name, value)].some((letter) => names.has(letter));
  };
  return given.find(isOf)?.text;
}

function lettersIn(...sides: (Written | undefined)[]): Set<string> {
  const found = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "symbol") found.add(node.name);
    for (const [, child] of children(node)) visit(child);
  };
  for (const side of sides) if (side !== undefined && typeof side !== "string") visit(side);
  return found;
}
