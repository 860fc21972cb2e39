#!/usr/bin/env bash
# Seen on 2026-11-30 with cn_amount 0.0.5 and rmbTrans 0.1.0 from PyPI, which write amounts of yuan in words and read them, and
# cn2an 0.5.24 (PyPI) beside them: of an amount below nothing cn_amount writes the jiao and fen alone. A refund of -12.50 is 伍角,
# 0.50, and one of -100 is 零元整, nothing. An amount that is rounded up to whole yuan loses one: 0.999 is 零元整 and 99.999 is
# 玖拾玖元整, as the yuan are taken before rounding and the fen behind it. rmbTrans reads 拾伍元 (fifteen yuan, as cn2an reads 拾伍) as 5,
# and 壹万亿元, a million millions, as 0, while 壹拾伍元 and 壹亿元 are right. There is no error. cn2an writes 负壹拾贰元伍角 and 壹元整.
#
# Receipts and contracts state refunds in words. `disputes` writes amounts in digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cn_amount==0.0.5 rmbTrans==0.1.0 cn2an==0.5.24
cat >amounts.py <<'PY'
import cn2an
import rmbTrans
from cn_amount import CNAmount

for amount in (12.5, -12.5, -100, 0.999, 1.994, 99.999, 100.05):
    print(f"{amount}: cn_amount {CNAmount().amount_to_chinese(amount)}, cn2an {cn2an.an2cn(f'{amount:.2f}', 'rmb')}")
for text in ("壹拾伍", "拾伍", "壹亿", "壹万亿", "壹万贰仟"):
    print(f"{text}元: rmbTrans {rmbTrans.trans(text + '元')}, cn2an of {text} {cn2an.cn2an(text, 'smart')}")
PY
python/bin/python amounts.py >seen
cat seen
diff seen - <<'SEEN' || { echo "changed: other amounts"; exit 1; }
12.5: cn_amount 壹拾贰元伍角, cn2an 壹拾贰元伍角
-12.5: cn_amount 伍角, cn2an 负壹拾贰元伍角
-100: cn_amount 零元整, cn2an 负壹佰元整
0.999: cn_amount 零元整, cn2an 壹元整
1.994: cn_amount 壹元玖角玖分, cn2an 壹元玖角玖分
99.999: cn_amount 玖拾玖元整, cn2an 壹佰元整
100.05: cn_amount 壹佰元零伍分, cn2an 壹佰元零伍分
壹拾伍元: rmbTrans 15, cn2an of 壹拾伍 15
拾伍元: rmbTrans 5, cn2an of 拾伍 15
壹亿元: rmbTrans 100000000, cn2an of 壹亿 100000000
壹万亿元: rmbTrans 0, cn2an of 壹万亿 1000000000000
壹万贰仟元: rmbTrans 12000, cn2an of 壹万贰仟 12000
SEEN
echo "as seen: a refund is five jiao"
