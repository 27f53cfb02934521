"""python -m ce_org serve | migrate | relay"""

import ce_nameko.green  # noqa: F401  first: makes the standard library cooperative
from ce_nameko.main import main
from ce_org.app import APP

raise SystemExit(main(APP))
