"""Writes papermill's parameters in TypeScript. Each value is JSON, so that no value can become code."""

import json
import re
import subprocess
from functools import lru_cache

from jupyter_client.kernelspec import get_kernel_spec
from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator

from .checkout import ROOT

NAME = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)
KINDS = {bool: "boolean", (int, float): "number", str: "string", (list, tuple): "array", dict: "object", type(None): "null"}
WORDS = {"number": "a number", "string": "a text", "boolean": "true or false", "null": "null", "array": "a list", "object": "an object"}


class TypeScriptTranslator(Translator):
    """Assigns to the variables that the cell tagged `parameters` declares."""

    @classmethod
    def translate(cls, val) -> str:
        try:
            text = json.dumps(val, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise PapermillException(f"a parameter requires a value that JSON can express, got {val!r}") from error
        # An object literal would take the key __proto__ for its prototype; a parsed one does not.
        return f"JSON.parse({json.dumps(text)})" if isinstance(val, (dict, list, tuple)) else text

    @classmethod
    def assign(cls, name: str, str_val: str) -> str:
        if not NAME.fullmatch(name):
            raise PapermillException(f"a parameter requires a name of letters and digits, got {name!r}")
        return f"{name} = {str_val};"

    @classmethod
    def comment(cls, cmt_str: str) -> str:
        return "// " + " ".join(cmt_str.splitlines())

    @classmethod
    def inspect(cls, parameters_cell) -> list[Parameter]:
        """The variables of the cell, with their values and what is said of them."""
        return [
            Parameter(
                one["name"],
                next((kind for kind in one["allowed"] if isinstance(kind, str)), "None") if len(one["allowed"]) == 1 else "None",
                json.dumps(one["value"]) if "value" in one else "undefined",
                one["comment"],
            )
            for one in declared(parameters_cell["source"])
        ]


@lru_cache(maxsize=8)
def declared(source: str) -> list[dict]:
    """The parameters that a cell declares, as src/experiment/chapter/parameters.ts reads them, in the Node of the kernel."""
    program = ROOT / "dist" / "experiment" / "chapter" / "print-parameters.js"
    command = [get_kernel_spec("tslab").argv[0], str(program)]
    answer = subprocess.run(command, input=source, capture_output=True, encoding="utf-8", check=True, timeout=60)
    return json.loads(answer.stdout)


def refusal(parameter: dict, value) -> str | None:
    """What a parameter may be, if it may not be this value."""
    allowed = parameter["allowed"]
    kind = next((name for types, name in KINDS.items() if isinstance(value, types)), None)
    if kind in allowed or any(isinstance(one, dict) and one["literal"] == value for one in allowed):
        return None
    wanted = " or ".join(json.dumps(one["literal"]) if isinstance(one, dict) else WORDS[one] for one in allowed)
    return f"the parameter {parameter['name']} requires {wanted}, got {json.dumps(value)}"
