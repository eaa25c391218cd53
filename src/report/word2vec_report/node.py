"""The two things that Python leaves to Node: formulas to MathML, and plots to pictures."""

import json
import subprocess
from html import escape
from pathlib import Path


def typeset(formulas: list[dict], machine: dict, log) -> list[str]:
    """MathML of each formula. One that TeX refuses is shown as its source, with a warning."""
    shown = []
    for formula, answer in zip(formulas, _ask(machine, "typeset.js", formulas)):
        if "error" in answer:
            log.warning("Formula %s: %s", formula["tex"], answer["error"])
        shown.append(answer.get("mathml") or f'<code class="refused">{escape(formula["tex"])}</code>')
    return shown


def drawn(figures: list[dict], machine: dict) -> list[dict | None]:
    """A light and a dark picture of each figure, or nothing where no browser is found."""
    return _ask(machine, "draw.js", figures)


def _ask(machine: dict, program: str, wanted: list) -> list:
    if not wanted:
        return []
    command = [machine["node"], str(Path(machine["root"], "dist", "report", program))]
    answer = subprocess.run(command, input=json.dumps(wanted), capture_output=True, text=True, encoding="utf-8")
    if answer.returncode != 0:
        raise RuntimeError(f"{program} requires a working build, got: {answer.stderr.strip()}")
    return json.loads(answer.stdout)
