import { frameOf, type Frame } from "./map-frame";

/** Where a map is looked at: the middle of the view in the map's own coordinates, −1 to 1, and how much larger it is. */
export interface Look {
  x: number;
  y: number;
  zoom: number;
}

/** What a map shows of its words. */
export interface Shown {
  words: readonly string[];
  /** the colour of each word, an index into `colours` */
  colours: Uint8Array;
  /** words that are drawn first and always named: the chosen one, then its neighbours */
  named: readonly number[];
}

const margin = 0.92; // of the view that the whole map takes
const reach = 14; // pixels around the pointer in which a word is found
const cell = 6; // pixels of the grid that keeps names apart
const nameHeight = 14;
const mostTried = 6000; // words whose names are tried, so that a picture takes no longer with more of them

/**
 * Words as points on a canvas. A picture of 20,000 takes some milliseconds, so it follows the pointer; names stand where
 * there is room, those of chosen and frequent words first.
 */
export class MapView {
  private places = new Float32Array(0); // shape (n, 2), −1 to 1
  private shown: Shown = { words: [], colours: new Uint8Array(0), named: [] };
  private hovered: number | undefined;
  private waiting = false;
  private size = { width: 0, height: 0 }; // CSS pixels; reading it of the canvas takes longer than to draw a word
  private readonly widths = new Map<string, number>();

  /** @param look shared with the maps beside this one */
  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly look: Look,
  ) {}

  /**
   * @param points shape (n, 2), in any units
   * @param frame  what the view shows whole; one unit is as long either way
   */
  setPlaces(points: Float32Array, { middle, half }: Frame = frameOf(points)): void {
    this.places = points.map((value, i) => (value - middle[i % 2]) / half);
    this.draw();
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.draw();
  }

  /** Draws with the next frame, once, however often it is asked for. */
  draw(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.paint();
    });
  }

  /** The word at a point of the canvas, in CSS pixels from its corner. */
  wordAt(x: number, y: number): number | undefined {
    let best: number | undefined;
    let least = reach;
    for (let id = 0; 2 * id < this.places.length; id++) {
      const [px, py] = this.pixel(id);
      const distance = Math.hypot(px - x, py - y);
      if (distance < least) [best, least] = [id, distance];
    }
    return best;
  }

  hover(id: number | undefined): void {
    if (this.hovered === id) return;
    this.hovered = id;
    this.draw();
  }

  /** Pixels that one unit of the map takes. */
  get unit(): number {
    return (Math.min(this.size.width, this.size.height) / 2) * margin * this.look.zoom;
  }

  private pixel(id: number, unit = this.unit): [number, number] {
    return [
      this.size.width / 2 + (this.places[2 * id] - this.look.x) * unit,
      this.size.height / 2 - (this.places[2 * id + 1] - this.look.y) * unit,
    ];
  }

  private paint(): void {
    const { canvas } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    this.size = { width, height };
    const context = canvas.getContext("2d");
    if (!context || width === 0) return;
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const palette = readPalette(canvas);
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = palette.paper; // around names
    this.paintPoints(context, palette);
    this.paintNames(context, palette);
  }

  private paintPoints(context: CanvasRenderingContext2D, palette: Palette): void {
    const { width, height } = this.size;
    const { unit } = this;
    const n = this.places.length / 2;
    const { colours } = this.shown;
    const members = new Uint32Array(palette.colours.length);
    for (let id = 0; id < n; id++) members[colours[id]] += 1;
    const crowded = n * 9 > width * height * 0.2 * this.look.zoom ** 2;
    for (const [colour, count] of members.entries()) {
      const side = colour > 0 && count < 500 ? 6 : crowded ? 2 : 4;
      context.fillStyle = palette.colours[colour];
      context.globalAlpha = colour === 0 && count < n ? 0.55 : 0.85;
      for (let id = 0; id < n; id++) {
        if (colours[id] !== colour) continue;
        const [x, y] = this.pixel(id, unit);
        if (x > -side && y > -side && x < width + side && y < height + side)
          context.fillRect(x - side / 2, y - side / 2, side, side);
      }
    }
    context.globalAlpha = 1;
  }

  private paintNames(context: CanvasRenderingContext2D, palette: Palette): void {
    const { width, height } = this.size;
    const { unit } = this;
    const n = this.places.length / 2;
    const names = new NamePlaces(width);
    const { named, words, colours } = this.shown;
    const first = [...(this.hovered === undefined ? [] : [this.hovered]), ...named].filter((id) => id < n);
    const coloured = [...colours.keys()].filter((id) => colours[id] > 0 && id < n);
    const rest = Array.from({ length: Math.min(n, mostTried) }, (_, id) => id);
    context.textBaseline = "middle";
    for (const id of new Set([...first, ...coloured.slice(0, mostTried), ...rest])) {
      const [x, y] = this.pixel(id, unit);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const isFirst = first.includes(id);
      if (isFirst) paintDot(context, palette, x, y, id === named[0] ? 5.5 : 4);
      const wide = this.widthOf(context, words[id], isFirst);
      const left = x + 5 + wide > width ? x - 5 - wide : x + 5;
      const isFree = names.take(left, y, wide);
      if (!isFree && id !== this.hovered && id !== named[0]) continue;
      context.font = fontOf(isFirst);
      context.fillStyle = isFirst || colours[id] > 0 ? palette.ink : palette.quiet;
      context.strokeText(words[id], left, y);
      context.fillText(words[id], left, y);
    }
  }

  private widthOf(context: CanvasRenderingContext2D, word: string, isFirst: boolean): number {
    const key = `${isFirst ? "b" : ""}${word}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      context.font = fontOf(isFirst);
      this.widths.set(key, (width = context.measureText(word).width));
    }
    return width;
  }
}

const fontOf = (isFirst: boolean): string => `${isFirst ? "600 13px" : "12px"} system-ui, sans-serif`;

function paintDot(
  context: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  y: number,
  radius: number,
): void {
  context.fillStyle = palette.chosen;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** The cells of a grid that names have taken, so that no two stand over one another. */
class NamePlaces {
  private readonly taken = new Set<number>();
  private readonly columns: number;

  constructor(width: number) {
    this.columns = Math.ceil(width / cell) + 1;
  }

  /** Takes the cells of a name, if all are free. */
  take(left: number, middle: number, wide: number): boolean {
    const cells: number[] = [];
    const [top, bottom] = [middle - nameHeight / 2, middle + nameHeight / 2].map((y) => Math.floor(y / cell));
    for (let y = top; y <= bottom; y++)
      for (let x = Math.floor(left / cell); x <= Math.floor((left + wide) / cell); x++) {
        if (this.taken.has(y * this.columns + x)) return false;
        cells.push(y * this.columns + x);
      }
    for (const each of cells) this.taken.add(each);
    return true;
  }
}

/** Colours of the page as it is now, light or dark; they are written in the style sheet. */
interface Palette {
  ink: string;
  quiet: string;
  paper: string;
  chosen: string;
  /** of words without a group, then of the groups */
  colours: string[];
}

function readPalette(canvas: HTMLCanvasElement): Palette {
  const probe = canvas.parentElement?.querySelectorAll<HTMLElement>(".palette > i") ?? [];
  const [ink, quiet, paper, chosen, ...colours] = [...probe].map((each) => getComputedStyle(each).color);
  return { ink, quiet, paper, chosen, colours };
}
