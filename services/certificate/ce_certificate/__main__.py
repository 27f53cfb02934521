"""python -m ce_certificate serve | migrate | relay"""

import ce_kit.green  # noqa: F401  first: makes the standard library cooperative
from ce_certificate.app import APP
from ce_kit.main import main

raise SystemExit(main(APP))
