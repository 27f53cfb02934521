"""Certificates: their issue, revocation, download and public verification."""

from ce.certificate.v1 import certificate_service_pb2, certificate_service_pb2_grpc
from ce_gateway.translate import Translated


class CertificateServicer(Translated, certificate_service_pb2_grpc.CertificateServiceServicer):
    """Leads to the certificate service."""

    service = "certificate"
    descriptor = certificate_service_pb2.DESCRIPTOR.services_by_name["CertificateService"]
    register = staticmethod(certificate_service_pb2_grpc.add_CertificateServiceServicer_to_server)
