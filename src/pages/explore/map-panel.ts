import type { Background } from "../background";
import { button, element } from "../element";
import type { ExplorerModel } from "../../notebook/explorer";
import { byCount, byGroup, readGroups, type Colouring, type Groups } from "./word-colours";
import type { ExplorerFilm } from "../../notebook/explorer-film";
import { WordFilm } from "./film";
import type { MapJob, MapPart } from "./map-work";
import { MapView, type Look } from "./map-view";
import { letBeMoved } from "./move-map";
import { PlayBar } from "./play-bar";
import type { WordModel } from "./word-model";

const maps = ["two principal axes (SVD)", "UMAP"];
const film = "film of the training";

type Maker = Background<readonly ExplorerModel[], MapJob, MapPart>;

/** What the panel needs of what stands around it. */
interface Surroundings {
  models: () => readonly WordModel[];
  /** the models whose maps are wanted, one or two */
  wanted: () => number[];
  groups: Groups;
  hasCounts: boolean;
  hasFilm: boolean;
  choose: (word: string) => void;
}

/** The map of the words: which one, its colours, and one canvas for each model that is shown. */
export class MapPanel {
  readonly box = element("div", { class: "map" });
  private readonly status = element("p", { role: "status", "aria-label": "Map" });
  private readonly legend = element("p", { class: "legend" });
  private readonly places = element("div", { class: "maps" });
  private readonly kind: HTMLSelectElement;
  private readonly size = select("Words", []);
  private readonly colour: HTMLSelectElement;
  private readonly list = element("textarea", { rows: "3", spellcheck: "false" });
  private readonly listed: HTMLElement;
  private readonly look: Look = { x: 0, y: 0, zoom: 1 };
  private views: { model: number; view: MapView }[] = [];
  private named: readonly string[] = [];
  private isDrawing = false;
  private films: WordFilm[] = [];
  private readonly play = new PlayBar((share) => this.showFilm(share));

  constructor(
    private readonly maker: Maker,
    private readonly around: Surroundings,
  ) {
    this.kind = select("Map", [...maps, ...(around.hasFilm ? [film] : [])]);
    const ways = [
      "one colour",
      ...(around.hasCounts ? ["count"] : []),
      ...(Object.keys(around.groups).length > 0 ? ["group"] : []),
      "my own list",
    ];
    this.colour = select("Colour", ways);
    if (ways.includes("group")) this.colour.value = "group";
    this.listed = element(
      "label",
      { class: "listed", hidden: "" },
      "My words: apart by blanks; a line “name: words” is a group",
      this.list,
    );
    this.colour.addEventListener("change", () => this.paint());
    this.list.addEventListener("input", () => this.paint());
    const tools = element(
      "div",
      { class: "tools" },
      ...[this.kind, this.size, this.colour].map((each) => labelled(each)),
      button("Draw the map", () => this.ask()),
    );
    const moves = element(
      "div",
      { class: "tools moves", hidden: "" },
      button("Nearer", () => this.zoom(1.5)),
      button("Farther", () => this.zoom(1 / 1.5)),
      button("Whole map", () => this.zoom(0)),
    );
    this.box.append(tools, this.listed, this.status, this.legend, this.places, this.play.box, moves);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.paint());
    addEventListener("resize", () => this.views.forEach(({ view }) => view.draw()));
  }

  /** Offers as many words as there are; called when the models have been read. */
  begin(): void {
    if (this.size.options.length > 0) return;
    const n = this.around.models()[0].words.length;
    const sizes = [1000, 3000, 10_000, 20_000].filter((size) => size < n);
    for (const size of [...sizes, n])
      this.size.append(
        element(
          "option",
          { value: String(size) },
          size === n ? `all ${n.toLocaleString("en-US")}` : size.toLocaleString("en-US"),
        ),
      );
    this.size.value = String(n);
    this.kind.addEventListener("change", () => {
      this.size.disabled = this.kind.value === film; // it has words of its own
      this.size.value = String(this.kind.value === maps[1] ? Math.min(1000, n) : n); // what takes a few seconds
    });
  }

  /** Names words on the map: the chosen one, then its neighbours. */
  name(words: readonly string[]): void {
    this.named = words;
    this.paint();
  }

  private ask(): void {
    this.begin();
    const models = this.around.wanted();
    if (this.kind.value === film) return this.beginFilm(models);
    this.play.end();
    this.isDrawing = true;
    this.status.textContent = "Drawing";
    this.makeViews(models);
    this.maker.ask({
      kind: this.kind.value === maps[0] ? "svd" : "umap",
      words: Number(this.size.value),
      models,
    });
  }

  /** The films of those models that have one, which the play bar moves. */
  private beginFilm(wanted: number[]): void {
    const models = this.around.models();
    const filmed = wanted.filter((m) => models[m].film !== null);
    if (filmed.length === 0) {
      this.status.textContent = `No film was taken of ${wanted.map((m) => models[m].name).join(" and ")}`;
      return;
    }
    if (this.isDrawing) this.maker.ask({ kind: "none", words: 0, models: [] }); // what is on its way comes no more
    this.isDrawing = false;
    this.films = [];
    for (const m of filmed)
      this.films.push(new WordFilm(models[m].film as ExplorerFilm, models[m], this.films[0]));
    this.makeViews(filmed);
    const [{ moments, unit }] = this.films;
    this.play.begin(moments, unit);
    this.status.textContent = filmText(this.films, filmed.length < wanted.length);
    this.paint();
  }

  private showFilm(share: number): void {
    this.films.forEach((each, i) => this.views[i]?.view.setPlaces(each.at(share), each.frame));
  }

  /** Draws what has come of a map. */
  show({ places, done, says }: MapPart): void {
    places.forEach((points, i) => this.views[i]?.view.setPlaces(points));
    this.status.textContent = done < 1 ? `Drawing: ${Math.round(100 * done)} %` : says;
    this.isDrawing = done < 1;
    if (done === 1) this.paint();
  }

  fail(says: string): void {
    this.status.textContent = `The map could not be drawn: ${says}`;
  }

  private makeViews(models: number[]): void {
    if (models.join() === this.views.map(({ model }) => model).join()) return;
    this.places.replaceChildren();
    this.views = models.map((model) => {
      const { name, words } = this.around.models()[model];
      const canvas = element("canvas", {
        tabindex: "0",
        role: "img",
        "aria-label": `Map of words, ${name}: arrow keys move it, plus and minus change its size; the list above has the same neighbours`,
      });
      const view = new MapView(canvas, this.look);
      letBeMoved(
        view,
        this.look,
        () => this.views.forEach((each) => each.view.draw()),
        (id) => this.around.choose(words[id]),
      );
      const palette = element(
        "span",
        { class: "palette", hidden: "" },
        ...Array.from({ length: 11 }, () => element("i")),
      );
      this.places.append(element("figure", {}, element("figcaption", {}, name), canvas, palette));
      return { model, view };
    });
    this.box.querySelector<HTMLElement>(".moves")!.hidden = false;
    this.paint();
  }

  private zoom(by: number): void {
    if (by === 0) Object.assign(this.look, { x: 0, y: 0, zoom: 1 });
    else this.look.zoom = Math.min(200, Math.max(0.5, this.look.zoom * by));
    this.views.forEach(({ view }) => view.draw());
  }

  private paint(): void {
    this.listed.hidden = this.colour.value !== "my own list";
    let legend: string[] = [];
    for (const { model, view } of this.views) {
      const { words } = this.around.models()[model];
      const colouring = this.colouring(this.around.models()[model]);
      legend = colouring.legend;
      const ids = this.named.map((word) => this.around.models()[model].find(word));
      view.show({ words, colours: colouring.colours, named: ids.filter((id) => id !== undefined) });
    }
    this.legend.replaceChildren(
      ...legend.map((text, i) => element("span", { class: `group-${i + 1}` }, text)),
    );
  }

  private colouring({ words, counts }: WordModel): Colouring {
    if (this.colour.value === "group") return byGroup(words, this.around.groups);
    if (this.colour.value === "my own list") return byGroup(words, readGroups(this.list.value));
    if (this.colour.value === "count" && counts) return byCount(counts);
    return { colours: new Uint8Array(words.length), legend: [] };
  }
}

function filmText([first, ...others]: readonly WordFilm[], isOneMissing: boolean): string {
  const words = Math.min(...[first, ...others].map((each) => each.words)).toLocaleString("en-US");
  const all = `${first.moments.length} pictures of the ${words} most frequent words, in the plane in which they differ most at the end.`;
  return isOneMissing ? `${all} No film was taken of the other model.` : all;
}

/** A choice whose values are its texts. */
export function select(name: string, texts: readonly string[]): HTMLSelectElement {
  const options = texts.map((text) => element("option", { value: text }, text));
  return element("select", { "aria-label": name }, ...options);
}

/** A choice or a field with its name before it. */
export function labelled(field: HTMLElement): HTMLElement {
  return element("label", {}, element("span", {}, field.getAttribute("aria-label") ?? ""), field);
}
