import type { Declarations, Definition } from "../../declare/declarations";
import type { Expression, SymbolName } from "../../latex/expression";
import { letterText, nameText } from "../../latex/name-text";
import { print } from "../../latex/printer";
import { declareLines } from "../declare-lines";
import { isDeclared, isDefinedWhole } from "../definitions";
import type { IndexUse, Uses } from "../uses";
import { weigh } from "./choose-preset";
import { findFeatures, hasAny, plainName, targetIndex, wordCount } from "./features";
import type { Layout, Loss, Preset, PresetRow } from "./preset";

/** What a section leaves to a preset. */
export interface Wanted {
  uses: Uses;
  /** Definitions that the text makes itself, which a preset does not repeat. */
  defined: ReadonlyMap<string, Definition>;
  declared: Declarations;
  layout: Layout;
  /** Indices that count draws although they are set below a name of a word: the k of `u_k`, with their ends. */
  drawn: ReadonlyMap<string, string>;
  /** Sets of drawn words over which sums run, as N of `\sum_{w \in N}`, with the letter of an element that stands free. */
  subsets: ReadonlyMap<string, string | undefined>;
  /** Arguments to which names are applied anywhere in the document. */
  applied: Uses["applied"];
  /** Names that the text defines by something that cannot be read. */
  unread: ReadonlySet<string>;
  /** Sets that the document calls by name. */
  sets: ReadonlySet<string>;
}

/** The declarations with those of a preset for the names that stand in the section and have none. */
export function applyPreset(preset: Preset, wanted: Wanted): Declarations {
  return new Application(preset, wanted).run();
}

class Application {
  private declared: Declarations;
  private readonly features: Set<string>;
  private readonly done = new Set<PresetRow>();
  /** Names that have an index in the rows. */
  private readonly letters: Set<string>;

  constructor(
    private readonly preset: Preset,
    private readonly wanted: Wanted,
  ) {
    this.declared = wanted.declared;
    const indexed = preset.rows.flatMap((row) => row.for).filter((name) => name.endsWith("_*"));
    this.letters = new Set(indexed.map((name) => name.slice(0, -2)));
    this.features = findFeatures(wanted.uses);
    if (wanted.drawn.size || wanted.subsets.size) this.features.add("draws");
    if (wanted.subsets.size) this.features.add("subsets");
    if (this.contextIndices().length > 0) this.features.add("contexts");
  }

  run(): Declarations {
    for (const [letter, uses] of this.wanted.uses.names) {
      const [{ symbol }] = uses;
      const loss = this.lossOf(symbol, letter);
      if (loss) this.addLoss(symbol, letter, loss);
    }
    for (const row of this.preset.rows) this.addRow(row);
    for (const letter of this.preset.probabilities ?? []) this.addProbability(letter);
    if (this.features.has("v_drawn")) this.addContext();
    return this.declared;
  }

  /** `P(O = o \\mid C = c)` where it is nothing but the prediction: of some word, given the word c. */
  private addProbability(letter: string): void {
    const { uses, defined } = this.wanted;
    const all = uses.names.get(letter) ?? [];
    const isPrediction = all.every(({ symbol, inside: [node] }) => {
      if (node?.kind !== "apply" || node.of !== symbol || node.signs?.[0] !== "\\mid") return false;
      const [word, given, ...more] = node.arguments;
      return (
        word.kind === "symbol" &&
        !word.indices &&
        given.kind === "symbol" &&
        print(given) === "c" &&
        !more.length
      );
    });
    const isKnown =
      [...defined.values()].some(({ name }) => letterText(name) === letter) ||
      this.declared.definitions.has(letter) ||
      this.declared.variables.has(letter);
    if (all.length === 0 || !isPrediction || isKnown) return;
    for (const name of ["U", "v_c", "index o", "\\hat{y}"]) this.ask(name);
    this.add(`${letter}(o, c) := \\hat{y}_o`);
  }

  /** Adds a row whose names stand there without a declaration; `asked` says that another row uses it. */
  private addRow(row: PresetRow, asked = false): void {
    const { layout, drawn } = this.wanted;
    if (this.done.has(row) || (row.layout !== undefined && row.layout !== layout)) return;
    if (row.without?.some((name) => this.features.has(name))) return;
    const open = row.for.filter((name) => (asked || this.features.has(name)) && !this.isKnown(name));
    if (open.length === 0 || !(row.with ?? []).every((name) => hasAny(this.features, [name]))) return;
    this.done.add(row);
    for (const name of row.uses ?? []) this.ask(name);
    if (row.for[0] === "contexts") {
      for (const index of this.contextIndices())
        this.add(
          row.line
            .replaceAll("_c", `_${index}`)
            .replace("c in 1..C", `${index} in 1..${this.preset.contexts ?? ""}`),
        );
      return;
    }
    if (row.for[0] === "subsets") {
      for (const [set, element] of this.wanted.subsets) {
        const place = this.freeIndex();
        const line = withDraws(row.line, "w", place, set);
        this.add(element === undefined ? line : `${line}; ${element} = w_${place}`);
      }
      return;
    }
    if (row.for[0] !== "draws") return this.add(this.withTarget(row.line));
    for (const [index, end] of drawn) this.add(withDraws(row.line, "w", index, end));
    const named = this.namedDraws();
    if (asked && drawn.size === 0 && named.length === 0 && !this.isCounted("k")) this.add(row.line);
    for (const { name, index, end, compared, context } of named) {
      const line = withDraws(row.line, name, index, end);
      if (context) {
        // a word of the context; CS224n's answers for CBOW are those of different words
        this.add(compared ? line.replace(/, distinct.*$/, "") : line.replace(/, not o$/, ""));
        continue;
      }
      const repeats = compared || name !== "w" || !this.features.has("=sigma");
      const meetsTrue = name !== "w" || this.wanted.uses.indices.get("o")?.some((use) => use.compared);
      this.add(repeats ? line.replace(meetsTrue ? /, distinct.*$/ : /, distinct/, "") : line);
    }
  }

  /** Whether a sum counts by an index. */
  private isCounted(index: string): boolean {
    return this.wanted.uses.indices.get(index)?.some(({ bound }) => bound) === true;
  }

  /** The indices of sums over the words of the context. */
  private contextIndices(): string[] {
    const { contexts } = this.preset;
    const counts = ({ bound }: IndexUse): boolean =>
      contexts !== undefined && bound?.over?.kind === "count" && bound.over.name === contexts;
    return [...this.wanted.uses.indices].flatMap(([text, uses]) => (uses.some(counts) ? [text] : []));
  }

  /** A letter for an index that stands nowhere. */
  private freeIndex(): string {
    const { uses } = this.wanted;
    const isFree = (letter: string): boolean =>
      !uses.indices.has(letter) && !uses.names.has(letter) && !this.declared.indices.named.has(letter);
    return [..."kirsab"].find(isFree) ?? "k";
  }

  /** The words around c, `v_{c+j}`, as draws. */
  private addContext(): void {
    const { indices } = this.wanted.uses;
    for (const [[{ index }]] of [...indices.values()].map((uses) => [uses])) {
      const over = indices.get(index.name)?.find(({ bound }) => bound?.over?.kind === "window")?.bound?.over;
      if (index.before !== undefined && over && this.declared.slices.has("v"))
        this.add(
          `w_{${index.before}+${index.name}} in {Vocab}, ${index.name} in -${over.name}..${over.name}, distinct`,
        );
    }
  }

  /**
   * A line in which the word that is predicted has the author's letter where no o stands: the c of `-\\log \\hat{y}_c`, the
   * k of `J = -y_k \\log \\hat{y}_k`.
   */
  private withTarget(line: string): string {
    if (this.features.has("index o") || !line.includes("one-hot at o")) return line;
    const { names, indices } = this.wanted.uses;
    const predicted = (names.get("\\hat{y}") ?? []).filter(({ inside }) =>
      inside.some((node) => node.kind === "call" && node.name === "log"),
    );
    const picked = (names.get("y") ?? []).filter(({ equation: { sides } }) => isWhole(sides[0]));
    const places = [...predicted, ...picked].flatMap(({ symbol }) => symbol.indices ?? []);
    const free = places.filter(({ name }) => !indices.get(name)?.some(({ bound }) => bound));
    const [target, ...more] = new Set(free.map(({ name }) => name));
    return target && more.length === 0 && /^[a-z]$/.test(target)
      ? line.replace("o in", `${target} in`).replace("one-hot at o", `one-hot at ${target}`)
      : line;
  }

  /** The row for a name that another line uses. */
  private ask(name: string): void {
    for (const row of this.preset.rows) if (row.covers?.includes(name)) this.addRow(row);
    this.features.add(name);
    const row = this.preset.rows.find(
      (each) =>
        each.for.includes(name) &&
        (each.layout === undefined || each.layout === this.wanted.layout) &&
        (each.with ?? []).every((other) => hasAny(this.features, [other])),
    );
    if (row) this.addRow(row, true);
  }

  private add(line: string): void {
    const set = this.wanted.sets.has("V") ? "V" : "Vocab";
    const d = lengths.find((letter) => !this.wanted.uses.names.has(letter)) ?? "d";
    const length = this.declared.variables.get("v_{c}")?.shape.rows ?? d;
    const counted = wordCount(this.wanted.uses, this.letters, this.preset.contexts) ?? "n";
    const n = this.declared.sets.get(counted) ?? counted; // |Vocab| is what Vocab was declared to have
    const filled = line
      .replace(/\bd$|\bd(?= x \{)/, d)
      .replaceAll("{d}", length)
      .replaceAll("{n}", n)
      .replaceAll("{hot}", targetIndex(this.wanted.uses) ?? "k")
      .replaceAll("{Vocab}", set);
    this.declared = declareLines(
      filled.split(";").map((each) => ({ line: each })),
      this.declared,
    ).declared;
  }

  private isKnown(name: string): boolean {
    if (this.wanted.unread.has(name)) return true;
    if (name === "draws") return this.declared.draws.size > 0;
    const symbols = [...this.wanted.uses.names.values()].flat().map(({ symbol }) => symbol);
    const fitting = symbols.filter(
      (symbol) =>
        plainName(nameText(symbol)) === name || (symbol.indices && `${letterText(symbol)}_*` === name),
    );
    const { variables, oneHots, definitions, slices, indices } = this.declared;
    const letter = name.replace(/_\*$|^index /g, "");
    if ([variables, oneHots, definitions, slices, indices.named].some((names) => names.has(letter)))
      return true;
    if (fitting.length === 0) return false;
    return fitting.every(
      (symbol) => isDeclared(symbol, this.declared) || isDefinedWhole(symbol, this.wanted.defined),
    );
  }

  /** Draws that have a name of their own, as w_k in `u_{w_k}`. */
  private namedDraws(): { name: string; index: string; end: string; compared: boolean; context: boolean }[] {
    const { indices } = this.wanted.uses;
    return [...indices.values()].flatMap((uses) => {
      const [{ index }] = uses;
      const at = index.at?.[0];
      const isElement = uses.some(({ bound }) => bound?.over?.kind === "set");
      if (!at || index.at?.length !== 1 || /^\d/.test(at.name) || at.before || isElement) return [];
      const over = indices.get(at.name)?.find(({ bound }) => bound?.over?.kind === "count")?.bound?.over;
      return [
        {
          name: index.name,
          index: at.name,
          end: over?.name ?? "K",
          compared: uses.some(({ compared }) => compared),
          context: uses.some(({ of }) => of?.name === "v"),
        },
      ];
    });
  }

  /** The loss that a name without a definition stands for: by its label, or by what else stands there. */
  private lossOf(symbol: SymbolName, letter: string): Loss | undefined {
    const { defined } = this.wanted;
    if (symbol.indices || isDeclared(symbol, this.declared) || !letters.has(symbol.name)) return undefined;
    const losses = (this.preset.losses ?? []).filter((loss) =>
      (loss.with ?? []).every((name) => hasAny(this.features, [name])),
    );
    if (symbol.label !== undefined) {
      const labelled = losses.find(({ labels }) => labels.includes(symbol.label ?? ""));
      return labelled && (!defined.has(letter) || labelled.fixed) ? labelled : undefined;
    }
    if (defined.has(letter)) return undefined;
    const fitting = losses
      .filter(({ with: others }) => !others?.includes(symbol.name)) // no loss is the sum of itself
      .filter(({ names }) => names?.includes(symbol.name) !== false)
      .filter(({ beside }) => !beside || hasAny(this.features, beside));
    return fitting.sort((a, b) => weigh(b.signs, this.features) - weigh(a.signs, this.features))[0];
  }

  private addLoss(symbol: SymbolName, letter: string, loss: Loss): void {
    for (const name of loss.uses) this.ask(name);
    const labelled = [...this.wanted.uses.names.keys()].find(
      (each) => each !== letter && loss.labels.some((label) => each === `${symbol.name}_{\\text{${label}}}`),
    );
    const lists = this.wanted.applied.get(letter) ?? [];
    const parameters = lists.some((list) => list.length === loss.parameters.length)
      ? `(${loss.parameters.join(", ")})`
      : "";
    for (const line of loss.lines ?? []) this.add(line);
    const [set, ...sets] = this.wanted.subsets.keys();
    const own = set !== undefined && sets.length === 0 ? overSet(loss.body, set) : loss.body;
    const body = symbol.label === undefined && labelled !== undefined && !parameters ? labelled : own;
    this.add(`${letter}${parameters} := ${body}`);
  }
}

/** Letters for the length of a vector, of which one is taken that names nothing else. */
const lengths = ["d", "D", "p", "q"];
const letters = new Set(["J", "L", "E", "\\ell", "\\mathcal{L}", "\\mathcal{J}", "\\text{CE}", "CE"]);

/** A loss of drawn words with those of a set. */
const overSet = (body: string, set: string): string =>
  body.replace("\\sum_{k=1}^K", `\\sum_{w \\in ${set}}`).replace("u_{w_k}", "u_w");

/** The line for draws with the author's letters. */
function withDraws(line: string, name: string, index: string, end: string): string {
  return line.replace("w_k", `${name}_${index}`).replace("k in 1..K", `${index} in 1..${end}`);
}

/** Whether it is a name without an index, as the J of a loss; a gradient's entry has any index. */
const isWhole = (side: Expression | undefined): boolean => side?.kind === "symbol" && !side.indices;
