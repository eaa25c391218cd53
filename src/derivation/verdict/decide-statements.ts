import type { Conditional } from "../declare/conditions";
import { withConditions } from "../declare/conditions";
import type { Declarations } from "../declare/declarations";
import type { Display, Statement, Unchecked } from "../documents/document";
import type { Claim, Equations, OtherRelation } from "../documents/equations";
import { claimsIn, isOther } from "../documents/equations";
import { rangesSaid } from "../documents/index-range";
import type { Said } from "../documents/said";
import { withIndicesAsUsed } from "../typed/index-use";
import { besideOwn, type LeftSides } from "./beside-own";
import { createLines } from "./chain-lines";
import type { Line } from "./line";
import { isOfDifferentials } from "../documents/differentials";
import {
  boundsVariable,
  givesValue,
  hasZeroSide,
  isAboutSize,
  isDemand,
  raisesItself,
  relatesFree,
  updates,
} from "./no-claims";
import { decideRelation } from "./other-relations";
import { SaidOfClaims } from "./said-of-claims";
import { standingOf, type Standing } from "./standing";
import { demandsZero, saysStationary } from "./stationary";
import { TextDefinitions, type DefinitionPlaces } from "./text-definitions";
import { Unjudged } from "./unjudged";
import { readSide } from "./verdicts";

/** Lines with their verdicts, what the statements define, and what of them is not judged. */
export interface Decided {
  lines: Line[];
  declared: Declarations;
  unchecked: Unchecked[];
}

/** What is known of a source besides its declarations. */
export interface Surroundings {
  said?: readonly Said[];
  sources?: DefinitionPlaces;
  /** Indices of which nobody declares what they run through; they may count one thing in one line and another in the next. */
  looseIndices?: ReadonlySet<string>;
  /** Whether its author declares nothing, so that a name of which nothing is said leaves a line unjudged. */
  inferred?: boolean;
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
  { said = [], sources = new Map(), looseIndices = new Set(), inferred = false, onChain }: Surroundings = {},
): Decided {
  const decision = new Decision(displays, declared, { said, sources, looseIndices, inferred, onChain });
  const claims = claimsIn(displays.flatMap(({ statements }) => statements));
  decision.lefts = claims.map(({ left }) => left);
  const places = new Map<Statement, Standing | undefined>();
  displays.forEach((display, i) => {
    const standing = standingOf(display, displays.at(i - 1)?.end ?? 0);
    for (const statement of display.statements) places.set(statement, standing);
  });
  claims.forEach((claim, i) => {
    decision.take(claim, places.get(claim.statement), claims.at(i + 1));
  });
  const { lines, definitions, unjudged } = decision;
  return { lines, declared: definitions.declared, unchecked: unjudged.found };
}

/** What was decided so far of the claims of a text. */
class Decision implements LeftSides {
  readonly lines: Line[] = [];
  readonly text: string;
  readonly definitions: TextDefinitions;
  readonly unjudged: Unjudged;
  /** The left sides of all claims of the text. */
  lefts: LeftSides["lefts"] = [];
  private readonly said: SaidOfClaims;

  constructor(
    displays: readonly Display[],
    declared: Declarations,
    private readonly around: Required<Omit<Surroundings, "onChain">> & Pick<Surroundings, "onChain">,
  ) {
    const [{ source, start }] = displays;
    this.text = source.text;
    const begin = source.cell === undefined ? start : 0;
    this.definitions = new TextDefinitions(source.text, begin, declared, around.sources);
    this.unjudged = new Unjudged(source, around.inferred);
    this.said = new SaidOfClaims(source.text, displays, around.said);
  }

  take(claim: Claim, standing: Standing | undefined, next?: Claim): void {
    const { unjudged, said } = this;
    const { declared } = this.definitions;
    const here = this.asUsed(claim, said.declaredAt(claim, declared));
    const under = withConditions(here, claim.conditions, this.text);
    if (said.isSaid(claim, declared)) unjudged.leave(claim, ["it is given, and not claimed"]);
    else if (standing === "condition") unjudged.suppose(claim, "its text makes it a condition, and no claim");
    else if (
      isOther(claim) ? false : isOfDifferentials(claim.left, claim.steps) && !declared.variables.has("d")
    )
      unjudged.leave(claim, ["it is an equation of differentials, which are not judged"]);
    else if (isAboutSize(claim)) unjudged.leave(claim, ["it says how large something is, which is declared"]);
    else if (isDemand(claim)) unjudged.suppose(claim, "it is demanded, and not claimed");
    else {
      if (standing === undefined && !follows(claim)) unjudged.endPremise();
      const unread = under ? said.unusedCase(claim, here) : said.unusedConditions(claim);
      const usable = said.inCase(claim, under ?? { declared: here, equal: [] });
      if (isOther(claim)) this.takeRelation(claim, usable, unread);
      else this.takeEquations(claim, usable, { standing, next, unread });
    }
  }

  /** What holds at a claim where its indices run through what they are used for. */
  private asUsed(claim: Claim, declared: Declarations): Declarations {
    const loose = this.around.looseIndices;
    if (loose.size === 0) return declared;
    const runs = [claim.left, ...(isOther(claim) ? [claim.step] : claim.steps).map(({ side }) => side)];
    const sides = runs.flatMap((run) => readSide(this.text, run, declared).expression ?? []);
    return withIndicesAsUsed(sides, declared, { loose, said: rangesSaid(claim.conditions, this.text) });
  }

  /** @param unread why the conditions of the claim cannot be used, so that it is judged only where it is right without them */
  private takeRelation(claim: OtherRelation, under: Conditional, unread: string | undefined): void {
    const found = decideRelation(this.text, claim, under);
    if (!("mark" in found)) this.unjudged.leave(claim, found.because);
    else if (boundsVariable(found, under.declared)) this.unjudged.leave(claim, [whereItIsSo]);
    else if (unread === undefined || found.mark === "right") this.lines.push(found);
    else this.unjudged.leave(claim, [unread]);
  }

  /** @param unread the same as of a relation */
  private takeEquations(
    claim: Equations,
    under: Conditional,
    { standing, next, unread }: { standing?: Standing; next?: Claim; unread?: string },
  ): void {
    const { text, unjudged } = this;
    if (updates(text, claim, under.declared)) {
      unjudged.leave(claim, [isNewValue]);
      return;
    }
    const inCase = this.said.caseText(claim, under.declared);
    const { declared, isNew, steps, isOtherCase } = this.definitions.take(claim, under.declared, inCase);
    // With a new name something new begins.
    if (isNew && standing === "continuation") unjudged.endPremise();
    const here = { ...under, declared };
    const decided = besideOwn(this, claim, here, createLines(text, claim, here, steps));
    this.around.onChain?.(decided);
    const [first] = decided;
    if (first.mark === "wrong here" && hasZeroSide(first) && next && follows(next))
      unjudged.suppose(claim, "what follows makes it a condition, and no claim");
    else if (decided.length === 1 && saysStationary(first, this.lines, declared))
      unjudged.suppose(
        claim,
        "it says where a derivative above it is zero, which is a condition, and no claim",
      );
    else if (decided.length === 1 && raisesItself(first, declared)) unjudged.leave(claim, [isNewValue]);
    else if (decided.length === 1 && relatesFree(first, declared))
      unjudged.suppose(claim, "it relates two of what is free, which is a condition, and no claim");
    else if (first.mark === "wrong here" && isOtherCase)
      unjudged.leave(claim, ["it says what its left side is in another case"]);
    else if (givesValue(first, declared, this.around.inferred)) unjudged.leave(claim, [whereItIsSo]);
    else {
      const demanded = demandsZero(decided);
      let isLeft = false;
      for (const line of demanded ? decided.slice(0, -1) : decided) {
        // What follows from a line that is not judged is not judged either.
        if (isLeft && line.mark === "inherited") {
          unjudged.leave({ ...claim, steps: claim.steps.filter(({ side }) => side.end <= line.to) }, [
            followsUnjudged,
          ]);
          continue;
        }
        isLeft = unjudged.leaveLine(line, claim, declared, unread);
        if (!isLeft) this.lines.push(line);
      }
      if (demanded)
        unjudged.suppose(claim, "it demands at its end that the derivative is zero, which is a condition");
    }
  }
}

const isNewValue = "it gives a name a new value, and claims nothing";
const followsUnjudged = "it follows from the line before, which is not judged";
const whereItIsSo = "it says what a free variable is, which holds only where it is so";

/** Whether an arrow or a word says that it follows from what stands before it. */
function follows({ connective }: Claim): boolean {
  return connective === "implies" || connective === "if and only if";
}
