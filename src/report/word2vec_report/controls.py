"""Controls as their reader left them. What a cell has printed of a control is how it began; the notebook keeps the rest."""

import json
from html import escape

VIEW = "application/vnd.jupyter.widget-view+json"
STATES = "application/vnd.jupyter.widget-state+json"
LIVE = "application/vnd.word2vec.live+json"


class Controls:
    """The states of ipywidgets' models that JupyterLab saves with a notebook."""

    def __init__(self, nb) -> None:
        self._models = nb.metadata.get("widgets", {}).get(STATES, {}).get("state", {})

    def as_left(self, data: dict) -> dict:
        """The bundle of an output, with the latest values where it is a control."""
        model = str(data.get(VIEW, {}).get("model_id"))
        if LIVE in data:
            values = [held for child in self._children(model) if (held := self._held(child)) is not None]
            return {**data, LIVE: {**data[LIVE], "data": {**data[LIVE].get("data", {}), "left": values}}} if values else data
        lines = [line for child in [model, *self._children(model)] if (line := self._line(child)) is not None]
        if not lines:
            return data
        return {"text/plain": "\n".join(lines), "text/html": "".join(f"<p>{escape(line)}</p>" for line in lines)}

    def _state(self, model: str) -> dict:
        return self._models.get(model, {}).get("state", {})

    def _children(self, model: str) -> list[str]:
        return [str(child).removeprefix("IPY_MODEL_") for child in self._state(model).get("children", [])]

    def _held(self, model: str) -> object:
        """The value of a control, or which of its options was chosen."""
        state = self._state(model)
        return state.get("index", state.get("value"))

    def _line(self, model: str) -> str | None:
        state, held = self._state(model), self._held(model)
        if held is None or "description" not in state:
            return None
        options = state.get("_options_labels")
        value = options[held] if options else held if isinstance(held, str) else json.dumps(held)
        return ": ".join(part for part in (state["description"], value) if part)
