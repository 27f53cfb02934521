import ce_nameko.green  # noqa: F401
from ce_nameko.main import main
from toy.app import APP

raise SystemExit(main(APP))
