"""argon2id in real threads: slow on purpose, so never in a greenlet."""

import ctypes

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from eventlet import tpool
from eventlet.semaphore import Semaphore

# OWASP's first choice for argon2id: 19 MiB, two passes, one lane
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _HASHER.hash("nobody has this password")


class Argon2Hasher:
    """At most `at_once` hashes at a time, each in a thread of its own."""

    def __init__(self, at_once: int = 2) -> None:
        self.slots = Semaphore(at_once)
        tpool.set_num_threads(at_once)
        _give_memory_back()

    def hash(self, password: str) -> str:
        with self.slots:
            return str(tpool.execute(_HASHER.hash, password))

    def matches(self, password_hash: str | None, password: str) -> bool:
        with self.slots:
            return bool(tpool.execute(_verify, password_hash or _NOBODY, password)) and password_hash is not None


def _give_memory_back() -> None:
    """Let glibc map blocks over 1 MB on their own, so that a hash's 19 MB leave the process when it is done."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(-3, 1 << 20)  # M_MMAP_THRESHOLD


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except VerificationError:
        return False
