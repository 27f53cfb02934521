"""A signed-in person's view of a platform: nothing but the public gRPC API."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from ce.billing.v1 import billing_service_pb2_grpc
from ce.certificate.v1 import certificate_service_pb2_grpc
from ce.credit.v1 import credit_service_pb2_grpc
from ce.exam.v1 import exam_service_pb2_grpc, item_bank_service_pb2_grpc
from ce.federation.v1 import federation_service_pb2_grpc
from ce.files.v1 import file_service_pb2, file_service_pb2_grpc
from ce.identity.v1 import identity_service_pb2, identity_service_pb2_grpc
from ce.learning.v1 import learning_service_pb2_grpc
from ce.org.v1 import org_service_pb2_grpc

PIECE = 256 * 1024


class Refused(Exception):
    """A call was refused: `reason`, the Chinese message, the metadata."""

    def __init__(self, reason: str, message: str, metadata: dict[str, str]) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason, self.message, self.metadata = reason, message, metadata


def refusal_of(error: grpc.RpcError) -> Refused:
    """Read a status' details."""
    status = rpc_status.from_call(error)
    info = error_details_pb2.ErrorInfo()
    if status is not None and status.details and status.details[0].Is(info.DESCRIPTOR):
        status.details[0].Unpack(info)
    return Refused(info.reason or str(error.code()), str(error.details()), dict(info.metadata))


class _Service:
    """A stub whose calls carry the person's token and turn statuses into `Refused`."""

    def __init__(self, session: "Session", stub: Any) -> None:
        self._session, self._stub = session, stub

    def __getattr__(self, method: str) -> Any:
        call = getattr(self._stub, method)

        def ask(request: Any) -> Any:
            if "request_id" in request.DESCRIPTOR.fields_by_name and not request.request_id:
                request.request_id = str(uuid.uuid4())
            try:
                return call(request, metadata=self._session.metadata, timeout=30)
            except grpc.RpcError as error:
                raise refusal_of(error) from error

        return ask


class Session:
    """One person at one platform."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.channel = grpc.insecure_channel(address)
        self.metadata: tuple[tuple[str, str], ...] = ()
        self.person: Any = None
        self.identity = _Service(self, identity_service_pb2_grpc.IdentityServiceStub(self.channel))
        self.org = _Service(self, org_service_pb2_grpc.OrgServiceStub(self.channel))
        self.learning = _Service(self, learning_service_pb2_grpc.LearningServiceStub(self.channel))
        self.exam = _Service(self, exam_service_pb2_grpc.ExamServiceStub(self.channel))
        self.items = _Service(self, item_bank_service_pb2_grpc.ItemBankServiceStub(self.channel))
        self.credit = _Service(self, credit_service_pb2_grpc.CreditServiceStub(self.channel))
        self.billing = _Service(self, billing_service_pb2_grpc.BillingServiceStub(self.channel))
        self.certificate = _Service(self, certificate_service_pb2_grpc.CertificateServiceStub(self.channel))
        self.sync = _Service(self, federation_service_pb2_grpc.SyncServiceStub(self.channel))
        self._files = file_service_pb2_grpc.FileServiceStub(self.channel)

    def activate(self, login: str, secret: str, password: str) -> "Session":
        """Set the first password and sign in."""
        request = identity_service_pb2.ActivateRequest(login=login, secret=secret, new_password=password)
        return self._signed_in(self.identity.Activate(request))

    def sign_in(self, login: str, password: str) -> "Session":
        """Sign in."""
        return self._signed_in(self.identity.SignIn(identity_service_pb2.SignInRequest(login=login, password=password)))

    def sign_up(self, name: str, id_number: str, password: str) -> "Session":
        """Register oneself and sign in."""
        request = identity_service_pb2.SignUpRequest(name=name, id_number=id_number, password=password)
        self.identity.SignUp(request)
        return self.sign_in(id_number, password)

    def refresh(self) -> None:
        """Take new tokens: roles given meanwhile are in them."""
        request = identity_service_pb2.RefreshSessionRequest(refresh_token=self.refresh_token)
        self._keep(self.identity.RefreshSession(request).tokens)

    def upload(self, path: Path) -> str:
        """Upload a file; return its ticket."""

        def pieces() -> Iterator[Any]:
            yield file_service_pb2.UploadFileRequest(name=path.name)
            content = path.read_bytes()
            for start in range(0, len(content), PIECE):
                yield file_service_pb2.UploadFileRequest(content=content[start : start + PIECE])

        try:
            return str(self._files.UploadFile(pieces(), metadata=self.metadata, timeout=30).file_ticket)
        except grpc.RpcError as error:
            raise refusal_of(error) from error

    def download(self, file_ticket: str) -> bytes:
        """Download a file by its ticket."""
        request = file_service_pb2.DownloadFileRequest(file_ticket=file_ticket)
        try:
            answers = self._files.DownloadFile(request, metadata=self.metadata, timeout=60)
            return b"".join(answer.content for answer in answers)
        except grpc.RpcError as error:
            raise refusal_of(error) from error

    def _signed_in(self, answer: Any) -> "Session":
        self.person = answer.person
        self._keep(answer.tokens)
        return self

    def _keep(self, tokens: Any) -> None:
        self.refresh_token = tokens.refresh_token
        self.metadata = (("authorization", f"Bearer {tokens.access_token}"),)
