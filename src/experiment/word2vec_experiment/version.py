"""Checks that a machine would give the results that were planned."""

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path


class WrongVersion(Exception):
    """This machine has other code or another text than the run was planned with."""


def require_version(root: Path, wanted: dict) -> None:
    """Refuses a run if this machine has other code or another text than it was planned with.

    Args:
        root: the checkout
        wanted: `code`, the SHA-256 of `files`; `corpus`, a name or an absolute path, and its `sha256`
    """
    code = code_version(root, wanted["files"])
    if code != wanted["code"]:
        raise WrongVersion(f"the code in dist/ must be of version {wanted['code'][:8]}, got {code[:8]}")
    found = corpus_hash(root, wanted["corpus"])
    if found != wanted["sha256"]:
        raise WrongVersion(f"corpus {wanted['corpus']} must have SHA-256 {wanted['sha256'][:12]}, got {found[:12]}")


def code_version(root: Path, files: list[str]) -> str:
    """SHA-256 over the names and contents of compiled files, as src/files/code-closure.ts computes it."""
    digest = hashlib.sha256()
    for name in files:
        file = root / name
        digest.update(name.encode() + b"\0" + (file.read_bytes() if file.is_file() else b"") + b"\0")
    return digest.hexdigest()


def corpus_hash(root: Path, corpus: str) -> str:
    """SHA-256 of a corpus file; `none` if there is no such file."""
    file = corpus_file(root, corpus)
    if not file.is_file():
        return "none"
    status = file.stat()
    return _file_hash(file, status.st_size, status.st_mtime_ns)


def corpus_file(root: Path, corpus: str) -> Path:
    """The file of a corpus, by its name or path."""
    known = json.loads((root / "data" / "corpora.json").read_text("utf-8"))
    if corpus == "sst" and os.environ.get("SST_PATH"):
        return Path(os.environ["SST_PATH"])
    return root / "data" / "cache" / known[corpus]["file"] if corpus in known else Path(corpus)


@lru_cache
def _file_hash(file: Path, _size: int, _changed: int) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
