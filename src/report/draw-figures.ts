import type { Browser } from "playwright-core";
import { explainSystemError } from "../files/explain-error";
import { findChromium, launchChromium } from "./chromium";
import { FigureDrawer, type Pictures, type PlotlyJson } from "./pictures";

/** A figure and what a reader calls it. */
export interface NamedFigure {
  readonly name: string;
  readonly figure: PlotlyJson;
}

const longest = 60_000; // ms for a figure; the largest of the chapters takes one second

/**
 * Draws figures, one after another, in one browser. A figure without pictures keeps its text alternative, so nothing
 * here ends a page: no browser, one that does not start or that crashes, a figure that Plotly refuses.
 *
 * @param warn called with a line for each figure that was not drawn, or one line for all of them
 * @returns the pictures of each figure, null for one that was not drawn
 */
export async function drawFigures(
  figures: readonly NamedFigure[],
  warn: (line: string) => void,
  signal?: AbortSignal,
): Promise<(Pictures | null)[]> {
  const executablePath = findChromium(process.env);
  const none = figures.map(() => null);
  if (figures.length === 0) return none;
  if (executablePath === undefined) {
    const where = process.env.CHROME_PATH ? ` at CHROME_PATH, ${process.env.CHROME_PATH}` : "";
    warn(`no Chrome or Chromium was found${where}: plots get no static pictures`);
    return none;
  }
  const session = new Session(executablePath);
  const stop = (): void => void session.close();
  signal?.addEventListener("abort", stop);
  try {
    return await drawEach(figures, session, executablePath, warn, signal);
  } finally {
    signal?.removeEventListener("abort", stop);
    await session.close();
  }
}

async function drawEach(
  figures: readonly NamedFigure[],
  session: Session,
  executablePath: string,
  warn: (line: string) => void,
  signal?: AbortSignal,
): Promise<(Pictures | null)[]> {
  const pictures: (Pictures | null)[] = figures.map(() => null);
  for (const [i, { name, figure }] of figures.entries()) {
    let drawer: FigureDrawer;
    try {
      drawer = await session.drawer();
    } catch (error) {
      signal?.throwIfAborted();
      warn(`${executablePath} does not start (${briefReason(error)}): ${without(figures.length - i)}`);
      break;
    }
    try {
      pictures[i] = await within(longest, drawer.draw(figure));
    } catch (error) {
      signal?.throwIfAborted();
      warn(`${name} has no static picture: ${briefReason(error)}`);
      await session.restart();
    }
  }
  return pictures;
}

/** A browser and a page in it, made when they are first needed, and anew after a failure. */
class Session {
  private browser: Browser | undefined;
  private current: FigureDrawer | undefined;

  constructor(private readonly executablePath: string) {}

  async drawer(): Promise<FigureDrawer> {
    this.browser ??= await launchChromium(this.executablePath);
    return (this.current ??= await FigureDrawer.in(this.browser));
  }

  async restart(): Promise<void> {
    this.current = undefined;
    await this.close();
  }

  async close(): Promise<void> {
    const browser = this.browser;
    this.browser = undefined;
    await browser?.close().catch(() => {}); // it has crashed
  }
}

function without(count: number): string {
  return count === 1 ? "one plot has no static picture" : `${count} plots have no static pictures`;
}

/** The reason in an error of Playwright or Plotly, without the log and the call that come with it. */
export function briefReason(error: unknown): string {
  const [line] = String((error as Error).message ?? error).split("\n");
  const [, code, path] = /\b(E[A-Z]{2,}): [^']*(?:'([^']*)')?$/.exec(line) ?? []; // of Node, without its fields
  const system = code && explainSystemError(Object.assign(new Error(line), { code, path }));
  if (system) return system;
  if (/closed|crashed/i.test(line)) return "the browser ended";
  return line.replace(/^(?:\w+\.\w+: )?(?:\w*Error: )*/, "").trim() || "no reason was given";
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
