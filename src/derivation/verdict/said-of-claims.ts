import type { Conditional } from "../declare/conditions";
import type { Declarations } from "../declare/declarations";
import { withCase, withSaid } from "../declare/said";
import type { Case } from "../declare/value-given";
import type { Condition, Display, Statement } from "../documents/document";
import { extent, type Claim } from "../documents/equations";
import type { Said } from "../documents/said";

/** What the text around claims says of them: conditions under which they are made, and cases in which they are. */
export class SaidOfClaims {
  /** What the text says of all other cases, "\\[ … \\] otherwise". */
  private readonly otherwise: ReadonlySet<Statement>;

  /** @param text what the places in the displays and in what is said are offsets into */
  constructor(
    private readonly text: string,
    displays: readonly Display[],
    private readonly said: readonly Said[],
  ) {
    const others = displays.filter((display) => isOtherwise(text, display));
    this.otherwise = new Set(others.flatMap(({ statements }) => statements));
  }

  /** Whether a claim is one of these conditions, and says something new that can be used. */
  isSaid(claim: Claim, declared: Declarations): boolean {
    const own = this.said.find(({ statement }) => statement === claim.statement);
    return own !== undefined && withSaid(declared, own, this.text) !== undefined;
  }

  /** What holds at a claim by the conditions that the text says. */
  declaredAt(claim: Claim, declared: Declarations): Declarations {
    return this.saidOf(claim).reduce(
      (all, each) => withSaid(all, each, this.text)?.declared ?? all,
      declared,
    );
  }

  /** What holds at a claim in the cases that the text says of it. */
  inCase(claim: Claim, under: Conditional): Conditional {
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

  /** Why a claim may be right in its case only, which cannot be used. */
  unusedCase(claim: Claim, declared: Declarations): string | undefined {
    if (this.otherwise.has(claim.statement))
      return "it is said of the other cases only, in which it is not judged";
    const unused = this.casesOf(claim, declared).find(({ found }) => found === undefined);
    return unused && `it is said of the case \`${unused.says}\` only, in which it is not judged`;
  }

  /** Why a claim may be right under its own conditions only, which cannot be used. */
  unusedConditions({ conditions }: Claim): string {
    const written = conditions.map((each) => this.written(each).trim()).filter((each) => each !== "");
    return `it holds under a condition that cannot be used: \`${written.join(", ")}\``;
  }

  /** The case of a claim in which something is more or less than a number, in words. */
  caseText(claim: Claim, declared: Declarations): string | undefined {
    const said = this.saidOf(claim).filter(
      (each) => each.isCase && withCase(declared, each, this.text) !== "other",
    );
    const all = [
      ...said.map(({ says }) => says),
      ...claim.conditions.map((each) => this.written(each)),
    ].filter((each) => /[<>]|\\[lg]eq?\b|\\text|otherwise/.test(each));
    return all.length > 0 ? all.join(", ").replace(/\s/g, "") : undefined;
  }

  /** The conditions that the text says of a claim. */
  private saidOf(claim: Claim): Said[] {
    const [start, end] = extent(claim);
    return this.said.filter(
      ({ from, until, statement }) => from < end && start < until && statement !== claim.statement,
    );
  }

  /** The cases that the text says of a claim, in which a variable is what it is not elsewhere. */
  private casesOf(claim: Claim, declared: Declarations): { says: string; found?: Case }[] {
    return this.saidOf(claim)
      .filter(({ isCase }) => isCase)
      .flatMap((each) => {
        if (withSaid(declared, each, this.text)) return [];
        const found = withCase(declared, each, this.text);
        return found === "other" ? [] : [{ says: each.says, found }];
      });
  }

  private written({ start, end }: Condition): string {
    return this.text.slice(start, end);
  }
}

/** Whether the words before or behind a display say that it is so otherwise. */
const isOtherwise = (text: string, { start, end }: Display): boolean =>
  /(?:^|[\n.,;:}\]]\s*|\b(?:and|or)\s+)otherwise\b[^.$\\]{0,30}$/i.test(
    text.slice(Math.max(0, start - 60), start),
  ) || /^[\s,;]*(?:otherwise|else)\b(?!\s*,)/.test(text.slice(end, end + 30));

/** Declarations with the variables of a case. */
const withVariables = (declared: Declarations, found: Declarations): Declarations => ({
  ...declared,
  variables: new Map([...declared.variables, ...found.variables]),
});
