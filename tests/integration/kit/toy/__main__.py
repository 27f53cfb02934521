import ce_kit.green  # noqa: F401
from ce_kit.main import main
from toy.app import APP

raise SystemExit(main(APP))
