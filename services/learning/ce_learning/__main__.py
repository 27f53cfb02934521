"""python -m ce_learning serve | migrate | relay"""

import ce_kit.green  # noqa: F401  first: makes the standard library cooperative
from ce_kit.main import main
from ce_learning.app import APP

raise SystemExit(main(APP))
