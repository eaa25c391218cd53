"""How papermill writes parameters in TypeScript. Every value is JSON, so that no value can become code."""

import json
import re

from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator

NAME = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)
DECLARATION = re.compile(r"^let ([A-Za-z_$][\w$]*)(?:: [^=]+)? = (.+?);(?:\s*//\s*(.*))?$", re.ASCII | re.MULTILINE)
TYPES = {str: "string", bool: "boolean", int: "number", float: "number"}


class TypeScriptTranslator(Translator):
    """Assigns to variables that the cell tagged `parameters` has declared with `let`."""

    @classmethod
    def translate(cls, val) -> str:
        try:
            text = json.dumps(val, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise PapermillException(f"a parameter requires a value that JSON has, got {val!r}") from error
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
        """The variables of the cell, one a line: `let name = value; // what it means`."""
        return [
            Parameter(name, _type_of(value), value, meaning)
            for name, value, meaning in DECLARATION.findall(parameters_cell["source"])
        ]


def _type_of(value: str) -> str:
    try:
        return TYPES.get(type(json.loads(value)), "None")
    except ValueError:
        return "None"
