"""Liveness and readiness over HTTP, for Kubernetes' probes and `ce status`."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import eventlet
from eventlet import wsgi


def serve_health(host: str, port: int, unready: Callable[[], list[str]]) -> None:
    """Answer `/healthz` (the process runs) and `/readyz` (200 ready, 503 with the reasons) in a greenlet."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        reasons = unready() if path == "/readyz" else []
        status = "200 OK" if path in ("/healthz", "/readyz") and not reasons else "503 Service Unavailable"
        if path not in ("/healthz", "/readyz"):
            status = "404 Not Found"
        start_response(status, [("Content-Type", "application/json; charset=utf-8")])
        return [json.dumps({"ready": not reasons, "reasons": reasons}, ensure_ascii=False).encode()]

    listener = eventlet.listen((host, port))
    eventlet.spawn(wsgi.server, listener, application, log_output=False)
