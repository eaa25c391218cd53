"""Cleans HTML for a page: known elements and attributes stay, everything else is shown as text."""

import re

import bleach
import tinycss2
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, ALLOWED_SVG_PROPERTIES

TEXT = (
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark meter ol p pre progress q s samp section small span strong "
    "sub summary sup table tbody td tfoot th thead tr tt u ul var"
).split()
MATHML = (
    "math annotation maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts "
    "mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics"
).split()
ATTRIBUTES = (
    "accent accentunder align alt checked class colspan columnalign columnspacing columnlines depth dir disabled "
    "display displaystyle encoding fence form height id label lang largeop linebreak linethickness lspace "
    "mathbackground mathcolor mathsize mathvariant max maxsize min minsize movablelimits notation open role "
    "rowalign rowlines rowspacing rowspan rspace scope scriptlevel separator start stretchy style symmetric "
    "tabindex title type value voffset width xmlns"
).split()
PROPERTIES = {
    *ALLOWED_CSS_PROPERTIES,
    *ALLOWED_SVG_PROPERTIES,
    *"""align-items align-content align-self background border border-block-end border-block-start border-bottom
    border-inline-start border-left border-radius border-right border-top border-color border-style border-width
    border-spacing box-sizing break-inside caption-side clip-path column-gap content counter-increment
    counter-reset flex flex-basis flex-direction flex-grow flex-shrink flex-wrap font-feature-settings
    font-size-adjust font-variant-numeric gap grid-area grid-column grid-row grid-template-columns
    grid-template-rows inline-size justify-content justify-items justify-self list-style list-style-type margin
    margin-block margin-bottom margin-inline margin-inline-start margin-left margin-right margin-top math-depth
    math-shift math-style max-height max-width min-height min-width opacity order outline outline-offset
    overflow-wrap overflow-x overflow-y padding padding-block padding-bottom padding-inline padding-inline-start
    padding-left padding-right padding-top place-items row-gap text-align text-underline-offset text-wrap
    transform vertical-align white-space word-break""".split(),
}
FETCHING = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "expression"}
ELSEWHERE = re.compile(r"#|(https?|mailto):", re.IGNORECASE)
STYLE_ELEMENT = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.IGNORECASE | re.DOTALL)
PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
UNUSABLE = re.compile(r"<(?=img\b(?![^>]*\bsrc=[\"']data:image/)|input\b(?![^>]*\btype=[\"']checkbox))", re.IGNORECASE)
NOTEBOOK_SCOPE = re.compile(r"\s*\.(derivation|proof|headline|run)[\w-]*")


def clean_html(html: str) -> str:
    """HTML of known elements only. No element that runs, loads, or holds raw text is kept.

    A picture from elsewhere would stay empty, so its source is shown as text.
    """
    return bleach.clean(
        UNUSABLE.sub("&lt;", html),
        tags={*TEXT, *MATHML},
        attributes=_allows,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=_Declarations(),
    )


def split_styles(html: str) -> tuple[str, list[str]]:
    """The HTML without its style elements, and their safe rules."""
    styles = [clean_stylesheet(css) for css in STYLE_ELEMENT.findall(html)]
    return STYLE_ELEMENT.sub("", html), [css for css in styles if css]


def clean_stylesheet(css: str) -> str:
    """Rules on the project's own classes, without anything that fetches."""
    return _clean_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _allows(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return tag == "img" and PICTURE.fullmatch(value) is not None
    if name == "href":  # a file that is named relative to the notebook is not beside the page
        return tag == "a" and ELSEWHERE.match(value) is not None
    if name == "data-page":
        return tag == "a"
    if tag == "input" and name == "type":
        return value == "checkbox"
    return name in ATTRIBUTES or name.startswith(("aria-", "data-formula"))


class _Declarations:
    """The sanitiser of style attributes that bleach calls."""

    def sanitize_css(self, style: str) -> str:
        return _clean_declarations(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True))


def _clean_rules(rules: list) -> str:
    kept = []
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
            inner = tinycss2.parse_stylesheet(rule.content, skip_comments=True, skip_whitespace=True)
            kept.append(f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}{{{_clean_rules(inner)}}}")
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude)
            body = _clean_declarations(tinycss2.parse_blocks_contents(rule.content))
            if all(NOTEBOOK_SCOPE.match(part) for part in selector.split(",")) and "<" not in selector and body:
                kept.append(f"{selector.strip()}{{{body}}}")
    return "\n".join(kept)


def _clean_declarations(nodes: list) -> str:
    kept = []
    for node in nodes:
        if node.type != "declaration" or _fetches(node.value):
            continue
        value = tinycss2.serialize(node.value).strip()
        if (node.lower_name in PROPERTIES or node.name.startswith("--")) and "<" not in value:
            kept.append(f"{node.name}: {value}{' !important' if node.important else ''}")
    return "; ".join(kept)


def _fetches(tokens: list) -> bool:
    for token in tokens:
        if token.type == "url" or (token.type == "function" and token.lower_name in FETCHING):
            return True
        if _fetches(getattr(token, "arguments", None) or getattr(token, "content", None) or []):
            return True
    return False
