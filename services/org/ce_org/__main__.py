"""python -m ce_org serve | migrate | relay"""

import ce_kit.green  # noqa: F401  first: makes the standard library cooperative
from ce_kit.main import main
from ce_org.app import APP

raise SystemExit(main(APP))
