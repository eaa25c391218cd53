"""Prepares an executed notebook for the template: each cell as HTML."""

import json
import sys
from pathlib import Path

from nbconvert.preprocessors import CoalesceStreamsPreprocessor, Preprocessor
from traitlets import Bool

from .code_line import what_it_does
from .controls import Controls
from .markdown import Formulas, Outline, markdown_html
from .node import drawn, typeset
from .outputs import PICTURES, PLOTLY, Outputs
from .page import page


class ReportPreprocessor(Preprocessor):
    """Sets `cell.metadata.report_html`, `cell.metadata.report_outputs` and `resources.word2vec`."""

    pictures = Bool(True, help="static pictures of plots; needs a browser").tag(config=True)

    def preprocess(self, nb, resources):
        nb, resources = CoalesceStreamsPreprocessor().preprocess(nb, resources)
        assets = Path(sys.prefix, "share", "jupyter", "nbconvert", "templates", "word2vec")
        machine = json.loads((assets / "machine.json").read_text("utf-8"))
        formulas, outline = Formulas(), Outline()
        outputs = Outputs(formulas, Controls(nb))
        if self.pictures and not nb.metadata.get("word2vec_drawn"):
            _add_missing_pictures(nb, machine, self.log)
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                where = {
                    "path": resources.get("metadata", {}).get("path", ""),
                    "attachments": cell.get("attachments", {}),
                }
                cell.metadata.report_html, styles = markdown_html(cell.source, formulas, outline, **where)
                outputs.styles += styles
            elif cell.cell_type == "code":
                cell.metadata.report_outputs = [outputs.html(output) for output in cell.outputs]
                cell.metadata.report_does = what_it_does(cell)
        _insert_formulas(nb, formulas, outline, typeset(formulas.wanted, machine, self.log))
        name = resources.get("metadata", {}).get("name", "notebook")
        resources["word2vec"] = page(nb, name, outline, outputs, assets, machine, resources.get("failure"))
        return nb, resources


def _add_missing_pictures(nb, machine, log) -> None:
    plots = [output.data for cell in nb.cells for output in cell.get("outputs", []) if PLOTLY in output.get("data", {})]
    missing = [data for data in plots if PICTURES not in data]
    for data, pictures in zip(missing, drawn([data[PLOTLY] for data in missing], machine, log)):
        if pictures:
            data[PICTURES] = pictures


def _insert_formulas(nb, formulas, outline, mathml) -> None:
    for cell in nb.cells:
        if cell.cell_type == "markdown":
            cell.metadata.report_html = formulas.insert(cell.metadata.report_html, mathml)
        elif cell.cell_type == "code":
            cell.metadata.report_outputs = [formulas.insert(html, mathml) for html in cell.metadata.report_outputs]
    for heading in outline.headings:
        heading["html"] = formulas.insert(heading["html"], mathml)
