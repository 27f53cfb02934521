"""Who may write into an attempt: the person who began it, with the capability given then."""

from ce_exam.application.ports import Capabilities
from ce_exam.domain.errors import BadCapability


def check_capability(capabilities: Capabilities, text: str, attempt_id: str, person_id: str) -> None:
    """Check that the capability is for this attempt and this person.

    Raises:
        BadCapability: it is not, or this platform did not make it.
    """
    capability = capabilities.decode(text)
    if (capability.attempt_id, capability.person_id) != (attempt_id, person_id):
        raise BadCapability("作答凭据不属于本次考试或本人，请重新进入考试")
