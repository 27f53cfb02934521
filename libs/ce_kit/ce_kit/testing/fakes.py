"""Fakes of the chassis' ports, and a service object with fakes in place of its dependencies."""

import hashlib
import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from nameko.extensions import is_dependency

from ce_kit.storage import FileNotStored, FileTooLarge

Service = TypeVar("Service")


class MemoryStore:
    """An object store in memory; passes the same contract tests as `FolderStore`."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, chunks: Iterable[bytes], limit: int) -> tuple[str, int]:
        content = b"".join(chunks)
        if len(content) > limit:
            raise FileTooLarge("文件超过上限", limit_bytes=limit)
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[sha256] = content
        return sha256, len(content)

    def get(self, sha256: str) -> bytes:
        try:
            return self.files[sha256]
        except KeyError as error:
            raise FileNotStored("文件不存在或尚未上传完成", sha256=sha256) from error


Answer = Mapping[str, Any] | Exception | Callable[[dict[str, Any]], Any]


class FakeAsks:
    """Another service, as `Asks` gives it: answers by method name, and remembers what it was asked.

    An answer is a dict, an exception to raise, or a function of the payload.
    """

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, method: str, payload: dict[str, Any], *, as_service: bool = False) -> dict[str, Any]:
        self.asked.append((method, payload))
        answer = self.answers[method]
        if isinstance(answer, Exception):
            raise answer
        return dict(answer(payload) if callable(answer) else answer)


def with_dependencies(service: type[Service], **dependencies: Any) -> Service:
    """Return a service object to call methods of, without a broker; each dependency it uses must be given."""
    known = _dependencies_of(service)  # type: ignore[arg-type]  # a class can be hashed
    if unknown := set(dependencies) - known:
        raise TypeError(f"{service.__name__} has no dependencies {sorted(unknown)}, only {sorted(known)}")
    instance = service()
    for name in known:
        setattr(instance, name, dependencies.get(name))
    return instance


@cache
def _dependencies_of(service: type) -> frozenset[str]:
    return frozenset(name for name, _ in inspect.getmembers(service, is_dependency))
