"""The service in libs/ce_nameko/README.md does what it says."""

from pathlib import Path

import pytest

from ce_kit.ids import new_id
from ce_kit.testing.bus import person
from ce_kit.testing.store import Units
from ce_nameko.testing import with_dependencies

README = Path(__file__).parents[3] / "libs/ce_nameko/README.md"


def test_the_service_in_one_page():
    space = {"__name__": "ce_greeting.app"}
    exec(README.read_text().split("```python\n")[1].split("```")[0], space)
    units, actor = Units(space["Greetings"]), person("p1")
    service = with_dependencies(space["GreetingService"], uow=units(actor), actor=actor)
    assert service.greet({"request_id": new_id(), "text": "你好"}) == {"text": "你好"}
    (fact,) = units.facts("greeting.greeting.sent.v1")
    assert (fact["subject"], fact["data"]) == ("p1", {"text": "你好"})
    assert units.rows("greeting") == [{"person_id": "p1", "text": "你好"}]
    assert [row["actor_id"] for row in units.audits()] == ["p1"]
    with pytest.raises(space["TooLoud"]):
        service.greet({"request_id": new_id(), "text": "HELLO"})
