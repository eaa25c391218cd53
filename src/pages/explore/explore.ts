import type { ExplorerData, ExplorerModel } from "../../notebook/explorer";
import { grouped } from "../../notebook/format";
import { nearest } from "../../settings/nearest";
import { Background, type LoadWork } from "../background";
import { button, element } from "../element";
import { combined, differenceText, type Combination } from "./combination";
import { labelled, MapPanel, select } from "./map-panel";
import type { MapJob, MapPart } from "./map-work";
import { cosineText, NeighbourList } from "./neighbour-list";
import { readModels, type Near, type WordModel } from "./word-model";

export type LoadMaps = LoadWork<readonly ExplorerModel[], MapJob, MapPart>;

const neighbours = 10;
const suggested = 8;

/** Brings one output to life: words found by typing, their neighbours, the difference of words, and maps. */
export class Explore {
  private read: WordModel[] | undefined;
  private readonly search: HTMLInputElement;
  private readonly status = element("p", { role: "status", "aria-label": "Found" });
  private readonly suggestions = element("div", {
    class: "tools words",
    role: "group",
    "aria-label": "Words",
  });
  private readonly back = button("Back", () => this.goBack(), { hidden: "" });
  private readonly lists: NeighbourList[];
  private readonly model: HTMLSelectElement;
  private readonly beside: HTMLSelectElement;
  private readonly map: MapPanel;
  private readonly still = element("div", { class: "still" });
  private readonly found = element("div", { class: "lists", hidden: "" });
  private readonly way: string[] = [];
  private asked: Combination | undefined;

  /**
   * @param region  in which the still form stands
   * @param n       how many explorers the page has before it
   * @param program the text of this script
   */
  constructor(
    region: HTMLElement,
    private readonly data: ExplorerData,
    n: number,
    program: string,
    load: LoadMaps,
  ) {
    const names = data.models.map(({ name }) => name);
    this.model = select("Model", names);
    this.beside = select("Beside it", ["no other", ...names]);
    const id = `find-word-${n + 1}`;
    this.search = element("input", {
      id,
      type: "search",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: data.begin,
    });
    this.lists = [0, 1].map(() => new NeighbourList((word) => this.walk(word)));
    const listener = {
      part: (part: MapPart) => this.map.show(part),
      end: () => {},
      fail: (says: string) => this.map.fail(says),
    };
    this.map = new MapPanel(new Background(program, data.models, load, listener), {
      models: () => this.models,
      wanted: () => this.wanted,
      groups: data.groups,
      hasCounts: data.models[0].counts !== null,
      hasFilm: data.models.some(({ film }) => film !== null),
      choose: (word) => this.choose(word),
    });
    this.still.append(...region.childNodes);
    const find = element(
      "div",
      { class: "find" },
      element("label", { for: id }, "Find a word"),
      this.search,
      this.back,
    );
    if (names.length > 1) find.append(labelled(this.model), labelled(this.beside));
    this.found.append(...this.lists.map(({ box }) => box));
    const held = element(
      "p",
      { class: "held" },
      data.models.map((model) => heldText(model, names.length > 1)).join(" "),
    );
    const parts = [
      find,
      this.suggestions,
      this.status,
      this.found,
      this.still,
      this.makeCombiner(),
      this.makeMap(),
    ];
    region.append(element("div", { class: "explore" }, held, ...parts));
    this.listen();
  }

  /** The models are read when they are first needed. */
  private get models(): WordModel[] {
    return (this.read ??= readModels(this.data.models));
  }

  /** The places of the models that are shown, one or two. */
  private get wanted(): number[] {
    const other = this.beside.selectedIndex - 1;
    return other < 0 || other === this.model.selectedIndex
      ? [this.model.selectedIndex]
      : [this.model.selectedIndex, other];
  }

  private listen(): void {
    this.search.addEventListener("input", () => this.type());
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && this.search.value.trim() !== "") this.enter();
    });
    for (const choice of [this.model, this.beside])
      choice.addEventListener("change", () => {
        if (this.asked) this.answer(this.asked);
      });
  }

  /** As one types: the neighbours of what is a word already, and words that it may become. */
  private type(): void {
    const text = this.search.value.trim();
    const model = this.models[this.wanted[0]];
    const ids = text === "" ? [] : model.suggest(text, suggested);
    this.suggestions.replaceChildren(
      ...ids.map((id) => button(model.words[id], () => this.choose(model.words[id]))),
    );
    const id = model.find(text);
    if (id !== undefined) this.answer({ from: [], to: [model.words[id]] });
    else this.status.textContent = text === "" ? "" : this.unknownText(text, ids.length);
  }

  private enter(): void {
    const text = this.search.value.trim();
    const model = this.models[this.wanted[0]];
    const id = model.find(text) ?? model.suggest(text, 1)[0];
    if (id !== undefined) return this.choose(model.words[id]);
    const near = nearest(text, model.words.slice(0, 5000));
    const instead = near === undefined ? "" : `: did you mean ${near}?`;
    this.status.textContent = `${text} is not among these words${instead}`;
    if (near !== undefined) this.suggestions.replaceChildren(button(near, () => this.choose(near)));
  }

  private unknownText(text: string, others: number): string {
    return others === 0
      ? `${text} is not among these words`
      : `${text} is no word here; words with it are above`;
  }

  /** Shows a word as if it had been typed. */
  private choose(word: string): void {
    this.search.value = word;
    this.suggestions.replaceChildren();
    if (this.way.at(-1) !== word) this.way.push(word);
    this.back.hidden = this.way.length < 2;
    this.answer({ from: [], to: [word] });
  }

  /** Goes on to a neighbour; the keyboard is then at its nearest word. */
  private walk(word: string): void {
    if (this.way.length === 0 && this.asked?.to.length === 1) this.way.push(this.asked.to[0]);
    this.choose(word);
    this.lists[0].focusFirst();
  }

  private goBack(): void {
    this.way.pop();
    const word = this.way.at(-1);
    if (word !== undefined) this.choose(word);
    if (this.back.hidden) this.search.focus();
  }

  /** Shows what stands near a word, or near a combination of words, in each model that is shown. */
  private answer(asked: Combination): void {
    this.asked = asked;
    const { wanted } = this;
    const found = wanted.map((m) => combined(this.models[m], asked, neighbours));
    this.lists.forEach(({ box }, i) => (box.hidden = i >= wanted.length));
    found.forEach((near, i) => {
      const name = wanted.length > 1 ? this.data.models[wanted[i]].name : undefined;
      this.lists[i].show(differenceText(asked), this.models[wanted[i]], near, name);
    });
    this.found.hidden = false;
    this.still.hidden = true;
    this.status.textContent = this.statusText(asked, found);
    const model = this.models[wanted[0]];
    this.map.name([...asked.to, ...asked.from, ...found[0].map(({ id }) => model.words[id])]);
  }

  private statusText(asked: Combination, found: Near[][]): string {
    const model = this.models[this.wanted[0]];
    const [first, second] = [...asked.to, ...asked.from].map((word) => model.find(word));
    const says: string[] = [];
    if (asked.from.length === 0 && first !== undefined && model.counts)
      says.push(
        `${asked.to[0]} occurs ${grouped(model.counts[first])} ${model.counts[first] === 1 ? "time" : "times"}.`,
      );
    if (asked.to.length === 1 && first !== undefined && second !== undefined)
      says.push(
        `The cosine of ${asked.to[0]} and ${asked.from[0]} is ${cosineText(model.cosine(first, second))}.`,
      );
    const names = found[0].slice(0, 3).map(({ id, cosine }) => `${model.words[id]} ${cosineText(cosine)}`);
    says.push(names.length > 0 ? `Nearest: ${names.join(", ")}.` : "It has no direction, so no neighbours.");
    if (found.length > 1) {
      const other = this.models[this.wanted[1]];
      const theirs = new Set(found[1].map(({ id }) => other.words[id]));
      const both = found[0].filter(({ id }) => theirs.has(model.words[id])).length;
      says.push(`${both} of ${found[0].length} stand in both lists.`);
    }
    return says.join(" ");
  }

  private makeCombiner(): HTMLElement {
    const fields = ["First", "Second", "Third"].map((name) =>
      element("input", { "aria-label": name, type: "text", autocomplete: "off", spellcheck: "false" }),
    );
    const note = element("p", { role: "status", "aria-label": "Combination" });
    const show = (): void => {
      const typed = fields.map(({ value }) => value.trim()).filter((value) => value !== "");
      const words = typed.map((text) => {
        const model = this.models[this.wanted[0]];
        const id = model.find(text);
        return id === undefined ? undefined : model.words[id];
      });
      const missing = typed.filter((_, i) => words[i] === undefined);
      note.textContent =
        missing.length > 0
          ? `${missing.join(", ")}: not among these words`
          : typed.length < 2
            ? "Write two words for their difference, three for an analogy"
            : "";
      if (note.textContent !== "") return;
      const [a, b, c] = words as string[];
      this.suggestions.replaceChildren();
      this.answer({ from: [a], to: c === undefined ? [b] : [b, c] });
      this.found.scrollIntoView({ block: "nearest" });
    };
    fields.forEach((field) => field.addEventListener("keydown", (event) => event.key === "Enter" && show()));
    const [first, second, third] = fields.map((field) => labelled(field));
    const tools = element(
      "div",
      { class: "tools" },
      first,
      "is to",
      second,
      "as",
      third,
      "is to what?",
      button("Show", show),
    );
    const explained =
      "With two words: what stands near second − first. With three: near second − first + third.";
    return element(
      "details",
      {},
      element("summary", {}, "Two words' difference, analogies"),
      element("p", {}, explained),
      tools,
      note,
    );
  }

  private makeMap(): HTMLElement {
    const details = element("details", {}, element("summary", {}, "Map"), this.map.box);
    details.addEventListener("toggle", () => details.open && this.map.begin());
    return details;
  }
}

/** Which words of a model the page holds. */
function heldText({ name, of, vectors }: ExplorerModel, isNamed: boolean): string {
  const held =
    vectors.rows === of
      ? `all ${grouped(of)} words`
      : `the ${grouped(vectors.rows)} most frequent of ${grouped(of)} words`;
  const before = isNamed ? `${name}: ${held}` : `${held[0].toUpperCase()}${held.slice(1)}`;
  return `${before}, each with ${vectors.cols} numbers of 16 bits.`;
}
