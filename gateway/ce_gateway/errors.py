"""One table from kinds of refusal to gRPC status codes, with details programs and people can use."""

from typing import Any, NoReturn

import grpc
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2, status_pb2

from ce_kit.errors import DomainError, Kind, ServiceFault

STATUS = {
    Kind.INVALID_ARGUMENT: grpc.StatusCode.INVALID_ARGUMENT,
    Kind.NOT_FOUND: grpc.StatusCode.NOT_FOUND,
    Kind.ALREADY_EXISTS: grpc.StatusCode.ALREADY_EXISTS,
    Kind.FAILED_PRECONDITION: grpc.StatusCode.FAILED_PRECONDITION,
    Kind.PERMISSION_DENIED: grpc.StatusCode.PERMISSION_DENIED,
    Kind.UNAUTHENTICATED: grpc.StatusCode.UNAUTHENTICATED,
    Kind.RESOURCE_EXHAUSTED: grpc.StatusCode.RESOURCE_EXHAUSTED,
    Kind.ABORTED: grpc.StatusCode.ABORTED,
    Kind.OUT_OF_RANGE: grpc.StatusCode.OUT_OF_RANGE,
    Kind.UNIMPLEMENTED: grpc.StatusCode.UNIMPLEMENTED,
    Kind.DEADLINE_EXCEEDED: grpc.StatusCode.DEADLINE_EXCEEDED,
    Kind.UNAVAILABLE: grpc.StatusCode.UNAVAILABLE,
    Kind.INTERNAL: grpc.StatusCode.INTERNAL,
}

HTTP_STATUS = {
    Kind.INVALID_ARGUMENT: 400,
    Kind.UNAUTHENTICATED: 401,
    Kind.PERMISSION_DENIED: 403,
    Kind.NOT_FOUND: 404,
    Kind.ALREADY_EXISTS: 409,
    Kind.FAILED_PRECONDITION: 409,
    Kind.RESOURCE_EXHAUSTED: 429,
    Kind.UNAVAILABLE: 503,
    Kind.DEADLINE_EXCEEDED: 504,
}


def status_of(fault: ServiceFault, domain: str) -> tuple[grpc.StatusCode, str, bytes]:
    """Return code, message and serialised google.rpc.Status of a refusal.

    The details hold an ErrorInfo (reason, domain, metadata), the message in Chinese, the refused fields, and
    how long to wait where waiting helps.
    """
    code = STATUS.get(Kind(fault.kind), grpc.StatusCode.UNKNOWN)
    status = status_pb2.Status(code=code.value[0], message=fault.message)
    metadata, violations = fault.metadata, fault.violations
    status.details.add().Pack(error_details_pb2.ErrorInfo(reason=fault.reason, domain=domain, metadata=metadata))
    status.details.add().Pack(error_details_pb2.LocalizedMessage(locale="zh-CN", message=fault.message))
    if violations:
        bad = error_details_pb2.BadRequest()
        for violation in violations:
            bad.field_violations.add(field=violation["field"], description=violation["description"])
        status.details.add().Pack(bad)
    if "retry_after_seconds" in metadata:
        wait = Duration()
        wait.FromMilliseconds(round(float(metadata["retry_after_seconds"]) * 1000))
        status.details.add().Pack(error_details_pb2.RetryInfo(retry_delay=wait))
    return code, fault.message, status.SerializeToString()


async def refuse(context: Any, error: DomainError | ServiceFault, domain: str) -> NoReturn:
    """End the call with the refusal's status and details."""
    fault = ServiceFault.of(error) if isinstance(error, DomainError) else error
    code, message, details = status_of(fault, domain)
    await context.abort(code, message, (("grpc-status-details-bin", details),))
    raise AssertionError("abort returned")
