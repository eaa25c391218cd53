"""What surrounds the cells: title, contents, foot, styles, scripts and the policy that allows only these."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

import bleach

from .foot import RUN, foot
from .outputs import PICTURES, script_json

# The kinds of plotly.js-cartesian-dist-min that the chapters and most notebooks have. All others need the whole of Plotly.
CARTESIAN = {"bar", "box", "contour", "heatmap", "histogram", "histogram2d", "image", "pie", "scatter", "violin"}
HEADLINE = "application/vnd.word2vec.headline+json"


def page(nb, name: str, outline, outputs, assets: Path, machine: dict, failure: dict | None = None) -> dict:
    """The values for the template.

    Args:
        assets: the folder of the installed template
        failure: `error` and `cell` of a run that failed
    """

    def asset(file: str) -> str:
        return (assets / file).read_text("utf-8")

    title = _plain(outline.headings[0]["html"]) if outline.headings else nb.metadata.get("title", name)
    behaviour = asset("plot-theme.js") + asset("page.js")
    programs = [script for kind in ["book", *sorted(outputs.live)] if (script := _program(kind, machine)) is not None]
    plotly = "plotly-cartesian.min.js" if outputs.traces <= CARTESIAN else "plotly.min.js"
    scripts = [*programs, *([asset(plotly)] if outputs.traces else []), behaviour]  # Plotly takes longest
    styles = ["live.css", "training.css", *(["explorer.css"] if "explorer" in outputs.live else [])]
    live_styles = [asset(name) for name in styles] if outputs.live else []
    bundles = [output.data for cell in nb.cells for output in cell.get("outputs", []) if "data" in output]
    return {
        "title": title,
        "has_title": bool(outline.headings),
        "failure": failure and {**failure, "place": _place(failure.get("cell") or {})},
        "contents": [heading for heading in outline.headings if heading["level"] in (2, 3)],
        "foot": foot([data[RUN] for data in bundles if RUN in data], machine),
        # A sheet each, so that a book of pages has each once, and the font in the first.
        "styles": [asset("math.css"), asset("style.css"), *live_styles, *dict.fromkeys(outputs.styles)],
        "scripts": scripts,
        "policy": _policy(scripts, outputs.live),
        "themes": asset("plot-themes.json"),
        "summary": script_json(_summary(nb, title, bundles)),
    }


def _place(cell: dict) -> str:
    return f"Cell {cell['number']} (“{cell['id']}”)" if "number" in cell else "The cell of the parameters that were set"


def _program(kind: str, machine: dict) -> str | None:
    """The script that brings outputs of a kind to life. Where it is not built, the outputs stay as they are."""
    file = Path(machine["root"], "dist", "pages", f"{kind}.min.js")
    return file.read_text("utf-8") if file.exists() else None


def _policy(scripts: list[str], live: set[str]) -> str:
    """Nothing from elsewhere is loaded, and only these scripts run. Plots and formulas have inline styles.

    A worker that a script makes of itself has this policy, too. WebAssembly is compiled where something is trained.
    """
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    assembly = " 'wasm-unsafe-eval'" if "training" in live else ""
    worker_source = "worker-src blob:; " if live - {"playground"} else ""
    return (
        f"default-src 'none'; script-src {hashes}{assembly}; {worker_source}style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _summary(nb, title: str, bundles: list[dict]) -> dict:
    """The summary of this page, for the index."""
    prose = "".join(cell.metadata.report_html for cell in nb.cells if cell.cell_type == "markdown")
    first = re.search(r"<p>(.*?)</p>", prose, re.DOTALL)
    return {
        "title": title,
        "question": _plain(first[1]) if first else "",
        "headline": [item for data in bundles for item in data.get(HEADLINE, {}).get("items", [])],
        "thumbnail": next((data[PICTURES] for data in bundles if PICTURES in data), None),
    }


def _plain(html: str) -> str:
    """The words of some HTML."""
    return " ".join(unescape(bleach.clean(html, tags=set(), strip=True)).split())
