"""Downloads the source distribution that requirements.txt pins into the folder given as the only argument."""

import os
import runpy
import sys

here = os.path.dirname(os.path.abspath(__file__))
os.environ["PYTHONPATH"] = os.path.join(here, "no_build")  # for the process that pip asks to build
folder = sys.argv[1]
sys.argv = ["pip", "download", "--require-hashes", "--no-deps", "--no-binary=:all:"]
sys.argv += ["--no-build-isolation", "--use-pep517", "--no-cache-dir", "--disable-pip-version-check", "--no-input"]
sys.argv += ["--retries=2", "--timeout=30", "--dest", folder, "--requirement", os.path.join(here, "requirements.txt")]
runpy.run_module("pip", run_name="__main__")
