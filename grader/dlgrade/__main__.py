"""``python -m dlgrade`` is the console command."""

import os
import sys

try:
    here = os.getcwd()  # noqa: PTH109 - nothing may be imported before the next line but what is loaded anyway
except OSError:  # it is gone
    here = ""
if sys.path and sys.path[0] in ("", here):
    del sys.path[0]  # a student's folder is not a place to import from

from dlgrade.cli import main

if __name__ == "__main__":
    main()
