"""HTTP to the outside that never holds up the other greenlets of this thread.

It works alike in a process that is monkey-patched (server profile) and on the hub of the embedded profile,
which is not: sockets are eventlet's own, names are resolved in a thread. (Not in one of eventlet's `tpool`, which
belongs to a single hub of the process.)
"""

import contextlib
import os
import socket
from typing import Any
from urllib.parse import urlsplit

import eventlet
from eventlet.green import socket as green_socket
from eventlet.green.http import client
from eventlet.hubs import trampoline
from eventlet.patcher import original

LARGEST_ANSWER = 256 * 1024


class HttpFailed(Exception):
    """No usable answer: refused, cut, too slow, too large."""


def post(url: str, body: bytes, headers: dict[str, str], seconds: float) -> tuple[int, bytes]:
    """Send a request and return status and body of its answer, all within `seconds`.

    Raises:
        HttpFailed: says why.
    """
    parts = urlsplit(url)
    kind = client.HTTPSConnection if parts.scheme == "https" else client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=seconds)
    connection._create_connection = _connect
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        with eventlet.Timeout(seconds):
            connection.request("POST", target, body, headers)
            answer = connection.getresponse()
            content = _read(answer)
    except eventlet.Timeout as error:
        raise HttpFailed(f"no answer within {seconds:g} s") from error
    except (OSError, client.HTTPException, ValueError) as error:
        raise HttpFailed(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    return answer.status, content


def _read(answer: Any) -> bytes:
    content = b""
    while chunk := answer.read(65_536):
        content += chunk
        if len(content) > LARGEST_ANSWER:
            raise HttpFailed(f"the answer is larger than {LARGEST_ANSWER} bytes")
    if answer.length:
        raise HttpFailed(f"the answer ended {answer.length} bytes too early")
    return content


def _connect(address: tuple[str, int], timeout: Any = None, source_address: Any = None) -> Any:
    """Connect as `socket.create_connection` does."""
    last: OSError = OSError(f"{address[0]} has no address")
    for family, kind, protocol, _, found in _resolve(*address):
        end = green_socket.socket(family, kind, protocol)
        try:
            end.settimeout(timeout)
            end.connect(found)
        except OSError as error:
            end.close()
            last = error
        else:
            return end
    raise last


def _resolve(host: str, port: int) -> list[Any]:
    """Look a name up in a thread of its own; only this greenlet waits."""
    found: list[Any] = []
    done, tell = os.pipe()

    def look_up() -> None:
        try:
            found.append(original("socket").getaddrinfo(host, port, 0, socket.SOCK_STREAM))
        except OSError as error:
            found.append(error)
        finally:
            with contextlib.suppress(OSError):  # nobody waits any more
                os.write(tell, b".")
            os.close(tell)

    original("threading").Thread(target=look_up, name="resolver", daemon=True).start()
    try:
        trampoline(done, read=True)
    finally:
        os.close(done)
    if isinstance(found[0], OSError):
        raise found[0]
    return list(found[0])
