"""Names on the wire: queues, events, error reasons. A change here is a change of the contract."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from ce_gateway.federation.facts import COLLECTED, JUDGED
from ce_kit.errors import DomainError
from ce_nameko.batches import EventBatch, WorkBatch
from ce_nameko.events import EventHandler

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("identity", "org", "learning", "exam", "credit", "billing", "certificate")


def entrypoints(service: str):
    cls = importlib.import_module(f"ce_{service}.app").APP.service
    for _, method in inspect.getmembers(cls, inspect.isfunction):
        yield from getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ())


def heard() -> dict[str, set[str]]:
    """Return event type → services that hear of it."""
    found: dict[str, set[str]] = {}
    for service in SERVICES:
        for entry in entrypoints(service):
            if isinstance(entry, EventHandler):
                found.setdefault(entry.event_type, set()).add(service)
            elif isinstance(entry, EventBatch):
                found.setdefault(entry.name, set()).add(service)
    for event_type in (*COLLECTED, *JUDGED):
        found.setdefault(event_type, set()).add("gateway")
    return found


def told() -> set[str]:
    """Return the event types that stand in the code of services and gateway as facts."""
    pattern = re.compile(r"Fact\(\s*f?\"([a-z{}.]+\.v\d+)\"", re.DOTALL)
    found = set()
    for folder in (*(ROOT / "services" / service for service in SERVICES), ROOT / "gateway"):
        for path in folder.rglob("ce_*/**/*.py"):
            found |= set(pattern.findall(path.read_text()))
    expanded = {name for name in found if "{" not in name}
    for name in found - expanded:
        expanded |= {re.sub(r"\{[^}]+\}", kind, name) for kind in ("person", "hours", "assessment", "certificate")}
    return expanded


def documented() -> dict[str, set[str]]:
    """Return the event table of docs/architecture.md: event type → hearers."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "docs" / "architecture.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and re.match(r"`[a-z]+\.[a-z_]+\.[a-z]+\.v\d", cells[0]):
            for event_type in re.findall(r"`([^`]+)`", cells[0]):
                found[event_type] = {
                    name.strip() for name in cells[2].replace("those three", "").split(",") if name.strip()
                }
    return found


def test_every_event_told_is_heard_and_every_event_heard_is_told():
    assert told() == set(heard())


def test_the_architecture_page_lists_every_event_with_its_hearers():
    assert documented() == heard()


def test_every_event_has_a_message_in_the_contract():
    described = "".join(path.read_text() for path in (ROOT / "proto").glob("ce/*/v1/events.proto"))
    for event_type in heard():
        assert event_type in described, event_type


def test_every_work_queue_has_exactly_one_kind_of_consumer():
    names = [entry.name for service in SERVICES for entry in entrypoints(service) if isinstance(entry, WorkBatch)]
    assert len(names) == len(set(names))


# importing them would start a program, or make the threads of all later tests greenlets
RUN_ALONE = ("__main__", ".green")


def reasons(package: str) -> set[tuple[str, str]]:
    """Return (kind, reason) of every refusal a package defines."""
    root = importlib.import_module(package)
    found = set()
    for module in pkgutil.walk_packages(root.__path__, f"{package}."):
        if module.name.endswith(RUN_ALONE) or ".migrations" in module.name or ".sandbox" in module.name:
            continue
        for _, cls in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(cls, DomainError) and cls.__module__.startswith(package) and cls is not DomainError:
                found.add((str(cls.kind), cls.reason))
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_refusal_of_a_service_is_documented_in_its_proto(service):
    files = (ROOT / "proto" / "ce" / service / "v1").glob("*_service.proto")
    text = "".join(path.read_text() for path in sorted(files))
    flat = re.sub(r"\s*//\s*", " ", text)
    missing = {f"{kind}/{reason}" for kind, reason in reasons(f"ce_{service}") if f"{kind}/{reason}" not in flat}
    assert not missing


def test_the_chassis_refusals_are_documented_for_callers():
    text = (ROOT / "docs" / "errors.md").read_text()
    missing = {
        f"{kind}/{reason}"
        for kind, reason in reasons("ce_kit") | reasons("ce_client") | reasons("ce_files") | reasons("ce_gateway")
        if f"{kind}/{reason}" not in text
    }
    assert not missing


def test_reasons_are_upper_snake_and_each_has_one_kind():
    kinds: dict[tuple[str, str], set[str]] = {}
    for package in ("ce_kit", "ce_client", "ce_files", "ce_gateway", *(f"ce_{service}" for service in SERVICES)):
        for kind, reason in reasons(package):
            assert re.fullmatch(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", reason), reason
            kinds.setdefault((package, reason), set()).add(kind)
    assert all(len(found) == 1 for found in kinds.values())
