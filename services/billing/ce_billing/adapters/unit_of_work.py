"""One transaction over everything the service owns."""

from sqlalchemy import Connection

from ce_billing.adapters.facts import SqlAttempts, SqlEmployments
from ce_billing.adapters.orders import SqlOrders
from ce_billing.adapters.payments import SqlPayments
from ce_billing.adapters.prices import SqlPrices
from ce_billing.adapters.tables import metadata
from ce_kit.db.unit_of_work import SqlUnitOfWork


class SqlBillingUnitOfWork(SqlUnitOfWork):
    """The repositories of one transaction."""

    metadata = metadata

    def open(self, connection: Connection) -> None:
        self.prices = SqlPrices(connection)
        self.orders = SqlOrders(connection)
        self.payments = SqlPayments(connection)
        self.attempts = SqlAttempts(connection)
        self.employments = SqlEmployments(connection)
