/**
 * Installs the report's nbconvert template, with all it inlines, in a Python environment. The file
 * src/setup/jupyter/etc/jupyter/jupyter_nbconvert_config.py makes it the default of nbconvert, and
 * jupyter_server_config.py that of JupyterLab's menu.
 * Idempotent; needs the npm packages, and the build when a page is made.
 */
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { inScript } from "../pages/in-script.mjs";

const require = createRequire(import.meta.url);

/**
 * @param {string} root the checkout
 * @param {string} venv the environment's folder, such as `.venv`
 * @returns {Promise<string[]>} the files that were written; none if all were up to date
 */
export async function installReport(root, venv) {
  const here = path.join(root, "src", "report");
  const share = path.join(venv, "share", "jupyter", "nbconvert", "templates", "word2vec");
  const files = [
    ...copies(path.join(here, "template"), share),
    ...copies(path.join(here, "word2vec_report"), path.join(sitePackages(venv), "word2vec_report")),
    [path.join(share, "plotly.min.js"), await minifiedPlotly(root)],
    [path.join(share, "plotly-cartesian.min.js"), smallPlotly()],
    [path.join(share, "math.css"), mathStyle(root)],
    [path.join(share, "machine.json"), JSON.stringify(machine(root), null, 2)],
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

/** Minification takes more than a second, so the result is cached by version. */
async function minifiedPlotly(root) {
  const cached = path.join(
    root,
    ".cache",
    "report",
    `plotly-${packageVersion(root, "plotly.js-dist")}.min.js`,
  );
  if (fs.existsSync(cached)) return fs.readFileSync(cached);
  const { transform } = await import("esbuild");
  const source = fs.readFileSync(require.resolve("plotly.js-dist"), "utf8");
  const { code } = await transform(source, { minify: true, legalComments: "inline", target: "es2020" });
  const script = inScript(code);
  writeIfChanged(cached, script);
  return Buffer.from(script);
}

/** The build of Plotly that knows what is drawn on two straight axes, as the chapters' plots are: a third as large. */
function smallPlotly() {
  return Buffer.from(inScript(fs.readFileSync(require.resolve("plotly.js-cartesian-dist-min"), "utf8")));
}

/**
 * Makes JupyterLab show formulas and plots as the report's pages do, by a style sheet in its configuration.
 *
 * @param {string} root the checkout
 * @param {string} jupyterConfig the folder of the configuration
 */
export function installLabStyle(root, jupyterConfig) {
  const own = fs.readFileSync(path.join(root, "src", "report", "template", "jupyterlab.css"), "utf8");
  return writeIfChanged(path.join(jupyterConfig, "custom", "custom.css"), `${mathStyle(root)}\n${own}`);
}

/** Temml's style sheet with the font for formulas inside, and the project's own rules. */
function mathStyle(root) {
  const rules = fs.readFileSync(path.join(path.dirname(require.resolve("temml")), "Temml-Local.css"), "utf8");
  const fonts = path.join(path.dirname(require.resolve("@fontsource/stix-two-math/package.json")), "files");
  const font = fs.readFileSync(path.join(fonts, "stix-two-math-latin-400-normal.woff2")).toString("base64");
  const own = fs.readFileSync(path.join(root, "src", "report", "template", "formulas.css"), "utf8");
  return `@font-face { font-family: "STIX Two Math"; src: url("data:font/woff2;base64,${font}") format("woff2"); }
${rules.replace(/\/\*[\s\S]*?\*\//g, "").replace(/@font-face\s*\{[^}]*\}/, "")}
${own}`;
}

/** What the Python side cannot find out itself. */
function machine(root) {
  const packages = ["typescript", "tslab", "plotly.js-dist", "temml"];
  const versions = Object.fromEntries(packages.map((name) => [name, packageVersion(root, name)]));
  return { root, node: process.execPath, versions: { node: process.versions.node, ...versions } };
}

function packageVersion(root, name) {
  return JSON.parse(fs.readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")).version;
}

function writeIfChanged(file, content) {
  if (fs.existsSync(file) && fs.readFileSync(file).equals(Buffer.from(content))) return false;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.new`; // set-ups work one at a time, so one killed leaves nothing that stays
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
  return true;
}
