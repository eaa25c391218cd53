import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import type { JupyterLab } from "./jupyter-lab";

/** An output as a notebook file keeps it. */
export interface SavedOutput {
  output_type: string;
  data?: Record<string, unknown>;
  text?: string | string[];
  ename?: string;
  evalue?: string;
}

/** A cell as a notebook file keeps it. */
export interface SavedCell {
  cell_type: string;
  id: string;
  source: string | string[];
  execution_count?: number | null;
  outputs?: SavedOutput[];
}

/** Chapter 08 trains four runs the first time, in milliseconds. */
const longestCell = 600_000;

/** A notebook that is open in JupyterLab, worked as a person does it: menus, buttons, keys. */
export class NotebookView {
  readonly panel: Locator;

  private constructor(
    private readonly lab: JupyterLab,
    readonly page: Page,
    readonly name: string,
  ) {
    this.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)");
  }

  /** Opens a notebook from the file browser beside the launcher, in a folder if its name has one before a slash. */
  static async open(lab: JupyterLab, page: Page, name: string): Promise<NotebookView> {
    const [file, ...folders] = name.split("/").reverse();
    const item = (text: string): Locator =>
      page.locator(".jp-DirListing-item", { hasText: new RegExp(`^${text}`) });
    for (const folder of folders.reverse()) await item(folder).dblclick();
    await item(`${file}\\.ipynb`).dblclick();
    await page.locator(".lm-TabBar-tab.lm-mod-current", { hasText: file }).waitFor();
    const view = new NotebookView(lab, page, name);
    await view
      .cells()
      .nth(view.saved().length - 1)
      .waitFor({ state: "attached" });
    await view.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").waitFor();
    return view;
  }

  /** The cells as they were last saved; while JupyterLab writes the file it is not whole, and read again. */
  saved(): SavedCell[] {
    for (let look = 1; ; look++) {
      const text = fs.readFileSync(path.join(this.lab.root, "notebooks", `${this.name}.ipynb`), "utf8");
      try {
        return (JSON.parse(text) as { cells: SavedCell[] }).cells;
      } catch (error) {
        if (look === 200) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50); // milliseconds
      }
    }
  }

  cells(): Locator {
    return this.panel.locator(".jp-Notebook-cell");
  }

  /** The cell with an id, by its place in the file: the page does not say ids. */
  cell(id: string): Locator {
    const index = this.saved().findIndex((cell) => cell.id === id);
    assert.notEqual(index, -1, `${this.name} has no cell ${id}`);
    return this.cells().nth(index);
  }

  output(id: string): Locator {
    return this.cell(id).locator(".jp-OutputArea-output");
  }

  /** The text that a cell shows below it. */
  async shown(id: string): Promise<string> {
    await this.cell(id).scrollIntoViewIfNeeded(); // JupyterLab renders what is looked at
    return (await this.output(id).allTextContents()).join("\n");
  }

  /** Goes through the menus: `menu("File", "Save Notebook")`. */
  async menu(...names: string[]): Promise<void> {
    const dialogs = await this.page.locator(".jp-Dialog").allInnerTexts();
    assert.deepEqual(dialogs, [], "a dialog is open");
    for (const [i, name] of names.entries()) {
      const label = new RegExp(`^${name}…?$`);
      const item = this.page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel", { hasText: label }).first();
      await (i === 0 || i === names.length - 1 ? item.click() : item.hover());
    }
  }

  async button(command: string): Promise<void> {
    await this.panel.locator(`.jp-Toolbar [data-command="${command}"]`).click();
  }

  /** Replaces what a cell says, in its editor. */
  async edit(id: string, change: (source: string) => string): Promise<void> {
    const { source } = this.saved().find((cell) => cell.id === id) as SavedCell;
    const editor = this.cell(id).locator(".cm-content");
    await editor.scrollIntoViewIfNeeded();
    await editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(change(Array.isArray(source) ? source.join("") : source));
  }

  async runAll(): Promise<void> {
    const first = this.saved().find((cell) => cell.cell_type === "code") as SavedCell;
    await this.begins(first.id, () => this.menu("Run", "Run All Cells"));
  }

  /** Runs one cell and stays on it. */
  async run(id: string): Promise<void> {
    const cell = this.cell(id);
    await cell.scrollIntoViewIfNeeded();
    await cell.locator(".jp-InputPrompt").click();
    await this.begins(id, () => this.page.keyboard.press("ControlOrMeta+Enter"));
  }

  /** Does what runs a cell, and waits until its prompt is another: only then can one wait for its end. */
  private async begins(id: string, work: () => Promise<void>): Promise<void> {
    const before = await this.prompt(id);
    await work();
    for (let waited = 0; (await this.prompt(id)) === before; waited += 20) {
      assert.ok(waited < 30_000, `${id} has not begun to run, its prompt is ${before}`);
      await this.page.waitForTimeout(20);
    }
  }

  /** What stands left of a code cell: `[3]:`, or `[*]:` while it runs. */
  async prompt(id: string): Promise<string> {
    return (await this.cell(id).locator(".jp-InputPrompt").first().textContent()) ?? "";
  }

  /** Waits until no cell runs or waits for its turn. */
  async idle(): Promise<void> {
    const waiting = this.panel.locator(".jp-InputPrompt", { hasText: "*" });
    const kernel = this.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]");
    await kernel.waitFor({ timeout: longestCell });
    while ((await waiting.count()) > 0) {
      await waiting.first().waitFor({ state: "hidden", timeout: longestCell });
      await this.page.waitForTimeout(200);
    }
  }

  async save(): Promise<void> {
    await this.menu("File", "Save Notebook");
    await this.page
      .locator(".lm-TabBar-tab.lm-mod-current:not(.jp-mod-dirty)", { hasText: this.name })
      .waitFor();
  }

  /** Closes the notebook and ends its kernel. */
  async close(): Promise<void> {
    await this.menu("File", "Close and Shut Down Notebook");
    await this.page.locator(".jp-Dialog .jp-mod-accept").click();
    await this.page.locator(".lm-TabBar-tab", { hasText: this.name }).waitFor({ state: "detached" });
  }
}
