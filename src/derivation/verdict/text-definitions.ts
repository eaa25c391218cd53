import type { Declarations } from "../declare/declarations";
import { beginsAnew } from "../documents/breaks";
import type { Equations } from "../documents/equations";
import { Malformed } from "../latex/malformed";
import { nameText } from "../latex/name-text";
import type { Defined } from "../typed/definitions";
import { defined } from "../typed/definitions";
import { ShapeMismatch } from "../typed/shape-mismatch";
import { readSide } from "./verdicts";

/** Where equations begin from which a definition was taken that holds above them, and by which of their steps. */
export type DefinitionPlaces = ReadonlyMap<number, readonly number[]>;

/** What a chain of equalities defines. */
export interface ChainDefinition {
  /** What holds at the chain. */
  declared: Declarations;
  /** Whether it defines something anew. */
  isNew: boolean;
  /** The steps by which it defines, counted from 0. */
  steps: readonly number[];
  /** Whether what its left side names is defined in one case, and this is another. */
  isOtherCase: boolean;
}

/** What is declared of the names of a text and what its chains define, as far as they were taken in. */
export class TextDefinitions {
  /** Where the text defines names, by the keys of their definitions. */
  private readonly definedAt = new Map<string, number>();

  /** The cases in which names are defined, of those that are defined in one. */
  private readonly definedIn = new Map<string, string>();

  /**
   * @param text     what the places in chains are offsets into
   * @param begin    where its first display stands
   * @param declared what holds where it begins
   * @param sources  where it has equations from which a definition was taken that holds already
   */
  constructor(
    private readonly text: string,
    private readonly begin: number,
    public declared: Declarations,
    private readonly sources: DefinitionPlaces,
  ) {}

  /**
   * Takes in what a chain defines.
   *
   * @param under  what holds at the chain by its conditions
   * @param inCase the case of which it is said, in words
   */
  take(chain: Equations, under: Declarations, inCase: string | undefined): ChainDefinition {
    const found = tryDefine(this.text, chain, under, (key) => this.mayChange(key, chain));
    const declared = found?.declared ?? under;
    const name = nameOnLeft(this.text, chain, declared);
    if (found) {
      this.notePlaces(chain, under, declared);
      if (inCase !== undefined && name !== undefined) this.definedIn.set(name, inCase);
      this.declared = withDefinitions(this.declared, under, declared);
    }
    return {
      declared,
      isNew: found !== undefined,
      steps: found?.steps ?? this.sources.get(chain.left.start) ?? [],
      isOtherCase: this.isOtherCase(name, inCase),
    };
  }

  /**
   * Whether a claim may define anew what is known by a key: a variable once, and else only where something new begins.
   */
  private mayChange(key: string, { left }: Equations): boolean {
    const { definitions, variables, slices } = this.declared;
    const isWhole = [...slices.values()].some(({ of }) => of === key);
    if (!definitions.has(key)) return variables.has(key) && !isWhole;
    return beginsAnew(this.text, this.definedAt.get(key) ?? this.begin, left.start);
  }

  private notePlaces({ left }: Equations, before: Declarations, after: Declarations): void {
    for (const [key, definition] of after.definitions)
      if (before.definitions.get(key) !== definition) this.definedAt.set(key, left.start);
  }

  /** Whether a name is defined in one case, and this is another. */
  private isOtherCase(name: string | undefined, inCase: string | undefined): boolean {
    const known = name === undefined ? undefined : this.definedIn.get(name);
    return known !== undefined && known !== inCase;
  }
}

/** The name on the left of a chain, f of `f(x) = …`. */
function nameOnLeft(text: string, { left }: Equations, declared: Declarations): string | undefined {
  const { expression } = readSide(text, left, declared);
  if (expression?.kind === "apply") return nameText(expression.of);
  return expression?.kind === "symbol" ? nameText(expression) : undefined;
}

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
