"""Exam: item bank, exams, attempts and marks."""

from ce.exam.v1 import exam_service_pb2, exam_service_pb2_grpc
from ce_gateway.translate import Translated


class ExamServicer(Translated, exam_service_pb2_grpc.ExamServiceServicer):
    """Leads to the exam service."""

    service = "exam"
    descriptor = exam_service_pb2.DESCRIPTOR.services_by_name["ExamService"]
    register = staticmethod(exam_service_pb2_grpc.add_ExamServiceServicer_to_server)
