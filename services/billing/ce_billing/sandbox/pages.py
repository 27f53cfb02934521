"""The pay page, as plain as can be."""

from html import escape

from ce_billing.domain.money import yuan
from ce_billing.sandbox.book import SandboxPayment

STATES = {"waiting": "待支付", "paid": "已支付", "closed": "已取消"}
PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>支付（沙箱）</title>
<style>
body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }}
dt {{ color: #666; }} dd {{ margin: 0 0 .6rem; }} .sum {{ font-size: 2rem; }}
button {{ font: inherit; padding: .5rem 1.5rem; margin: .3rem .6rem .3rem 0; }}
label {{ display: block; }} details {{ margin-top: 2rem; color: #666; }}
</style>
<h1>支付（沙箱）</h1>
<p>这里不会发生真实的扣款。</p>
<dl>
<dt>项目</dt><dd>{subject}</dd>
<dt>收款单位</dt><dd>{payee}</dd>
<dt>金额</dt><dd class="sum">¥{amount}</dd>
<dt>状态</dt><dd>{state}</dd>
</dl>
{form}
</html>
"""
FORM = """<form method="post">
<button name="action" value="pay">支付</button>
<button name="action" value="cancel">取消</button>
<details><summary>测试选项</summary>
<label>重复通知 <input name="duplicates" value="0" size="3"> 次</label>
<label>延迟 <input name="delay" value="0" size="3"> 秒</label>
<label>先发一条金额为 <input name="wrong_amount" value="0" size="6"> 分的通知（0 为不发）</label>
<label><input type="checkbox" name="forged" value="1"> 先发一条签名错误的通知</label>
<label><input type="checkbox" name="late" value="1"> 先发一条签名过期的通知</label>
<label><input type="checkbox" name="twice" value="1"> 同一订单再付一次</label>
</details>
</form>"""


def pay_page(payment: SandboxPayment) -> bytes:
    """Return the page of a payment."""
    form = FORM if payment.state == "waiting" else ""
    page = PAGE.format(
        subject=escape(payment.subject),
        payee=escape(payment.payee),
        amount=yuan(payment.amount_fen),
        state=STATES[payment.state],
        form=form,
    )
    return page.encode()
