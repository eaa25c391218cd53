"""The project's template is the default of nbconvert's pages, and no more than that.

A setting of HTMLExporter would win over the option `--template` and over a setting of TemplateExporter, which hold for
all exporters. A template of one's own is also found in the working folder, as nbconvert does; the project's is not
looked for there.
"""

import os

from nbconvert.exporters import HTMLExporter, WebPDFExporter


def template_name(_exporter: HTMLExporter) -> str:
    return "word2vec"


def template_folders(exporter: HTMLExporter) -> list[str]:
    return [] if exporter.template_name == "word2vec" else [os.getcwd()]


for pages in (HTMLExporter, WebPDFExporter):
    pages._template_name_default = template_name
    pages._extra_template_basedirs_default = template_folders
