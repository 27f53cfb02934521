"""W3C trace context: one trace id from the gateway through calls, outbox and events."""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import context, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_propagator = TraceContextTextMapPropagator()
_PARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_exporting = False


def configure(service: str) -> None:
    """Install a tracer provider; nothing is recorded until `export_to`."""
    global _exporting  # noqa: PLW0603  one per process, as the provider is
    _exporting = False
    trace.set_tracer_provider(TracerProvider(resource=Resource({"service.name": f"ce-{service}"})))


def export_to(processor: SpanProcessor) -> None:
    """Record spans from now on and hand them to `processor`, e.g. a BatchSpanProcessor with an exporter."""
    global _exporting  # noqa: PLW0603
    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.add_span_processor(processor)
        _exporting = True


@contextmanager
def span(name: str, traceparent: str = "", kind: trace.SpanKind = trace.SpanKind.INTERNAL) -> Iterator[str]:
    """Run the block inside a span that continues `traceparent`; yield the traceparent to pass on."""
    if not _exporting:  # a span nobody sees costs more than everything else a door does
        yield _child_of(traceparent)
        return
    parent = _propagator.extract({"traceparent": traceparent}) if traceparent else context.Context()
    current = trace.get_tracer("ce_kit").start_span(name, context=parent, kind=kind)
    carrier: dict[str, str] = {}
    _propagator.inject(carrier, trace.set_span_in_context(current))
    try:
        yield carrier.get("traceparent", traceparent)
    except BaseException as error:
        current.record_exception(error)
        raise
    finally:
        current.end()


def _child_of(traceparent: str) -> str:
    """Continue a trace, or begin one."""
    parent = _PARENT.fullmatch(traceparent)
    trace_id = parent[1] if parent else f"{random.getrandbits(128) or 1:032x}"
    return f"00-{trace_id}-{random.getrandbits(64) or 1:016x}-01"
