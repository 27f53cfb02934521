"""A fake of another service, and a service object with fakes in place of its dependencies."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from nameko.extensions import is_dependency

Service = TypeVar("Service")


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
