"""What became of each row of a list, as it crosses the bus."""

from ce_kit import fields
from ce_kit.wire import Message, Text


class RowProblem(Message):
    """One thing wrong with a row, ce.common.v1.RowProblem."""

    code = Text()
    column = Text()
    message = Text(1000)


class RowReport(Message):
    """What became of a row of a spreadsheet, ce.common.v1.RowReport."""

    row = fields.Integer()
    status = Text()
    problems = fields.List(fields.Nested(RowProblem))
    subject = Text(1000)
    warnings = fields.List(fields.Nested(RowProblem))
