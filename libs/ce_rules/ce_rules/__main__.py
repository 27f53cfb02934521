"""Run `python -m ce_rules`."""

from ce_rules.cli import main

raise SystemExit(main())
