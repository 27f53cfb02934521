"""Ask the part in this container whether it is ready; its answer, with the reasons, is kept by `docker inspect`."""

import http.client
import os
import sys

connection = http.client.HTTPConnection("127.0.0.1", int(os.environ["CE_HTTP_PORT"]), timeout=4)
try:
    connection.request("GET", "/readyz")
    answer = connection.getresponse()
except OSError as error:
    raise SystemExit(f"no answer: {error}") from None
sys.stdout.write(answer.read().decode(errors="replace"))
raise SystemExit(answer.status != 200)
