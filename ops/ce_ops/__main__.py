"""python -m ce_ops"""

from ce_ops.cli import main

raise SystemExit(main())
