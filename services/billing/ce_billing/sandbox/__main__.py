"""python -m ce_billing.sandbox --port 9400 --secret-file secret --notify-url-base http://127.0.0.1:8080/"""

import argparse
import contextlib
import sys
from pathlib import Path

from ce_billing.sandbox.book import Book
from ce_billing.sandbox.notifier import Notifier
from ce_billing.sandbox.server import make_server


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m ce_billing.sandbox", description="sandbox payment provider")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True, help="0 for any free port")
    parser.add_argument("--secret-file", type=Path, required=True, help="secret shared with the merchants")
    parser.add_argument(
        "--notify-url-base",
        action="append",
        required=True,
        help="beginning of the addresses that notices may be sent to; may be given several times",
    )
    parser.add_argument("--public-url", default="", help="address under which people reach the pay pages")
    options = parser.parse_args(arguments)
    secret = options.secret_file.read_bytes().strip()
    book = Book(secret, tuple(options.notify_url_base))
    server = make_server(options.host, options.port, book, Notifier(secret), options.public_url)
    sys.stdout.write(f"sandbox payment provider on http://{options.host}:{server.server_port}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
