"""One line that says what a cell of code does, for when its code is folded."""

import re

NAMED = re.compile(r"[a-z]+(-[a-z]+)*")
RANDOM = re.compile(r"[0-9a-f]{8}(-|$)|[a-f]{6,}$")
COMMENT = re.compile(r"(//|#)\s*(.+)")
IMPORT = re.compile(r"^import\s+(?:type\s+)?(?:\{([^}]*)\}|(\w+))", re.MULTILINE)
LONGEST = 90  # letters


def what_it_does(cell) -> str:
    """The comment that the cell begins with, or its name and the functions that it brings in, or its first line."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    if not lines:
        return ""
    comment = COMMENT.fullmatch(lines[0])
    if comment:
        return _short(comment[2])
    name = cell.get("id", "")
    if not NAMED.fullmatch(name) or RANDOM.match(name):
        return _short(next((line for line in lines if not line.startswith("import ")), lines[0]))
    brought = [part.strip() for found in IMPORT.findall(cell.source) for part in (found[0] or found[1]).split(",")]
    functions = [each for each in brought if re.fullmatch(r"[a-z]\w*", each) and each not in ("assert", "show")]
    words = name.replace("-", " ")
    return _short(f"{words}, with {', '.join(functions)}" if functions else words)


def _short(text: str) -> str:
    """Its first words, as many as there is room for; of a word that is longer than a line, its beginning."""
    if len(text) <= LONGEST:
        return text
    words, _, _ = text[: LONGEST - 1].rpartition(" ")
    return f"{(words or text[: LONGEST - 2]).rstrip(' ,;:')} …"
