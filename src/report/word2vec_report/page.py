"""What surrounds the cells: title, contents, foot, styles, scripts and the policy that admits only these."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

import bleach

from .foot import RUN, foot
from .outputs import PICTURES, script_json

HEADLINE = "application/vnd.word2vec.headline+json"


def page(nb, name: str, outline, outputs, assets: Path, machine: dict) -> dict:
    """The values that the template prints. `assets` is the folder of the installed template."""

    def asset(file: str) -> str:
        return (assets / file).read_text("utf-8")

    title = _plain(outline.headings[0]["html"]) if outline.headings else nb.metadata.get("title", name)
    behaviour = asset("plot-theme.js") + asset("page.js")
    scripts = [asset("plotly.min.js"), behaviour] if outputs.has_plot else [behaviour]
    bundles = [output.data for cell in nb.cells for output in cell.get("outputs", []) if "data" in output]
    return {
        "title": title,
        "has_title": bool(outline.headings),
        "contents": [heading for heading in outline.headings if heading["level"] in (2, 3)],
        "foot": foot([data[RUN] for data in bundles if RUN in data], machine),
        "style": "\n".join([asset("math.css"), asset("style.css"), *dict.fromkeys(outputs.styles)]),
        "scripts": scripts,
        "policy": _policy(scripts),
        "themes": asset("plot-themes.json"),
        "summary": script_json(_summary(nb, title, bundles)),
    }


def _policy(scripts: list[str]) -> str:
    """Nothing from elsewhere; of scripts only these, word for word. Plots and formulas style themselves."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _summary(nb, title: str, bundles: list[dict]) -> dict:
    """What the index shows of this page."""
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
