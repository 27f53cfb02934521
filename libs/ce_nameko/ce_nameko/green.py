"""Import this first in a service's `__main__`: it makes the standard library cooperative.

The gateway and command-line tools never import it: a gRPC server inside a patched process never answers.
"""

import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()
