"""JupyterLab's menu exports pages with the project's template; jupyter_nbconvert_config.py is for the command.

After a notebook was saved, git compares what it holds.

To git a file of another length than the index remembers is changed, before any filter is asked; a chapter with
outputs is longer than without. So the index forgets the lengths, which stages nothing, and the next `git status`
or `git pull` asks the filter (src/setup/steps/git-filter.mjs).
"""

import subprocess
import warnings
from pathlib import Path


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; nothing where it fails, or is not there."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return b""


def forget_length(model: dict, os_path: str, **_: object) -> None:
    """Puts a notebook's entry of the index there anew, as it is, without length and times."""
    if model["type"] != "notebook":
        return
    file = Path(os_path)
    entry = git(file.parent, "ls-files", "--stage", "--full-name", "-z", "--", file.name)
    if entry.count(b"\0") == 1:  # none: not git's; three: in the middle of a merge
        git(file.parent, "update-index", "-z", "--index-info", given=entry)


# Jupyter reads this file twice, and would warn that the second hook replaces the first.
warnings.filterwarnings("ignore", message="Overriding existing post_save_hook")
c.FileContentsManager.post_save_hook = forget_length  # noqa: F821, Jupyter gives c

c.HTMLExporter.template_name = "word2vec"  # noqa: F821
c.HTMLExporter.extra_template_basedirs = []  # noqa: F821, no folder beside a notebook takes its place
c.SlidesExporter.template_name = "reveal"  # noqa: F821
