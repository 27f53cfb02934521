"""From prepared to issued: whatever happens in between, there is no certificate or a whole one."""

import pytest

from ce_certificate.application.print_certificate import print_certificate
from ce_certificate.domain.certificate import State


@pytest.fixture
def prepared(city):
    return city.call("issue_certificate", year=2020)["certificate"]


def verified(city, prepared) -> str:
    return city.call("verify_certificate", verification_code=prepared["verification_code"])["state"]


def test_a_certificate_in_preparation_does_not_exist_for_anybody_else(city, prepared):
    assert verified(city, prepared) == "VERIFICATION_STATE_NOT_FOUND"
    assert city.call("get_certificate", certificate_id=prepared["certificate_id"])["file_ticket"] == ""
    assert city.units.facts("certificate.certificate.issued.v1") == []


def test_a_crash_between_the_pdf_and_the_row_is_healed_by_the_next_delivery(city, prepared):
    class Crash(Exception):
        pass

    class CrashingUnit:
        """Reads, and dies when the row is to be written, as after `kill -9`."""

        def __init__(self, unit):
            self.unit = unit

        def reader(self):
            return self.unit.reader()

        def __enter__(self):
            raise Crash

        def __exit__(self, *_):
            return None

    unit = CrashingUnit(city.units.for_event("e1"))
    with pytest.raises(Crash):
        print_certificate(unit, city.press, now=city.clock.now(), certificate_id=prepared["certificate_id"])
    assert verified(city, prepared) == "VERIFICATION_STATE_NOT_FOUND"
    left_over = dict(city.store.files)
    city.print_all()
    assert verified(city, prepared) == "VERIFICATION_STATE_VALID"
    assert city.store.files == left_over  # the same bytes under the same hash


def test_the_fact_delivered_twice_issues_once(city, prepared):
    for _ in range(2):
        told = {"certificate_id": prepared["certificate_id"]}
        city.hear("certificate.certificate.prepared.v1", told)  # another event id each time
    assert len(city.units.facts("certificate.certificate.issued.v1")) == 1
    assert len(city.units.audits("certificate.issued")) == 1


def test_two_deliveries_at_once_issue_once(city, prepared):
    """Both have set the PDF before either writes."""

    class Rival:
        def print(self, content):
            city.print_all()
            return city.press.print(content)

        def prove(self, content):
            raise AssertionError("not here")

    unit = city.units.for_event("late")
    print_certificate(unit, Rival(), now=city.clock.now(), certificate_id=prepared["certificate_id"])
    assert len(city.units.facts("certificate.certificate.issued.v1")) == 1


def test_a_click_on_a_certificate_in_preparation_has_it_prepared_again(city, prepared):
    city.call("issue_certificate", year=2020)
    assert len(city.units.facts("certificate.certificate.prepared.v1")) == 2


def test_a_failing_press_leaves_it_in_preparation(city, prepared):
    city.press.unknown = "𠮷"
    with pytest.raises(Exception, match="字库"):
        city.print_all()
    (row,) = city.units.rows("certificate")
    assert row["issued_at"] is None
    city.press.unknown = ""
    city.print_all()
    assert verified(city, prepared) == "VERIFICATION_STATE_VALID"


def test_what_is_printed_is_what_was_fixed_even_if_the_year_changed_since(city, prepared):
    city.assess(total="50", public="20", revision=2)
    city.print_all()
    (content,) = city.press.printed
    assert content.years[0].total == "92.5"
    with city.units() as uow:
        one = uow.certificates.get(prepared["certificate_id"])
    assert (one.state, one.review_since is not None) == (State.ISSUED, True)
