"""Identity: people, accounts, sign-in and roles."""

from ce.identity.v1 import identity_service_pb2, identity_service_pb2_grpc
from ce_gateway.translate import Translated


class IdentityServicer(Translated, identity_service_pb2_grpc.IdentityServiceServicer):
    """Leads to the identity service."""

    service = "identity"
    descriptor = identity_service_pb2.DESCRIPTOR.services_by_name["IdentityService"]
    register = staticmethod(identity_service_pb2_grpc.add_IdentityServiceServicer_to_server)
