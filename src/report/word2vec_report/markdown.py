"""Markdown to HTML. Formulas are kept for typesetting, headings are numbered in order and listed."""

import re
import secrets
from html import escape

import bleach
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from .sanitise import clean_html, split_styles

NOTEBOOK_LINK = re.compile(r"(?!\w+:)([^?#]+)\.ipynb(#.*)?")

WORD_JOINER = "\u2060"
PERCENT = re.compile(r"(?<=\d) (?=%)")


class Formulas:
    """Formulas of one notebook: each is replaced by a mark that no author can guess, and later by MathML."""

    def __init__(self) -> None:
        self.wanted: list[dict] = []
        self._nonce = secrets.token_hex(8)

    def hold(self, tex: str, display: bool) -> str:
        self.wanted.append({"tex": tex, "display": display})
        kind = "formula display" if display else "formula"
        return f'<span class="{kind}" data-formula="{self._nonce}-{len(self.wanted) - 1}"></span>'

    def insert(self, html: str, typeset: list[str]) -> str:
        """`html` with its formula in each mark. A line does not end between a formula and what stands beside it.

        A browser may end a line beside MathML whatever stands there, but not within a span that forbids it: a word joiner in
        the span holds the sign outside of it.
        """
        mark = re.compile(rf'(?P<before>[^\s>])?(?P<span><span class="(?P<kind>[a-z ]+)") data-formula="{self._nonce}-(?P<n>\d+)"></span>(?P<after>(?=(?:</\w+>)*[^\s<]))?')

        def formula(found: re.Match) -> str:
            inline = found["kind"] == "formula"
            begin = WORD_JOINER if inline and found["before"] else ""
            end = WORD_JOINER if inline and found["after"] is not None else ""
            return f"{found['before'] or ''}{found['span']}>{begin}{typeset[int(found['n'])]}{end}</span>"

        return mark.sub(formula, html)


class Outline:
    """The headings so far. Levels are compressed, so that none is skipped."""

    def __init__(self) -> None:
        self.headings: list[dict] = []
        self._open: list[int] = []
        self._ids: dict[str, int] = {}

    def add(self, html: str, level: int) -> dict:
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        label = bleach.clean(clean_html(html), tags={"span", "code", "em", "strong"}, attributes=["class", "data-formula"], strip=True)
        heading = {"level": len(self._open), "id": self._unused_id(html), "html": label}
        self.headings.append(heading)
        return heading

    def _unused_id(self, html: str) -> str:
        words = re.sub(r"[^\w]+", "-", bleach.clean(html, tags=set(), strip=True)).strip("-") or "section"
        self._ids[words] = self._ids.get(words, 0) + 1
        return words if self._ids[words] == 1 else f"{words}-{self._ids[words]}"


class _Renderer(IPythonRenderer):
    def __init__(self, formulas: Formulas, outline: Outline | None, **options) -> None:
        super().__init__(escape=False, embed_images=True, exclude_anchor_links=True, **options)
        self._formulas = formulas
        self._outline = outline

    def block_math(self, body: str) -> str:
        return self._formulas.hold(body, display=True)

    def inline_math(self, body: str) -> str:
        return self._formulas.hold(body, display=False)

    def latex_environment(self, name: str, body: str) -> str:
        return self._formulas.hold(f"\\begin{{{name}}}{body}\\end{{{name}}}", display=True)

    def text(self, text: str) -> str:
        """A number keeps its sign of percent beside it."""
        return super().text(PERCENT.sub("\u00a0", text))

    def block_html(self, html: str) -> str:
        return html

    def inline_html(self, html: str) -> str:
        return html

    def block_mermaidjs(self, code: str) -> str:
        return f"<pre><code>{escape(code)}</code></pre>"

    def heading(self, text: str, level: int, **attrs) -> str:
        if self._outline is None:
            return f'<p class="heading">{text}</p>'
        heading = self._outline.add(text, level)
        return f'<h{heading["level"]} id="{escape(heading["id"])}">{text}</h{heading["level"]}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link to another chapter names its page; it leads there once the report knows that the page is beside."""
        chapter = NOTEBOOK_LINK.fullmatch(url)
        if not chapter:
            return super().link(text, url, title)
        return f'<a data-page="{escape(f"{chapter[1]}.html{chapter[2] or str()}")}">{text}</a>'


def markdown_html(source: str, formulas: Formulas, outline: Outline | None = None, **options) -> tuple[str, list[str]]:
    """Safe HTML of a markdown text, and its style sheets. Headings are added to the outline, if there is one."""
    source, styles = split_styles(source)
    html = MarkdownWithMath(renderer=_Renderer(formulas, outline, **options)).render(source)
    return with_scrolling_tables(clean_html(html)), styles


def with_scrolling_tables(html: str) -> str:
    return html.replace("<table", '<div class="scroll"><table').replace("</table>", "</table></div>")
