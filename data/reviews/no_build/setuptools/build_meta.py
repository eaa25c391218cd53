"""A build backend that builds nothing.

Before pip hands over a source distribution, it has the package's set-up script state name and version. Found in
place of setuptools, this states them itself: no code of the package runs, and no build tool is fetched.
"""

import os


class NoBuild:
    @staticmethod
    def get_requires_for_build_wheel(config_settings=None):
        return []

    @staticmethod
    def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
        folder = "vaderSentiment-3.3.2.dist-info"
        os.mkdir(os.path.join(metadata_directory, folder))
        with open(os.path.join(metadata_directory, folder, "METADATA"), "w") as metadata:
            metadata.write("Metadata-Version: 2.1\nName: vaderSentiment\nVersion: 3.3.2\n")
        return folder


__legacy__ = NoBuild  # the name by which pip asks for a package that has only a setup.py
