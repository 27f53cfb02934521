"""Learning: courses, enrolment, study time."""

from ce.learning.v1 import learning_service_pb2, learning_service_pb2_grpc
from ce_gateway.translate import Translated


class LearningServicer(Translated, learning_service_pb2_grpc.LearningServiceServicer):
    """Leads to the learning service."""

    service = "learning"
    descriptor = learning_service_pb2.DESCRIPTOR.services_by_name["LearningService"]
    register = staticmethod(learning_service_pb2_grpc.add_LearningServiceServicer_to_server)
