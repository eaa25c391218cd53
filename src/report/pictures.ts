import fs from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { inCheckout } from "../files/checkout";

/** A Plotly figure in a notebook. */
export interface PlotlyJson {
  data: unknown[];
  layout?: { height?: number; title?: { text?: string } };
}

/** A plot by its place in the page and its title. @param i its place, from 0 */
export function plotName(i: number, { layout }: PlotlyJson): string {
  const title = layout?.title?.text?.replace(/<[^>]*>/g, "");
  return title ? `plot ${i + 1} ("${title}")` : `plot ${i + 1}`;
}

/** A plot as two SVG data URLs, for light and for dark pages. */
export interface Pictures {
  light: string;
  dark: string;
}

const template = inCheckout("src/report/template");
const width = 720; // CSS pixels, the width of a page's column

/** Runs in the browser. Plotly numbers parts of a picture at random; a seed makes the same plot the same file. */
const drawInPage = `async function picture(figure, colours, width, height) {
  let state = 1;
  Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const layout = themedLayout(figure.layout ?? {}, colours);
  const address = await Plotly.toImage({ data: figure.data, layout }, { format: "svg", width, height });
  return decodeURIComponent(address.slice(address.indexOf(",") + 1));
}`;

/** Draws figures in one browser page. */
export class FigureDrawer {
  private constructor(
    private readonly page: Page,
    private readonly themes: Record<"light" | "dark", object>,
  ) {}

  /** Loads Plotly into a blank page without a network. */
  static async in(browser: Browser): Promise<FigureDrawer> {
    const page = await browser.newPage({ offline: true });
    await page.route("**", (route) => route.abort());
    await page.addScriptTag({ path: require.resolve("plotly.js-dist") });
    await page.addScriptTag({ path: path.join(template, "plot-theme.js") });
    await page.addScriptTag({ content: drawInPage });
    return new FigureDrawer(
      page,
      JSON.parse(fs.readFileSync(path.join(template, "plot-themes.json"), "utf8")),
    );
  }

  async draw(figure: PlotlyJson): Promise<Pictures> {
    return { light: await this.drawTheme(figure, "light"), dark: await this.drawTheme(figure, "dark") };
  }

  private async drawTheme(figure: PlotlyJson, theme: "light" | "dark"): Promise<string> {
    const inputs = [figure, this.themes[theme], width, figure.layout?.height ?? 420];
    const svg = await this.page.evaluate<string>(`picture(...${JSON.stringify(inputs)})`);
    return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  }
}
