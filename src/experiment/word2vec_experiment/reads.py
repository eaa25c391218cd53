"""What a run has read: recorded while it runs, kept as `reads.json`, and compared by src/experiment/grid/finished-run.ts."""

import hashlib
import json
import os
from pathlib import Path

from .version import corpus_file

LOG = "reads.log"


def recording(root: Path, folder: Path) -> dict:
    """The environment in which Node records what it reads; see src/experiment/grid/record-reads.ts."""
    program = str(root / "dist" / "experiment" / "grid" / "record-reads.js").replace("\\", "\\\\").replace('"', '\\"')
    options = f'{os.environ.get("NODE_OPTIONS", "")} --require "{program}"'
    return {"NODE_OPTIONS": options.strip(), "WORD2VEC_READS": str(folder / LOG)}


def keep_reads(root: Path, folder: Path, version: dict) -> None:
    """Writes `reads.json`, unless the run has read nothing but the code and the text that its key knows."""
    log = folder / LOG
    if not log.exists():
        return
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    log.unlink()
    known = {os.path.normpath(root / name) for name in [*version["files"], corpus_file(root, version["corpus"])]}
    first: dict[str, str] = {}
    for kind, path, *_ in lines:
        first.setdefault(path, kind)
    written = {path for kind, path, *_ in lines if kind == "w"}
    found: dict[str, dict] = {"files": {}, "folders": {}, "exist": {}}
    for kind, path, size, changed in lines:
        # What the run itself made says nothing of where it began.
        if kind == "w" or first[path] == "w" or path in known or (kind == "e" and path in written):
            continue
        name = _name(root, path)
        if kind == "e":
            found["exist"][name] = changed is not None
        elif kind == "d":
            found["folders"][name] = sorted(os.listdir(path)) if os.path.isdir(path) else None
        elif not os.path.isdir(path):
            found["files"][name] = _state(path, size, changed, path in written)
    if any(found.values()):
        (folder / "reads.json").write_text(json.dumps({"format": 1, **found}, indent=1) + "\n", encoding="utf-8")


def _state(path: str, size, changed, own: bool) -> str:
    """The SHA-256 of a file, `none` if there is no file, `changed` if another program changed it during the run."""
    try:
        status = os.stat(path)
        if not own and (status.st_size, int(status.st_mtime_ns // 1e6)) != (size, changed and int(changed)):
            return "changed"
        with open(path, "rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return "none" if changed is None else "changed"


def _name(root: Path, path: str) -> str:
    """A path within the checkout relative to it, since other machines have other checkouts."""
    return Path(path).relative_to(root).as_posix() if Path(path).is_relative_to(root) else path
