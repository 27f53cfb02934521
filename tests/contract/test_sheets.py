"""What the gateway takes in is what the exam service grades: one canonical form, one hash, one capability."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from ce_exam.adapters.capabilities import SignedCapabilities
from ce_exam.application import ports
from ce_exam.domain.answer_sheet import AnswerSheet
from ce_exam.domain.received import SheetKind
from ce_exam.entrypoints.jobs import read_job
from ce_exam.entrypoints.service import ExamService
from ce_gateway.intake import sheet as intake
from ce_gateway.intake.bundle import QUEUE
from ce_gateway.intake.capability import Capability
from ce_nameko.batches import WorkBatch

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
ANSWERS = st.dictionaries(st.integers(1, 200), st.lists(st.sampled_from("ABCDEF"), unique=True))


@given(ANSWERS)
def test_the_service_reads_the_gateways_form_and_finds_the_same_hash(answers):
    form = intake.canonical((number, "".join(letters)) for number, letters in answers.items())
    sheet = AnswerSheet.from_json(form)
    assert (sheet.to_json(), sheet.sha256) == (form, intake.sha256_of(form))


def test_the_service_reads_the_gateways_job():
    form = intake.canonical([(2, "b"), (1, "CA")])
    sheet = intake.Sheet("attempt", "lin", "request", intake.SheetKind.SUBMIT, 7, form, intake.sha256_of(form))
    read = read_job(sheet.received(NOON, "key", b"signature", b"signed").to_job())
    assert (read.attempt_id, read.person_id, read.request_id) == ("attempt", "lin", "request")
    assert (read.kind, read.sequence, read.received_at) == (SheetKind.SUBMIT, 7, NOON)
    assert read.sheet.to_json() == [[1, "AC"], [2, "B"]]


def test_the_gateway_reads_the_services_capability():
    given_ = ports.Capability("attempt", "lin", "paper", NOON, NOON + timedelta(microseconds=1))
    text = SignedCapabilities(b"secret").encode(given_)
    read = Capability.read(text, b"secret", attempt_id="attempt", person_id="lin")
    assert (read.paper_hash, read.started_at, read.deadline) == ("paper", given_.started_at, given_.deadline)


def test_the_gateways_queue_is_the_one_the_service_consumes():
    (entry,) = getattr(ExamService.on_sheets, ENTRYPOINT_EXTENSIONS_ATTR)
    assert isinstance(entry, WorkBatch)
    assert entry.name == QUEUE
