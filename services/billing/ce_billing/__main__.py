"""python -m ce_billing serve | migrate | relay"""

import ce_nameko.green  # noqa: F401  first: makes the standard library cooperative
from ce_billing.app import APP
from ce_nameko.main import main

raise SystemExit(main(APP))
