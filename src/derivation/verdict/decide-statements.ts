import type { Conditional } from "../declare/conditions";
import { withConditions } from "../declare/conditions";
import type { Declarations } from "../declare/declarations";
import { withCase, withSaid } from "../declare/said";
import type { Case } from "../declare/value-given";
import type { Said } from "../documents/said";
import { beginsAnew } from "../documents/breaks";
import type { Condition, Display, Source, Statement, Unchecked } from "../documents/document";
import type { Equations, OtherRelation } from "../documents/equations";
import { rangesSaid } from "../documents/index-range";
import { claimsIn, isOther } from "../documents/equations";
import type { Expression } from "../latex/expression";
import { children } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { nameText } from "../latex/name-text";
import { isUpdate } from "../latex/updates";
import type { Message } from "../latex/message";
import { message, messageText } from "../latex/message";
import type { Defined } from "../typed/definitions";
import { defined } from "../typed/definitions";
import { withIndicesAsUsed } from "../typed/index-use";
import type { Run } from "../latex/tokens";
import { ShapeMismatch } from "../typed/shape-mismatch";
import { ownIndices } from "./beside-own";
import type { Line, Written } from "./line";
import { createLine, definitionLines } from "./line";
import { boundsVariable, givesValue, hasZeroSide, isAboutSize, isDemand } from "./no-claims";
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
  /** Indices of which nobody declares what they run through; they may count one thing in one line and another in the next. */
  looseIndices?: ReadonlySet<string>;
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
  { said = [], sources = new Map(), looseIndices = new Set(), onChain }: Surroundings = {},
): Decided {
  const [{ source, start }] = displays;
  const decision = new Decision(
    source,
    source.cell === undefined ? start : 0,
    declared,
    said,
    sources,
    looseIndices,
    onChain,
  );
  const claims = claimsIn(displays.flatMap(({ statements }) => statements));
  decision.lefts = claims.map(({ left }) => left);
  const places = new Map<Statement, Standing | undefined>();
  displays.forEach((display, i) => {
    if (isOtherwise(source.text, display))
      for (const each of display.statements) decision.otherwise.add(each);
    const standing = standingOf(display, displays.at(i - 1)?.end ?? 0);
    for (const statement of display.statements) places.set(statement, standing);
  });
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

  /** The left sides of all claims of the text. */
  lefts: readonly Run[] = [];

  /** What the text says of all other cases, "\[ … \] otherwise". */
  readonly otherwise = new Set<Statement>();

  /** Where the text defines names, by the keys of their definitions. */
  private readonly definedAt = new Map<string, number>();

  /** The cases in which names are defined, of those that are defined in one. */
  private readonly definedIn = new Map<string, string>();

  /** @param begin where its first display stands */
  constructor(
    private readonly source: Source,
    private readonly begin: number,
    public declared: Declarations,
    private readonly said: readonly Said[],
    private readonly sources: DefinitionPlaces,
    private readonly looseIndices: ReadonlySet<string>,
    private readonly onChain?: OnChain,
  ) {}

  take(
    claim: Equations | OtherRelation,
    standing: Standing | undefined,
    next?: Equations | OtherRelation,
  ): void {
    const here = this.asUsed(claim, this.underSaid(claim));
    const under = withConditions(here, claim.conditions, this.source.text);
    if (this.isSaid(claim)) this.leave(claim, ["it is given, and not claimed"]);
    else if (standing === "condition") this.suppose(claim, "its text makes it a condition, and no claim");
    else if (isAboutSize(claim)) this.leave(claim, ["it says how large something is, which is declared"]);
    else if (isDemand(claim)) this.suppose(claim, "it is demanded, and not claimed");
    else {
      if (standing === undefined && !follows(claim)) this.premise = undefined;
      this.unread = under
        ? this.unusedCase(claim, here)
        : unreadCondition(this.source.text, claim.conditions);
      const usable = this.inCase(claim, under ?? { declared: here, equal: [] });
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

  /** What holds at a claim where its indices run through what they are used for. */
  private asUsed(claim: Equations | OtherRelation, declared: Declarations): Declarations {
    if (this.looseIndices.size === 0) return declared;
    const runs = [claim.left, ...(isOther(claim) ? [claim.step] : claim.steps).map(({ side }) => side)];
    const sides = runs.flatMap((run) => readSide(this.source.text, run, declared).expression ?? []);
    const said = rangesSaid(claim.conditions, this.source.text);
    return withIndicesAsUsed(sides, declared, { loose: this.looseIndices, said });
  }

  /** The cases that the text says of a claim, in which a variable is what it is not elsewhere. */
  private casesOf(
    claim: Equations | OtherRelation,
    declared: Declarations,
  ): { says: string; found?: Case }[] {
    return this.saidOf(claim)
      .filter(({ isCase }) => isCase)
      .flatMap((each) => {
        if (withSaid(declared, each, this.source.text)) return [];
        const found = withCase(declared, each, this.source.text);
        return found === "other" ? [] : [{ says: each.says, found }];
      });
  }

  /** Why a claim may be right in its case only, which cannot be used. */
  private unusedCase(claim: Equations | OtherRelation, declared: Declarations): string | undefined {
    if (this.otherwise.has(claim.statement))
      return "it is said of the other cases only, in which it is not judged";
    const unused = this.casesOf(claim, declared).find(({ found }) => found === undefined);
    return unused && `it is said of the case \`${unused.says}\` only, in which it is not judged`;
  }

  /** What holds at a claim in the cases that the text says of it. */
  private inCase(claim: Equations | OtherRelation, under: Conditional): Conditional {
    return this.casesOf(claim, under.declared).reduce(
      (all, { found }) =>
        found
          ? {
              ...all,
              declared: withVariables(all.declared, found.declared),
              values: [...(all.values ?? []), ...(found.valued ? [found.valued] : [])],
            }
          : all,
      under,
    );
  }

  /** The case of a claim in which something is more or less than a number, in words. */
  private caseText(claim: Equations | OtherRelation, declared: Declarations): string | undefined {
    const said = this.saidOf(claim).filter(
      (each) => each.isCase && withCase(declared, each, this.source.text) !== "other",
    );
    const all = [
      ...said.map(({ says }) => says),
      ...claim.conditions.map(({ start, end }) => this.source.text.slice(start, end)),
    ].filter((each) => /[<>]|\\[lg]eq?\b|\\text|otherwise/.test(each));
    return all.length > 0 ? all.join(", ").replace(/\s/g, "") : undefined;
  }

  /** Whether a name is defined in one case, and this is another. */
  private isOtherCase(name: string | undefined, inCase: string | undefined): boolean {
    const known = name === undefined ? undefined : this.definedIn.get(name);
    return known !== undefined && known !== inCase;
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
    const inCase = this.caseText(claim, under.declared);
    const name = nameOnLeft(text, claim, found?.declared ?? under.declared);
    if (found && inCase !== undefined && name !== undefined) this.definedIn.set(name, inCase);
    // With a new name something new begins.
    if (found && standing === "continuation") this.premise = undefined;
    if (found) this.declared = withDefinitions(this.declared, under.declared, found.declared);
    const here = { ...under, declared: found?.declared ?? under.declared };
    const defining = found?.steps ?? this.definingSteps(claim);
    const decided = this.besideOwn(claim, here, createLines(text, claim, here, defining));
    this.onChain?.(decided);
    const [first] = decided;
    if (first.mark === "wrong here" && hasZeroSide(first) && next && follows(next))
      this.suppose(claim, "what follows makes it a condition, and no claim");
    else if (decided.length === 1 && saysStationary(first, this.lines, here.declared))
      this.suppose(claim, "it says where a derivative above it is zero, which is a condition, and no claim");
    else if (first.mark === "wrong here" && this.isOtherCase(name, inCase))
      this.leave(claim, ["it says what its left side is in another case"]);
    else if (givesValue(first, here.declared)) this.leave(claim, [whereItIsSo]);
    else for (const line of decided) this.add(line, claim, here.declared);
  }

  /**
   * The lines of a claim; where the text has the derivative by u_o beside that by u_w, and they are wrong for every w, as
   * they are for the others if all are right for those.
   */
  private besideOwn(claim: Equations, here: Conditional, decided: Line[]): Line[] {
    if (!decided.some(({ mark }) => mark === "wrong here")) return decided;
    const read = (run: Run): Expression | undefined =>
      readSide(this.source.text, run, here.declared).expression;
    const own = ownIndices(read(claim.left), this.lefts.flatMap((run) => read(run) ?? []), here.declared); // prettier-ignore
    if (own.length === 0) return decided;
    const declared = { ...here.declared, different: [...here.declared.different, ...own] };
    const others = createLines(this.source.text, claim, { ...here, declared }, []);
    if (others.some(({ mark }) => mark !== "right")) return decided;
    const note = own.map(([any, one]) => message`${any} is not ${one}, whose derivative stands beside`)[0];
    return others.map((line) => ({ ...line, note }));
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

/** Whether the words before or behind a display say that it is so otherwise. */
const isOtherwise = (text: string, { start, end }: Display): boolean =>
  /(?:^|[\n.,;:}\]]\s*|\b(?:and|or)\s+)otherwise\b[^.$\\]{0,30}$/i.test(
    text.slice(Math.max(0, start - 60), start),
  ) || /^[\s,;]*(?:otherwise|else)\b(?!\s*,)/.test(text.slice(end, end + 30));

const whereItIsSo = "it says what a free variable is, which holds only where it is so";
const settled: readonly Line["mark"][] = ["right", "definition", "malformed"];

/** Whether an arrow or a word says that it follows from what stands before it. */
function follows({ connective }: Equations | OtherRelation): boolean {
  return connective === "implies" || connective === "if and only if";
}

/** The name on the left of a chain, f of `f(x) = …`. */
function nameOnLeft(text: string, { left }: Equations, declared: Declarations): string | undefined {
  const { expression } = readSide(text, left, declared);
  if (expression?.kind === "apply") return nameText(expression.of);
  return expression?.kind === "symbol" ? nameText(expression) : undefined;
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
  { declared, ...under }: Conditional,
  defining: readonly number[],
): Line[] {
  const definitions = definitionLines(latex, chain, declared, defining);
  const lines = definitions.filter((line) => line !== undefined);
  if (lines.length === chain.steps.length) return lines;
  const runs = chain.steps.map(({ side }) => side);
  const [left, steps] = readSides(latex, [chain.left, ...runs], declared, under);
  if (isGradient(left) && declared.layout === "numerator") {
    const upright = { ...declared, layout: "mixed" as const };
    const standing = createLines(latex, chain, { declared: upright, ...under }, defining);
    if (standing[0].mark === "right") return standing;
  }
  const decided = verdicts(left, steps, declared);
  const of = { latex, chain, left, steps, decided, declared };
  return steps.map((_, i) => definitions[i] ?? createLine(of, i));
}

/** Whether it is `\nabla_x J`, which for many is a column in every layout. */
const isGradient = ({ expression }: Side): boolean =>
  expression?.kind === "derivative" && expression.style === "nabla";

/** Declarations with the variables of a case. */
const withVariables = (declared: Declarations, found: Declarations): Declarations => ({
  ...declared,
  variables: new Map([...declared.variables, ...found.variables]),
});

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
