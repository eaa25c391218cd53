"""Outputs of cells to HTML, in the richest form that a page can show."""

import base64
import json
from html import escape

from nbconvert.filters import ansi2html

from .controls import LIVE, Controls
from .markdown import Formulas, markdown_html, with_scrolling_tables
from .sanitise import clean_html, split_styles

PLOTLY = "application/vnd.plotly.v1+json"
PICTURES = "application/vnd.word2vec.pictures+json"
LIVE_KINDS = {"derivation", "explorer", "playground", "training"}  # each has a program of that name, which src/pages makes
ASLEEP = "<noscript><p><small>This part of the page needs JavaScript; in JupyterLab, press Trust HTML above.</small></p></noscript>"
IMAGES = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]
RICHEST_FIRST = [PLOTLY, "text/html", "text/markdown", "text/latex", *IMAGES, "text/plain"]


class Outputs:
    """Turns outputs into HTML, and collects their formulas and style sheets."""

    def __init__(self, formulas: Formulas, controls: Controls) -> None:
        self._formulas = formulas
        self._controls = controls
        self.styles: list[str] = []
        self.traces: set[str] = set()  # kinds that the plots have
        self.live: set[str] = set()

    def html(self, output: dict) -> str:
        if output["output_type"] == "stream":
            return f'<pre class="{escape(output["name"])}">{ansi2html(_text(output["text"]))}</pre>'
        if output["output_type"] == "error":
            lines = "\n".join(output["traceback"]) or f'{output["ename"]}: {output["evalue"]}'
            return f'<pre class="stderr">{ansi2html(lines)}</pre>'
        return self._rich(self._controls.as_left(output["data"]))

    def _rich(self, data: dict) -> str:
        mime = next((known for known in RICHEST_FIRST if known in data), None)
        if mime == PLOTLY:
            self.traces |= {trace.get("type", "scatter") for trace in data[PLOTLY].get("data", [])} or {"scatter"}
            return _plot(data)
        if mime == "text/html":
            html, styles = split_styles(_text(data[mime]))
            self.styles += styles
            return self._alive(data.get(LIVE, {}), with_scrolling_tables(clean_html(html)))
        if mime == "text/markdown":
            html, styles = markdown_html(_text(data[mime]), self._formulas)
            self.styles += styles
            return html
        if mime == "text/latex":
            return f"<p>{self._latex(_text(data[mime]).strip())}</p>"
        if mime in IMAGES:
            return _image(mime, data)
        if mime == "text/plain":
            return f"<pre>{ansi2html(_text(data[mime]))}</pre>"
        return f"<pre>{escape(', '.join(data))}: a page cannot show any of these forms</pre>"

    def _alive(self, live: dict, still: str) -> str:
        """What the page's program brings to life says what it is, with its data beside its still form."""
        kind = live.get("kind")
        if kind not in LIVE_KINDS:
            return still
        self.live.add(kind)
        data = f'<script type="application/json">{script_json(live.get("data", {}))}</script>'
        return f'{ASLEEP}<div data-live="{kind}">{data}{still}</div>'

    def _latex(self, tex: str) -> str:
        for mark in ("$$", "$"):
            if tex.startswith(mark) and tex.endswith(mark) and len(tex) > 2 * len(mark):
                return self._formulas.hold(tex[len(mark) : -len(mark)], display=mark == "$$")
        return self._formulas.hold(tex, display=True)


def alternative(data: dict) -> str:
    """The text alternative of a plot."""
    return _text(data.get("text/plain", "A plot without a description"))


def script_json(value: object) -> str:
    """JSON that can stand in a script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _plot(data: dict) -> str:
    words = escape(alternative(data))
    pictures = data.get(PICTURES)
    still = (
        "".join(f'<img class="for-{theme}" alt="{words}" src="{escape(pictures[theme])}">' for theme in ("light", "dark"))
        if pictures
        else f'<p class="alternative">{words}</p>'
    )
    figure = {"data": data[PLOTLY].get("data", []), "layout": data[PLOTLY].get("layout", {})}
    if data[PLOTLY].get("frames"):
        figure["frames"] = data[PLOTLY]["frames"]
    source = f'<script type="application/json" data-figure>{script_json(figure)}</script>'
    return f'<figure class="plot" aria-label="{words}">{still}{source}</figure>'


def _image(mime: str, data: dict) -> str:
    content = _text(data[mime])
    if mime == "image/svg+xml":
        content = base64.b64encode(content.encode()).decode()
    return f'<img alt="{escape(_text(data.get("text/plain", "A picture")))}" src="data:{mime};base64,{escape(content)}">'


def _text(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
