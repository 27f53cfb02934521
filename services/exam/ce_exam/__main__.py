"""python -m ce_exam serve | migrate | relay"""

import ce_nameko.green  # noqa: F401  first: makes the standard library cooperative
from ce_exam.app import APP
from ce_nameko.main import main

raise SystemExit(main(APP))
