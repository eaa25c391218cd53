"""Calls Node for what Python cannot do: formulas to MathML, plots to pictures."""

import json
import subprocess
from html import escape
from pathlib import Path


def typeset(formulas: list[dict], machine: dict, log) -> list[str]:
    """MathML of each formula. A formula with an error is shown as its source, with a warning."""
    shown = []
    for formula, answer in zip(formulas, _ask(machine, "typeset.js", formulas)):
        if "error" in answer:
            log.warning("formula %s has an error: %s", formula["tex"], answer["error"])
        shown.append(answer.get("mathml") or f'<code class="refused">{escape(formula["tex"])}</code>')
    return shown


def drawn(figures: list[dict], machine: dict, log) -> list[dict | None]:
    """A light and a dark picture of each figure; None for one that was not drawn, with a warning that says why."""
    if not figures:
        return []
    try:
        answer = _ask(machine, "draw.js", figures)
    except RuntimeError as error:
        log.warning("plots have no static pictures: %s", error)
        return [None] * len(figures)
    for warning in answer["warnings"]:
        log.warning(warning)
    return answer["pictures"]


def _ask(machine: dict, program: str, wanted: list):
    if not wanted:
        return []
    command = [machine["node"], str(Path(machine["root"], "dist", "report", program))]
    answer = subprocess.run(command, input=json.dumps(wanted), capture_output=True, text=True, encoding="utf-8")
    if answer.returncode != 0:
        raise RuntimeError(f"{program} requires a working build, got: {answer.stderr.strip()}")
    return json.loads(answer.stdout)
