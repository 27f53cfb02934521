"""W3C trace context."""

import re

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from ce_kit import tracing

TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture(params=["not exported", "exported"])
def spans(request):
    """What was recorded; the trace context is passed on in either case."""
    tracing.configure("test")
    exporter = InMemorySpanExporter()
    if request.param == "exported":
        tracing.export_to(SimpleSpanProcessor(exporter))
    yield exporter
    tracing.configure("test")


def test_span_continues_a_trace(spans):
    with tracing.span("a", f"00-{TRACE}-b7ad6b7169203331-01") as outer, tracing.span("b", outer) as inner:
        assert outer.split("-")[1] == inner.split("-")[1] == TRACE
        assert len({outer, inner, f"00-{TRACE}-b7ad6b7169203331-01"}) == 3


@pytest.mark.parametrize("parent", ["", "nonsense", "00-0-0-0", "00-" + "0" * 32 + "-" + "0" * 16 + "-01"])
def test_span_without_a_parent_begins_a_trace(spans, parent):
    with tracing.span("a", parent) as traceparent:
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]", traceparent)
    with tracing.span("a", parent) as other:
        assert other.split("-")[1] != traceparent.split("-")[1]


def test_error_passes_through(spans):
    with pytest.raises(ValueError), tracing.span("a"):
        raise ValueError


def test_exported_spans_belong_to_the_trace_that_is_passed_on():
    tracing.configure("test")
    exporter = InMemorySpanExporter()
    tracing.export_to(SimpleSpanProcessor(exporter))
    with tracing.span("call", f"00-{TRACE}-b7ad6b7169203331-01") as traceparent:
        pass
    (span,) = exporter.get_finished_spans()
    assert f"{span.context.trace_id:032x}" == TRACE
    assert f"{span.context.span_id:016x}" == traceparent.split("-")[2]
    assert span.name == "call"
