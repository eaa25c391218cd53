import type { Conditional } from "../declare/conditions";
import { withConditions } from "../declare/conditions";
import type { Declarations } from "../declare/declarations";
import { fixesVariable, withSaid } from "../declare/said";
import type { Said } from "../documents/said";
import { beginsAnew } from "../documents/breaks";
import type { Condition, Display, Source, Statement, Unchecked } from "../documents/document";
import type { Equations, OtherRelation } from "../documents/equations";
import { claimsIn, isOther } from "../documents/equations";
import type { Expression } from "../latex/expression";
import { children } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { isUpdate } from "../latex/updates";
import type { Message } from "../latex/message";
import { messageText } from "../latex/message";
import type { Defined } from "../typed/definitions";
import { defined } from "../typed/definitions";
import { ShapeMismatch } from "../typed/shape-mismatch";
import type { Line, Written } from "./line";
import { createLine, definitionLines } from "./line";
import { boundsVariable, givesValue, hasZeroSide, isDemand } from "./no-claims";
import { decideRelation } from "./other-relations";
import { saysStationary } from "./stationary";
import { standingOf, type Standing } from "./standing";
import { readSide, readSides, verdicts, type Side } from "./verdicts";

/** Lines with their verdicts, what the statements define, and what of them is not judged. */
export interface Decided {
  lines: Line[];
  declared: Declarations;
  unchecked: Unchecked[];
}

/** Where equations begin from which a definition was taken that holds above them, and by which of their steps. */
export type DefinitionPlaces = ReadonlyMap<number, readonly number[]>;

/** What is known of a source besides its declarations. */
export interface Surroundings {
  said?: readonly Said[];
  sources?: DefinitionPlaces;
  onChain?: OnChain;
}

/** Called with the lines of each chain when they are decided, so that one can see how long they took. */
export type OnChain = (lines: readonly Line[]) => void;

/**
 * Decides each claim of displays with one source, under what those before it define. Lines are not numbered yet.
 *
 * @param said conditions that the text of this source says
 * @param sources where it has equations from which a definition was taken that holds already
 */
export function decideStatements(
  displays: readonly Display[],
  declared: Declarations,
  { said = [], sources = new Map(), onChain }: Surroundings = {},
): Decided {
  const [{ source, start }] = displays;
  const decision = new Decision(
    source,
    source.cell === undefined ? start : 0,
    declared,
    said,
    sources,
    onChain,
  );
  const places = new Map<Statement, Standing | undefined>();
  displays.forEach((display, i) => {
    const standing = standingOf(display, displays.at(i - 1)?.end ?? 0);
    for (const statement of display.statements) places.set(statement, standing);
  });
  const claims = claimsIn(displays.flatMap(({ statements }) => statements));
  claims.forEach((claim, i) => {
    decision.take(claim, places.get(claim.statement), claims.at(i + 1));
  });
  return decision;
}

/** What was decided so far of the claims of a text. */
class Decision implements Decided {
  readonly lines: Line[] = [];
  readonly unchecked: Unchecked[] = [];
  /** The condition under which the claims here are made, as its author wrote it. */
  private premise: string | undefined;
  /** Why the conditions of the claim cannot be used, so that it is judged only where it is right without them. */
  private unread: string | undefined;

  /** Where the text defines names, by the keys of their definitions. */
  private readonly definedAt = new Map<string, number>();

  /** @param begin where its first display stands */
  constructor(
    private readonly source: Source,
    private readonly begin: number,
    public declared: Declarations,
    private readonly said: readonly Said[],
    private readonly sources: DefinitionPlaces,
    private readonly onChain?: OnChain,
  ) {}

  take(
    claim: Equations | OtherRelation,
    standing: Standing | undefined,
    next?: Equations | OtherRelation,
  ): void {
    const here = this.underSaid(claim);
    const under = withConditions(here, claim.conditions, this.source.text);
    if (this.isSaid(claim)) this.leave(claim, ["it is given, and not claimed"]);
    else if (standing === "condition") this.suppose(claim, "its text makes it a condition, and no claim");
    else if (isDemand(claim)) this.suppose(claim, "it is demanded, and not claimed");
    else {
      if (standing === undefined && !follows(claim)) this.premise = undefined;
      this.unread = under ? this.unusedCase(claim) : unreadCondition(this.source.text, claim.conditions);
      const usable = under ?? { declared: here, equal: [] };
      if (isOther(claim)) this.takeRelation(claim, usable);
      else this.takeEquations(claim, usable, { standing, next });
    }
  }

  /** The conditions that the text says of a claim. */
  private saidOf(claim: Equations | OtherRelation): Said[] {
    const [start, end] = extent(claim);
    return this.said.filter(
      ({ from, until, statement }) => from < end && start < until && statement !== claim.statement,
    );
  }

  /** What holds at a claim by the conditions that the text says. */
  private underSaid(claim: Equations | OtherRelation): Declarations {
    return this.saidOf(claim).reduce(
      (all, each) => withSaid(all, each, this.source.text)?.declared ?? all,
      this.declared,
    );
  }

  /** Why a claim may be right in its case only, "if $x = 0$, then", in which a variable has a value that it has not elsewhere. */
  private unusedCase(claim: Equations | OtherRelation): string | undefined {
    const found = this.saidOf(claim).find(
      (each) => each.isCase && fixesVariable(each, this.declared, this.source.text),
    );
    return found && `it is said of the case \`${found.says}\` only, in which it is not judged`;
  }

  /** Whether a claim is one of these conditions, and says something new that can be used. */
  private isSaid(claim: Equations | OtherRelation): boolean {
    const own = this.said.find(({ statement }) => statement === claim.statement);
    return own !== undefined && withSaid(this.declared, own, this.source.text) !== undefined;
  }

  private takeRelation(claim: OtherRelation, under: Conditional): void {
    const found = decideRelation(this.source.text, claim, under);
    if (!("mark" in found)) this.leave(claim, found.because);
    else if (boundsVariable(found, under.declared)) this.leave(claim, [whereItIsSo]);
    else if (this.unread === undefined || found.mark === "right") this.lines.push(found);
    else this.leave(claim, [this.unread]);
  }

  private takeEquations(
    claim: Equations,
    under: Conditional,
    { standing, next }: { standing?: Standing; next?: Equations | OtherRelation },
  ): void {
    const { text } = this.source;
    if (updates(text, claim, under.declared)) {
      this.leave(claim, ["it gives a name a new value, and claims nothing"]);
      return;
    }
    const found = tryDefine(text, claim, under.declared, (key) => this.mayChange(key, claim));
    if (found) this.noteDefinitions(claim, under.declared, found.declared);
    // With a new name something new begins.
    if (found && standing === "continuation") this.premise = undefined;
    if (found) this.declared = withDefinitions(this.declared, under.declared, found.declared);
    const here = { ...under, declared: found?.declared ?? under.declared };
    const decided = createLines(text, claim, here, found?.steps ?? this.definingSteps(claim));
    this.onChain?.(decided);
    const [first] = decided;
    if (first.mark === "wrong here" && hasZeroSide(first) && next && follows(next))
      this.suppose(claim, "what follows makes it a condition, and no claim");
    else if (decided.length === 1 && saysStationary(first, this.lines, here.declared))
      this.suppose(claim, "it says where a derivative above it is zero, which is a condition, and no claim");
    else if (givesValue(first, here.declared)) this.leave(claim, [whereItIsSo]);
    else for (const line of decided) this.add(line, claim, here.declared);
  }

  /**
   * Whether a claim may define anew what is known by a key: a variable once, and else only where something new begins.
   */
  private mayChange(key: string, { left }: Equations): boolean {
    const { definitions, variables, slices } = this.declared;
    const isWhole = [...slices.values()].some(({ of }) => of === key);
    if (!definitions.has(key)) return variables.has(key) && !isWhole;
    return beginsAnew(this.source.text, this.definedAt.get(key) ?? this.begin, left.start);
  }

  /** The steps by which a claim is itself what an assumed definition was taken from. */
  private definingSteps({ left }: Equations): readonly number[] {
    return this.sources.get(left.start) ?? [];
  }

  private noteDefinitions({ left }: Equations, before: Declarations, after: Declarations): void {
    for (const [key, definition] of after.definitions)
      if (before.definitions.get(key) !== definition) this.definedAt.set(key, left.start);
  }

  /** Adds a line, unless it is not judged. */
  private add(line: Line, claim: Equations, { given }: Declarations): void {
    const needed = this.premise ?? neededGiven(line, given);
    if (line.beyond) this.leave({ ...claim, steps: stepsUpTo(claim, line) }, line.says);
    else if (this.unread !== undefined && line.mark !== "right" && line.mark !== "definition")
      this.leave({ ...claim, steps: stepsUpTo(claim, line) }, [this.unread]);
    else if (needed === undefined || settled.includes(line.mark)) this.lines.push(line);
    else
      this.leaveAt(line.left === undefined ? line.from : claim.left.start, line.to, [
        `it may follow from what is given: \`${needed}\``,
      ]);
  }

  private suppose(claim: Equations | OtherRelation, reason: string): void {
    const [start, end] = extent(claim);
    this.premise = this.source.text.slice(start, end).trim();
    this.leave(claim, [reason]);
  }

  private leave(claim: Equations | OtherRelation, reason: Message): void {
    this.leaveAt(...extent(claim), reason);
  }

  private leaveAt(start: number, end: number, reason: Message): void {
    this.unchecked.push({ source: this.source, start, end, reason: messageText(reason) });
  }
}

const whereItIsSo = "it says what a free variable is, which holds only where it is so";
const settled: readonly Line["mark"][] = ["right", "definition", "malformed"];

/** Whether an arrow or a word says that it follows from what stands before it. */
function follows({ connective }: Equations | OtherRelation): boolean {
  return connective === "implies" || connective === "if and only if";
}

/** Whether a chain of one step gives a name a new value. */
function updates(text: string, { left, steps, defines }: Equations, declared: Declarations): boolean {
  const [step] = steps;
  if (steps.length > 1) return false;
  const [name, value] = [left, step.side].map((run) => readSide(text, run, declared).expression);
  return (
    name !== undefined && value !== undefined && isUpdate(name, value, defines || step.relation === ":=")
  );
}

/** The steps of a chain as far as one of its lines. */
function stepsUpTo({ steps }: Equations, { to }: Line): Equations["steps"] {
  return steps.filter(({ side }) => side.end <= to);
}

/** What is given of the names of a line and cannot be used. */
function neededGiven({ left, right }: Line, given: Declarations["given"]): string | undefined {
  const names = lettersIn(left, right);
  return given.find(({ sides }) => [...lettersIn(...sides)].some((name) => names.has(name)))?.text;
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

function extent(claim: Equations | OtherRelation): [start: number, end: number] {
  const last = isOther(claim) ? claim.step : claim.steps[claim.steps.length - 1];
  return [claim.left.start, last.side.end];
}

function unreadCondition(text: string, conditions: readonly Condition[]): string {
  const written = conditions
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((each) => each !== "");
  return `it holds under a condition that cannot be used: \`${written.join(", ")}\``;
}

/** The lines of a chain, of which some define. */
function createLines(
  latex: string,
  chain: Equations,
  { declared, equal }: Conditional,
  defining: readonly number[],
): Line[] {
  const definitions = definitionLines(latex, chain, declared, defining);
  const lines = definitions.filter((line) => line !== undefined);
  if (lines.length === chain.steps.length) return lines;
  const runs = chain.steps.map(({ side }) => side);
  const [left, steps] = readSides(latex, [chain.left, ...runs], declared, equal);
  if (isGradient(left) && declared.layout === "numerator") {
    const upright = { ...declared, layout: "mixed" as const };
    const standing = createLines(latex, chain, { declared: upright, equal }, defining);
    if (standing[0].mark === "right") return standing;
  }
  const decided = verdicts(left, steps, declared);
  const of = { latex, chain, left, steps, decided, declared };
  return steps.map((_, i) => definitions[i] ?? createLine(of, i));
}

/** Whether it is `\nabla_x J`, which for many is a column in every layout. */
const isGradient = ({ expression }: Side): boolean =>
  expression?.kind === "derivative" && expression.style === "nabla";

/** Declarations with what a chain defines, without the conditions under which it does. */
function withDefinitions(known: Declarations, under: Declarations, found: Declarations): Declarations {
  if (known === under) return found;
  const more = [...found.definitions].filter(
    ([key, definition]) => under.definitions.get(key) !== definition,
  );
  const variables = new Map([...known.variables].filter(([name]) => found.variables.has(name)));
  return { ...known, variables, definitions: new Map([...known.definitions, ...more]) };
}

/** What a chain defines; a definition that cannot be understood is a line like any other, which says why. */
function tryDefine(
  latex: string,
  chain: Equations,
  known: Declarations,
  mayChange: (key: string) => boolean,
): Defined | undefined {
  try {
    return defined(latex, chain, known, mayChange);
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return undefined;
    throw error;
  }
}
