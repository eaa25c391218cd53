/**
 * Puts the report's nbconvert template, with all it inlines, into a Python environment. That nbconvert takes it
 * by default, in the command and in JupyterLab's menu, is said in src/setup/jupyter/etc/jupyter/jupyter_config.json.
 * Idempotent; needs the npm packages, and the build when a page is made.
 */
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "..", "..");
const require = createRequire(import.meta.url);

/**
 * @param {string} venv the environment's folder, such as `.venv`
 * @returns {Promise<string[]>} the files that were written, none where all were as they should be
 */
export async function installReport(venv) {
  const share = path.join(venv, "share", "jupyter", "nbconvert", "templates", "word2vec");
  const files = [
    ...copies(path.join(here, "template"), share),
    ...copies(path.join(here, "word2vec_report"), path.join(sitePackages(venv), "word2vec_report")),
    [path.join(share, "plotly.min.js"), await minifiedPlotly()],
    [path.join(share, "math.css"), mathStyle()],
    [path.join(share, "machine.json"), JSON.stringify(machine(), null, 2)],
  ];
  return files.filter(([file, content]) => writeIfChanged(file, content)).map(([file]) => file);
}

function copies(from, to) {
  const names = fs.readdirSync(from, { withFileTypes: true }).filter((entry) => entry.isFile());
  return names.map(({ name }) => [path.join(to, name), fs.readFileSync(path.join(from, name))]);
}

function sitePackages(venv) {
  if (process.platform === "win32") return path.join(venv, "Lib", "site-packages");
  const python = fs.readdirSync(path.join(venv, "lib")).find((name) => /^python3\.\d+$/.test(name));
  if (!python) throw new Error(`installReport requires a Python environment, got ${venv}`);
  return path.join(venv, "lib", python, "site-packages");
}

/** Minifying takes more than a second, so the result is kept for its version. */
async function minifiedPlotly() {
  const cached = path.join(root, ".cache", "report", `plotly-${packageVersion("plotly.js-dist")}.min.js`);
  if (fs.existsSync(cached)) return fs.readFileSync(cached);
  const { transform } = await import("esbuild");
  const source = fs.readFileSync(require.resolve("plotly.js-dist"), "utf8");
  const { code } = await transform(source, { minify: true, legalComments: "inline", target: "es2020" });
  const script = code
    .replace(/<\/script/gi, "<\\/script")
    .replace(/<!--/g, "<\\!--")
    .trimEnd();
  writeIfChanged(cached, script);
  return Buffer.from(script);
}

/** Makes JupyterLab show formulas and plots as the report's pages do: it loads this file of its configuration. */
export function installLabStyle(jupyterConfig) {
  const own = fs.readFileSync(path.join(here, "template", "jupyterlab.css"), "utf8");
  return writeIfChanged(path.join(jupyterConfig, "custom", "custom.css"), `${mathStyle()}\n${own}`);
}

/** Temml's rules, with the one font that formulas need inside them, and the project's own. */
function mathStyle() {
  const rules = fs.readFileSync(path.join(path.dirname(require.resolve("temml")), "Temml-Local.css"), "utf8");
  const fonts = path.join(path.dirname(require.resolve("@fontsource/stix-two-math/package.json")), "files");
  const font = fs.readFileSync(path.join(fonts, "stix-two-math-latin-400-normal.woff2")).toString("base64");
  const own = fs.readFileSync(path.join(here, "template", "formulas.css"), "utf8");
  return `@font-face { font-family: "STIX Two Math"; src: url("data:font/woff2;base64,${font}") format("woff2"); }
${rules.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@font-face\s*\{[^}]*\}/, "")}
${own}`;
}

/** What the Python side cannot know by itself. */
function machine() {
  const packages = ["typescript", "tslab", "plotly.js-dist", "temml"];
  const versions = Object.fromEntries(packages.map((name) => [name, packageVersion(name)]));
  return { root, node: process.execPath, versions: { node: process.versions.node, ...versions } };
}

function packageVersion(name) {
  return JSON.parse(fs.readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")).version;
}

function writeIfChanged(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file).equals(Buffer.from(content))) return false;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
  return true;
}
