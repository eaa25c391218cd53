"""The foot of a page: settings, seeds, corpus, versions, commit."""

import subprocess
from importlib.metadata import version

RUN = "application/vnd.word2vec.run+json"


def foot(runs: list[dict], machine: dict) -> list[tuple[str, str]]:
    """Names and values, in reading order. `machine` is the file that the installation wrote."""
    rows = [row for run in runs for row in _run_rows(run)]
    versions = {**machine["versions"], "nbconvert": version("nbconvert")}
    rows.append(("Versions", ", ".join(f"{name} {number}" for name, number in versions.items())))
    of_page = "Commit of this page" if any(run.get("runs") for run in runs) else "Commit"
    rows.append((of_page, commit(machine["root"])))
    return rows


def commit(root: str) -> str:
    """The checkout's commit, and whether files differ from it."""
    try:
        head = _git(root, "rev-parse", "--short=12", "HEAD")
    except (OSError, subprocess.SubprocessError):
        return "unknown: not a git checkout"
    try:
        changed = _git(root, "status", "--porcelain", "--untracked-files=no")  # slow in a new clone, where it filters each chapter
    except (OSError, subprocess.SubprocessError):
        return f"{head}, perhaps with uncommitted changes"
    return f"{head}, with uncommitted changes" if changed else head


def _git(root: str, *arguments: str) -> str:
    found = subprocess.run(
        ["git", "-C", root, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return found.stdout.strip()


def _run_rows(run: dict) -> list[tuple[str, str]]:
    corpus = run.get("corpus", {})
    rows = [("Corpus", f"{corpus.get('name', 'unnamed')}, SHA-256 {corpus.get('sha256', 'unknown')}")]
    for title in ("settings", "seeds", "runs"):
        if run.get(title):
            rows.append((title.capitalize(), ", ".join(f"{name} {_text(value)}" for name, value in run[title].items())))
    return rows


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)  # as the cell wrote it
