"""The fakes themselves."""

import pytest

from ce_kit.errors import Unavailable
from ce_kit.testing.waiting import wait_for
from ce_nameko.api import Asks, CallActor, anyone, rpc
from ce_nameko.testing import FakeAsks, with_dependencies


class Service:
    name = "some"
    actor = CallActor()
    org = Asks("org")

    @rpc(allow=anyone)
    def find(self, payload):
        return {"name": self.org("find_employer", payload)["name"], "by": self.actor}


def test_service_object_without_a_broker():
    org = FakeAsks(find_employer={"name": "厂"})
    service = with_dependencies(Service, org=org, actor="p1")
    assert service.find({"id": "e1"}) == {"name": "厂", "by": "p1"}
    assert org.asked == [("find_employer", {"id": "e1"})]
    with pytest.raises(TypeError, match="clock"):
        with_dependencies(Service, clock=None)


def test_answers_of_another_service():
    asks = FakeAsks(fixed={"a": 1}, refused=Unavailable("away"), computed=lambda payload: {"n": payload["n"] * 2})
    assert asks("fixed", {}) == {"a": 1}
    assert asks("computed", {"n": 4}, as_service=True) == {"n": 8}
    with pytest.raises(Unavailable):
        asks("refused", {})
    with pytest.raises(KeyError):
        asks("unheard_of", {})


def test_waiting():
    values = iter([0, 0, 3])
    assert wait_for(lambda: next(values), every=0.001) == 3
    with pytest.raises(AssertionError, match="still 0"):
        wait_for(lambda: 0, seconds=0.01, every=0.001)
