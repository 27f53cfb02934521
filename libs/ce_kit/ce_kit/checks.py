"""The checks of fields: marshmallow's validators, and what each says when it refuses a value."""

from marshmallow import validate


class Range(validate.Range):
    """A number or a day from `min` to `max`."""

    message_min = "须{min_op} {{min}}"
    message_max = "须{max_op} {{max}}"
    message_all = "须{min_op} {{min}} 且{max_op} {{max}}"
    message_gte, message_gt, message_lte, message_lt = "不小于", "大于", "不大于", "小于"


class Length(validate.Length):
    """A text of `min` to `max` characters."""

    message_min = "长度须不少于 {min} 个字符"
    message_max = "长度须不超过 {max} 个字符"
    message_all = "长度须为 {min} 至 {max} 个字符"
    message_equal = "长度须为 {equal} 个字符"


class Count(validate.Length):
    """A list of `min` to `max` items."""

    message_min = "须不少于 {min} 项"
    message_max = "须不超过 {max} 项"
    message_all = "须为 {min} 至 {max} 项"
    message_equal = "须为 {equal} 项"


class OneOf(validate.OneOf):
    """One of the named values."""

    default_message = "须为下列之一：{choices}"


class Regexp(validate.Regexp):
    """A text of a form."""

    default_message = "格式不符，须符合 {regex}"
