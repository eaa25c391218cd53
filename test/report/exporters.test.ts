import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { after, before, test } from "node:test";
import { exportNotebooks, nbconvert, venv } from "./exported";

let folder: string;

before(async () => {
  folder = await exportNotebooks();
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What JupyterLab's menu downloads for a notebook of `folder`, its box "Sanitize HTML output" ticked. */
async function menuExport(file: string): Promise<string> {
  const port = await freePort();
  const options = [
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--IdentityProvider.token=t",
  ];
  const args = ["-m", "jupyter_server", ...options, `--ServerApp.root_dir=${folder}`];
  const server = spawn(path.join(venv, "bin", "python"), args, { stdio: "ignore" });
  try {
    const address = `http://127.0.0.1:${port}/nbconvert/html/${file}?download=false&sanitize_html=true&token=t`;
    for (let tries = 0; tries < 240; tries++) {
      const response = await fetch(address).catch(() => undefined);
      if (response !== undefined) return await response.text();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return assert.fail("the server did not answer within a minute");
  } finally {
    server.kill();
    await new Promise((resolve) => server.on("close", resolve));
  }
}

// Each side draws its pictures in a browser of its own: the same plot is the same file.
test("JupyterLab's menu exports the same page as the command, byte for byte", async () => {
  const fromMenu = await menuExport("chapter.ipynb");
  assert.ok(fromMenu === fs.readFileSync(path.join(folder, "chapter.html"), "utf8"), fromMenu.slice(0, 500));
});

test("where no browser is found, a page has the sentence that stands for each plot", () => {
  const args = ["--to", "html", "--output", "words", path.join(folder, "chapter.ipynb")];
  nbconvert(args, folder, { CHROME_PATH: path.join(folder, "no-browser") });
  const page = fs.readFileSync(path.join(folder, "words.html"), "utf8");
  assert.equal(page.match(/<p class="alternative">/g)?.length, 3);
  assert.match(page, /<p class="alternative">Running loss over 40,000 steps: it falls/);
});

test("a template that the user names wins, by option and by configuration, in the working folder too", () => {
  const file = path.join(folder, "chapter.ipynb");
  const mine = path.join(folder, "mine");
  fs.mkdirSync(mine);
  fs.writeFileSync(
    path.join(mine, "conf.json"),
    '{"base_template": "base", "mimetypes": {"text/html": true}}',
  );
  fs.writeFileSync(path.join(mine, "index.html.j2"), "a page of one's own");
  const settings = path.join(folder, "settings.json");
  fs.writeFileSync(settings, '{"TemplateExporter": {"template_name": "basic"}}');
  for (const [options, expected] of [
    [["--template", "lab"], /jp-Cell/],
    [["--template=mine"], /^a page of one's own$/],
    [["--config", settings], /^<div class="cell/m],
    [["--HTMLExporter.template_name=classic"], /id="notebook-container"/],
  ] as const) {
    nbconvert(["--to", "html", "--output", "named", ...options, file], folder);
    const page = fs.readFileSync(path.join(folder, "named.html"), "utf8");
    assert.match(page, expected, options.join(" "));
    assert.doesNotMatch(page, /word2vec-notebooks/, options.join(" "));
  }
});

test("other exports keep nbconvert's own template", () => {
  nbconvert(["--to", "markdown", path.join(folder, "chapter.ipynb")], folder);
  assert.match(fs.readFileSync(path.join(folder, "chapter.md"), "utf8"), /^```/m);
});

test("slides keep nbconvert's own template", () => {
  nbconvert(["--to", "slides", path.join(folder, "chapter.ipynb")], folder);
  assert.match(fs.readFileSync(path.join(folder, "chapter.slides.html"), "utf8"), /reveal/);
});

test("a folder named word2vec beside a notebook does not take the template's place", () => {
  fs.mkdirSync(path.join(folder, "templates", "word2vec"), { recursive: true });
  fs.mkdirSync(path.join(folder, "word2vec"));
  for (const where of ["templates/word2vec", "word2vec"]) {
    fs.writeFileSync(path.join(folder, where, "conf.json"), '{"base_template": "lab"}');
    fs.writeFileSync(path.join(folder, where, "index.html.j2"), "taken over");
  }
  nbconvert(["--to", "html", "--output", "again", path.join(folder, "chapter.ipynb")], folder);
  assert.match(fs.readFileSync(path.join(folder, "again.html"), "utf8"), /Content-Security-Policy/);
});
