"""The `ce-rules` command: list, evaluate, check, lint, diff, new."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ce_rules.errors import RulesError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; errors are one sentence on standard error and exit code 2."""
    from ce_rules.cli import check, diff, evaluate, lint, listing, new

    parser = argparse.ArgumentParser(prog="ce-rules", description="继续教育规则：求值、核对、检查、比较、新建")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (listing, evaluate, check, lint, diff, new):
        module.add(commands)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except RulesError as error:
        print(f"ce-rules: {error.message}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
