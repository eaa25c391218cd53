"""Saves a notebook as JupyterLab's server does: `save_notebook.py CONFIG ROOT PATH`, its JSON on stdin."""

import json
import sys

from jupyter_server.services.contents.largefilemanager import LargeFileManager
from traitlets.config.loader import PyFileConfigLoader

config, root, path = sys.argv[1:]
manager = LargeFileManager(root_dir=root, config=PyFileConfigLoader(config).load_config())
manager.save({"type": "notebook", "format": "json", "content": json.load(sys.stdin)}, path)
