"""Delete what has run out: refresh tokens, and wrong guesses that are long past."""

from ce_identity.application.ports import IdentityUnitOfWork
from ce_identity.application.sessions import security_now
from ce_identity.domain.attempts import REMEMBERED


def forget_expired(uow: IdentityUnitOfWork) -> None:
    """Delete expired tokens and forgotten attempts; sessions themselves stay on record."""
    now = security_now()
    with uow:
        uow.sessions.forget_tokens(now)
        uow.attempts.forget_before(now - REMEMBERED)
        uow.commit()
