"""Who sees which certificates, and gets a ticket for the PDF."""

import pytest

from ce_certificate.domain.errors import CertificateNotFound
from ce_files.tickets import BadFileTicket, FileTicket
from ce_kit.errors import PermissionDenied
from ce_kit.testing.bus import person

SECRET = b"the secret of this platform"
MINE, REACH = "CERTIFICATE_VIEW_MINE", "CERTIFICATE_VIEW_IN_REACH"


def ids(answer) -> list[str]:
    return [one["certificate_id"] for one in answer["certificates"]]


def test_the_ticket_opens_the_pdf_for_its_viewer_alone(city):
    issued = city.issue()
    text = city.call("get_certificate", certificate_id=issued["certificate_id"])["file_ticket"]
    ticket = FileTicket.decode(text, SECRET, "p1")
    assert ticket.sha256 == issued["pdf_sha256"]
    assert ticket.size == len(city.store.files[ticket.sha256])
    assert (ticket.media_type, ticket.name) == ("application/pdf", f"{issued['number']}.pdf")
    with pytest.raises(BadFileTicket):
        FileTicket.decode(text, SECRET, "p2")


@pytest.mark.parametrize(
    "role", [("employer_admin", "institute"), ("authority_admin", "housing"), ("hrss_admin", "hrss")]
)
def test_administrators_above_see_it_with_a_ticket_of_their_own(city, role):
    issued = city.issue()
    viewer = person("clerk", role)
    answer = city.call("get_certificate", viewer, certificate_id=issued["certificate_id"])
    assert FileTicket.decode(answer["file_ticket"], SECRET, "clerk").sha256 == issued["pdf_sha256"]
    assert ids(city.call("list_certificates", viewer, view=REACH)) == [issued["certificate_id"]]


@pytest.mark.parametrize("role", [(), (("employer_admin", "elsewhere"),), (("title_reader", "hrss"),)])
def test_others_see_nothing(city, role):
    issued = city.issue()
    with pytest.raises(CertificateNotFound):
        city.call("get_certificate", person("p2", *role), certificate_id=issued["certificate_id"])


def test_a_list_within_reach_is_for_administrators(city):
    with pytest.raises(PermissionDenied):
        city.call("list_certificates", view=REACH)
    with pytest.raises(PermissionDenied):
        city.call("list_certificates", person_id="p2")


def test_an_administrator_elsewhere_gets_an_empty_list(city):
    city.issue()
    assert ids(city.call("list_certificates", person("x", ("hrss_admin", "elsewhere")), view=REACH)) == []


def test_filters_and_pages(city):
    made = []
    for number in range(1, 6):
        city.know(f"p{number}", name=f"演示{number}号")
        city.assess(f"p{number}")
        made.append(city.issue(f"p{number}")["certificate_id"])
    city.assess("p1", year=2021)
    city.call("issue_certificate", "p1", year=2021)
    clerk = person("clerk", ("hrss_admin", "hrss"))
    assert len(ids(city.call("list_certificates", "p1"))) == 2
    assert ids(city.call("list_certificates", "p1", year=2020)) == made[:1]
    assert ids(city.call("list_certificates", clerk, view=REACH, person_id="p3")) == made[2:3]
    assert len(ids(city.call("list_certificates", clerk, view=REACH, state="CERTIFICATE_STATE_PREPARING"))) == 1
    pages, token = [], ""
    while True:
        page = city.call("list_certificates", clerk, view=REACH, year=2020, page_size=2, page_token=token)
        pages.append(ids(page))
        token = page["next_page_token"]
        if not token:
            break
    assert pages == [made[4:2:-1], made[2:0:-1], made[:1]]


def test_one_sees_ones_own_only_whatever_one_administers(city):
    city.issue()
    clerk = person("clerk", ("hrss_admin", "hrss"))
    assert ids(city.call("list_certificates", clerk, view=MINE)) == []
