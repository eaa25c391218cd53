import type { Token } from "../latex/tokens";
import type { Draft } from "./chains";
import { append, giveReason, lastSide, newDraft, createStatements } from "./chains";
import type { Condition, Connective } from "./document";
import type { Part } from "./draft-list";
import { DraftList } from "./draft-list";
import { findConnective, isOperator, findRelation } from "./relations";
import type { Segment, Separator } from "./segments";
import { cutSegments, relatesIn } from "./segments";
import {
  isConditionLike,
  isLoneText,
  isNumberOfEquation,
  isRange,
  isReason,
  withoutDottedNumber,
  withoutParentheses,
} from "./segment-kinds";
import type { Role } from "./words";
import { findRole } from "./words";

/** The statements of a display, and the prose that stands between them. */
export interface Reading {
  /** In order; `prose` are tokens of text. */
  parts: Part[];
  /** What has a relation and is none of the statements, with the reason. */
  left: { start: number; end: number; reason: string }[];
}

/**
 * Reads the statements of a display. A row that begins with a relation goes on with the chain above it, one that
 * begins with an operator, or stands behind one, with the side above it; commas, room, words and arrows part
 * statements, conditions and reasons.
 *
 * @param tokens      without decoration, as `seeThrough` gives them
 * @param independent whether each row stands by itself, as in `gather`
 */
export function readStatements(tokens: readonly Token[], independent = false): Reading {
  return new Statements(joined(withoutNumbers(cutSegments(tokens))), independent).read();
}

/** Without the numbers of equations: `\qquad (2)` at the end of a row, `(1) \quad` at its beginning. */
function withoutNumbers(segments: Segment[]): Segment[] {
  return segments.map((segment, i) => {
    const { tokens, separators } = segment;
    const next = segments.at(i + 1)?.separators.map(({ kind }) => kind);
    const ends = next === undefined || next.includes("row");
    const begins = i === 0 || separators.some(({ kind }) => kind === "row");
    const apart = separators.some(({ kind }) => kind === "room" || kind === "cell");
    const numbers = isNumberOfEquation(tokens) && ((ends && apart) || (begins && !next?.includes("row")));
    if (numbers && !(begins && ends)) return { ...segment, tokens: [] };
    return ends ? { ...segment, tokens: withoutDottedNumber(tokens) } : segment;
  });
}

/** With cells put together that are one expression or one equation: `a &= b`, `a & = & b`, `a & + b`. */
function joined(segments: Segment[]): Segment[] {
  const found: Segment[] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    const beside = segment.separators.every(({ kind }) => kind === "cell" || kind === "room");
    if (last && beside && segment.separators.length > 0 && belongs(last, segment)) joinTo(last, segment);
    else if (segment.tokens.length > 0 || segment.separators.length > 0)
      found.push({ ...segment, tokens: [...segment.tokens] });
  }
  return found;
}

function joinTo(last: Segment, { tokens, separators, relates }: Segment): void {
  const cell = separators.some(({ kind }) => kind === "cell");
  if (cell && tokens.length > 0 && findRelation(tokens[0])) last.aligned = true;
  for (const token of tokens) last.tokens.push(token);
  last.relates ||= relates;
}

function belongs(before: Segment, after: Segment): boolean {
  const [last, first] = [before.tokens.at(-1), after.tokens.at(0)];
  if (!first) return true;
  if (!last) return false;
  if (!before.relates) return !isReason(after.tokens) || after.relates;
  return findRelation(last) !== undefined || isOperator(last) || isOperator(first);
}

/** `n \to \infty`. */
function tends(tokens: readonly Token[]): boolean {
  return tokens.some((token) => findRelation(token) === "\\to");
}

function commaIn(separators: readonly Separator[]): Token[] {
  return separators
    .filter(({ kind }) => kind === "comma")
    .slice(0, 1)
    .map(({ token }) => token);
}

class Statements {
  private readonly drafts = new DraftList();
  private readonly alternatives: Draft[] = [];
  private readonly left: Reading["left"] = [];
  /** The statement that goes on, and the condition that does, if it does. */
  private current: Draft | undefined;
  private condition: Draft | undefined;
  private conditionWord: Condition["word"] = "";
  /** Conditions that stand before their statement, and tokens before a condition: `i` of `i, j \in V`. */
  private leading: { word: Condition["word"]; draft: Draft }[] = [];
  private held: Token[] = [];
  private at = 0;
  /** Words at the beginning of the present row, which are a reason where the row goes on with a chain. */
  private beforeRow: Token[] = [];

  private readonly hasCells: boolean;
  /** A segment before which, in its row, no "then" stands. */
  private withoutThen = 0;

  constructor(
    private readonly segments: readonly Segment[],
    private readonly independent: boolean,
  ) {
    this.hasCells = segments.some(({ cells }) => cells > 0);
  }

  read(): Reading {
    for (this.at = 0; this.at < this.segments.length; this.at++) this.take(this.segments[this.at]);
    const reason = "only one of several equations need hold";
    const alternatives = this.alternatives.flatMap(createStatements);
    const left = [...this.left, ...alternatives.map(({ start, end }) => ({ start, end, reason }))];
    return { parts: this.drafts.parts(), left };
  }

  private take(segment: Segment): void {
    const role = this.pass(segment);
    const goesOn = segment.tokens.length === 0 || findRelation(segment.tokens[0]) !== undefined;
    this.takeOne(role, segment);
    if (goesOn) for (const words of this.beforeRow) giveReason(this.current, [words]);
  }

  private takeOne(role: Role | Connective | undefined, segment: Segment): void {
    if (segment.tokens.length === 0) return;
    if (role) this.takeAfter(role, segment);
    else if (this.beginsRow(segment)) this.takeRow(segment);
    else this.takeBeside(segment);
  }

  /** Goes over what stands before a segment: gives reasons, begins rows, and says what joins the segment. */
  private pass({ separators }: Segment): Role | Connective | undefined {
    let role: Role | Connective | undefined;
    this.beforeRow = [];
    let row = false;
    for (const { kind, token } of separators) {
      row ||= kind === "row" || kind === "prose";
      if (kind === "row" || kind === "prose") {
        this.condition = undefined;
        this.held = [];
      }
      if (kind === "prose") this.drafts.addProse(token.prose ?? []);
      if (kind === "arrow") role = findConnective(token);
      if (kind !== "words") continue;
      const found = findRole(token.text);
      if (found === "reason" || (found === "because" && !this.segments[this.at].relates))
        if (row) this.beforeRow.push(token);
        else giveReason(this.current, [token]);
      else role = role === "implies" && found === "and" ? role : found;
    }
    return role;
  }

  private beginsRow({ separators }: Segment): boolean {
    return this.at === 0 || separators.some(({ kind }) => kind === "row" || kind === "prose");
  }

  private takeAfter(role: Role | Connective, { tokens, cells, relates: has }: Segment): void {
    const begins = findRelation(tokens[0]) !== undefined;
    if (role === "if" || role === "for" || role === "given") this.takeCondition(role, tokens);
    else if (role === "because" && has && tends(tokens)) this.takeCondition("for", tokens);
    else if (begins) append(this.current ?? this.begin(cells, true), tokens);
    else if (role === "where" && (!has || isConditionLike(tokens, this.current, this.rangeFollows())))
      this.takeCondition("where", tokens);
    else if (
      role === "and" &&
      this.condition &&
      (!has || isConditionLike(tokens, this.current, this.rangeFollows()))
    )
      this.takeCondition(this.conditionWord, tokens);
    else if (role === "or") this.takeAlternative(tokens, cells);
    else if (!has && this.current && role === "because") giveReason(this.current, tokens);
    else {
      const draft = this.begin(cells);
      append(draft, tokens);
      if (role !== "reason") draft.connective = role;
      draft.defines = role === "let";
    }
  }

  private takeRow(segment: Segment): void {
    const { tokens, cells } = segment;
    const before = this.drafts.inColumn(cells);
    const first = tokens[0];
    const open = before && lastSide(before).length === 0 && before.steps.length > 0;
    if (findRelation(first)) append(before ?? this.begin(cells, true), tokens);
    else if (before && (open || this.goesOn(before, segment))) append(before, tokens);
    else this.takeNew(segment);
    if (before) this.current = findRelation(first) ? before : this.current;
  }

  /** Whether a row that does not begin with a relation goes on with the side above it. */
  private goesOn(before: Draft, { tokens, cells, relates: has }: Segment): boolean {
    const last = lastSide(before).at(-1);
    if (last && isOperator(last)) return true;
    if (isOperator(tokens[0])) return !has || tokens[0].text !== "-" || cells > 0;
    if (has || this.independent || before.steps.length === 0) return false;
    return cells > 0 || !this.hasCells;
  }

  private takeNew({ tokens, cells }: Segment): void {
    const inner = withoutParentheses(tokens);
    if (/^\\(?:forall|exists)$/.test(tokens[0].text)) this.takeCondition("for", tokens);
    else append(this.begin(cells), inner && relatesIn(inner) ? inner : tokens);
  }

  /** A segment beside another in its row: after a comma, room or a column. */
  private takeBeside(segment: Segment): void {
    const { tokens, separators, relates: has } = segment;
    const kinds = separators.map(({ kind }) => kind);
    const target = this.condition ?? this.current;
    const inner = withoutParentheses(tokens);
    if (!target) this.takeNew(segment);
    else if (this.isNote(segment)) this.takeNote(segment);
    else if (kinds.includes("colon")) this.takeAfterColon(segment);
    else if (findRelation(tokens[0])) this.takeFurther(segment);
    else if (target.steps.length > 0 && lastSide(target).length === 0) append(target, tokens);
    else if (isReason(tokens) || (kinds.includes("room") && isLoneText(tokens)))
      giveReason(this.current, tokens);
    else if (/^\\(?:forall|exists)$/.test(tokens[0].text)) this.takeCondition("for", tokens);
    else if (inner && relatesIn(inner)) this.takeCondition("", inner);
    else if (has && isConditionLike(tokens, this.current, this.rangeFollows()))
      this.takeCondition(this.condition ? this.conditionWord : "", tokens);
    else if (has) this.takeNew({ ...segment, tokens: [...this.held.splice(0), ...tokens] });
    else if (this.segments[this.at + 1]?.separators.some(({ kind }) => kind === "colon"))
      this.takeNew(segment);
    else if (this.isHeld(segment)) this.held.push(...tokens, ...this.commaAfter());
    else if (kinds.includes("comma")) append(target, [...commaIn(separators), ...tokens]);
    else append(target, tokens);
    if (has) this.held = [];
  }

  /** Whether a segment is what `&&` parts from the chain, and no chain of another column. */
  private isNote({ tokens, separators, aligned }: Segment): boolean {
    const cells = separators.filter(({ kind }) => kind === "cell").length;
    const begins = findRelation(tokens[0]);
    return cells > 1 && !aligned && (begins ? begins !== "=" && !this.drafts.wide : true);
  }

  private takeNote({ tokens, relates }: Segment): void {
    giveReason(this.current, tokens);
    if (!relates) return;
    const end = tokens[tokens.length - 1].end;
    this.left.push({ start: tokens[0].start, end, reason: "it is a reason, behind `&&`" });
  }

  /** `\forall w: a = b` and `w \neq o: a = b`: what stands before the colon is a condition of what follows. */
  private takeAfterColon(segment: Segment): void {
    const { current } = this;
    if (
      current &&
      !this.condition &&
      current.steps.length > 0 &&
      !current.steps.some(({ relation }) => relation === "=")
    ) {
      this.drop(current);
      this.leading.push({ word: "", draft: current });
    }
    this.condition = undefined;
    this.takeNew(segment);
  }

  private takeFurther({ tokens, cells }: Segment): void {
    this.condition = undefined;
    const draft = (cells > 1 && this.drafts.inColumn(cells)) || this.current;
    append(draft ?? this.begin(cells, true), tokens);
    this.current = draft ?? this.current;
  }

  /** Whether a segment is the beginning of a list before a condition: `i` of `i, j = 1, \dots, n`. */
  private isHeld({ tokens }: Segment): boolean {
    const next = this.segments[this.at + 1];
    const listed = next && !this.condition && tokens.length < 8 && commaIn(next.separators).length > 0;
    return listed && isConditionLike(next.tokens, this.current, this.rangeFollows(1));
  }

  private commaAfter(): Token[] {
    return commaIn(this.segments[this.at + 1].separators);
  }

  private takeCondition(word: Condition["word"], tokens: readonly Token[]): void {
    const draft = newDraft();
    append(draft, [...this.held.splice(0), ...tokens]);
    const before = this.current === undefined || (word !== "" && this.thenFollows());
    (before ? this.leading : (this.current?.conditions ?? [])).push({ word, draft });
    this.condition = draft;
    this.conditionWord = word;
  }

  /** Whether "then" stands later in the row. */
  private thenFollows(): boolean {
    for (let i = Math.max(this.at + 1, this.withoutThen); i < this.segments.length; i++) {
      const { separators } = this.segments[i];
      this.withoutThen = i;
      if (separators.some(({ kind }) => kind === "row")) return false;
      if (separators.some(({ kind, token }) => kind === "words" && findRole(token.text) === "implies"))
        return true;
    }
    return false;
  }

  private takeAlternative(tokens: readonly Token[], cells: number): void {
    if (this.condition) return append(this.condition, tokens);
    if (this.current) this.alternatives.push(this.current);
    const draft = this.begin(cells);
    append(draft, tokens);
    this.alternatives.push(draft);
    for (const each of [this.alternatives.at(-2), draft]) if (each) this.drop(each);
  }

  private drop(draft: Draft): void {
    this.drafts.drop(draft);
    if (this.current === draft) this.current = undefined;
  }

  private begin(cells: number, continues = false): Draft {
    const draft = this.drafts.begin(cells);
    draft.continues = continues;
    draft.conditions.push(...this.leading.splice(0));
    this.current = draft;
    this.condition = undefined;
    return draft;
  }

  private rangeFollows(ahead = 0): boolean {
    return isRange(this.segments[this.at + 1 + ahead]);
  }
}
