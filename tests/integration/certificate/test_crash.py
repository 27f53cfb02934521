"""kill -9 between number and PDF: there is no certificate, or a whole one; never a second, never half of one."""

import base64

from sqlalchemy import text

from ce_certificate.domain.content import Content
from ce_kit.db.engine import make_engine
from ce_nameko.processes import ProcessPool


def test_a_service_killed_while_printing_finishes_the_certificate_after(certificate, desk, met, database):
    engine = make_engine(database)
    people, caught = met(4), 0
    pool = ProcessPool("ce_certificate.adapters.render:render")
    for one in people:
        with desk.bus.hear("certificate.certificate.issued.v1") as heard:
            made = desk.ask("issue_certificate", one, year=2020)["certificate"]
            certificate.kill()
            with engine.connect() as connection:
                query = text("SELECT content, issued_at FROM certificate WHERE certificate_id = :id")
                row = connection.execute(query, {"id": made["certificate_id"]}).one()
            caught += row.issued_at is None
            certificate.start()
            issued = desk.until(made["certificate_id"], one, "ISSUED")["certificate"]
            told = [fact for fact in heard.wait(1) if fact["subject"] == made["certificate_id"]]
        assert len({fact["id"] for fact in told}) == 1
        assert (issued["number"], issued["verification_code"]) == (made["number"], made["verification_code"])
        pdf = desk.store.get(issued["pdf_sha256"])
        again = pool.run({"content": Content.from_json(row.content).to_json(), "added_fonts": ""})
        assert base64.b64decode(again["pdf"]) == pdf
        if caught == 2:
            break
    pool.close()
    engine.dispose()
    assert caught > 0, "inconclusive: the service was always faster than the kill"
