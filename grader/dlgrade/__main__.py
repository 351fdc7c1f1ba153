"""``python -m dlgrade`` is the console command."""

import sys
from pathlib import Path

if sys.path and sys.path[0] in ("", str(Path.cwd())):
    del sys.path[0]  # a student's folder is not a place to import from

from dlgrade.cli import main

if __name__ == "__main__":
    main()
