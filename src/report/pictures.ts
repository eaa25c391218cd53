import fs from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";

/** A Plotly figure as a notebook keeps it. */
export interface PlotlyJson {
  data: unknown[];
  layout?: { height?: number };
}

/** One plot as two SVG data addresses, for light and for dark pages. */
export interface Pictures {
  light: string;
  dark: string;
}

const template = path.join(__dirname, "..", "..", "src", "report", "template");
const width = 720; // CSS pixels, the width of a page's column

/** Runs in the browser. Plotly numbers the parts of a picture at random; seeded, the same plot is the same file. */
const drawInPage = `async function picture(figure, colours, width, height) {
  let state = 1;
  Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const layout = themedLayout(figure.layout ?? {}, colours);
  const address = await Plotly.toImage({ data: figure.data, layout }, { format: "svg", width, height });
  return decodeURIComponent(address.slice(address.indexOf(",") + 1));
}`;

/** Draws figures in one browser; {@link Draughtsman.draw} may be called for many. */
export class Draughtsman {
  private constructor(
    private readonly page: Page,
    private readonly themes: Record<"light" | "dark", object>,
  ) {}

  /** Loads Plotly into a blank page that can reach no network. */
  static async in(browser: Browser): Promise<Draughtsman> {
    const page = await browser.newPage({ offline: true });
    await page.route("**", (route) => route.abort());
    await page.addScriptTag({ path: require.resolve("plotly.js-dist") });
    await page.addScriptTag({ path: path.join(template, "plot-theme.js") });
    await page.addScriptTag({ content: drawInPage });
    return new Draughtsman(
      page,
      JSON.parse(fs.readFileSync(path.join(template, "plot-themes.json"), "utf8")),
    );
  }

  async draw(figure: PlotlyJson): Promise<Pictures> {
    return { light: await this.one(figure, "light"), dark: await this.one(figure, "dark") };
  }

  private async one(figure: PlotlyJson, theme: "light" | "dark"): Promise<string> {
    const inputs = [figure, this.themes[theme], width, figure.layout?.height ?? 420];
    const svg = await this.page.evaluate<string>(`picture(...${JSON.stringify(inputs)})`);
    return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  }
}
