//! Tables of something else than orders and disputes, which a seller keeps beside them: told by their titles.

use crate::input::table::header::Header;

/// The titles by which such a table is told, in the form in which titles are compared.
pub(super) struct OtherTitles {
    /// Titles of the id of its own rows, which stands before that of the order.
    pub(super) row_ids: Vec<String>,
    /// Titles of what stands in no row of an order or a dispute.
    pub(super) contents: Vec<String>,
}

impl OtherTitles {
    /// Returns whether the time of a table's rows is that of something else, although its title may be that of an
    /// order: each title with its forms.
    pub(super) fn tell(&self, header: &Header, forms: &[Vec<String>]) -> bool {
        let fields: Vec<&str> = header.columns.keys().map(String::as_str).collect();
        let before_id = forms.get(..header.id_column()).unwrap_or_default();
        header.kind.is_read() && self.own_the_times(&fields, before_id, forms)
    }

    /// Returns whether titles say that rows are of something else: those before the order's id, and all; `fields` are
    /// those of orders or disputes that the table has.
    pub(super) fn own_the_times(
        &self,
        fields: &[&str],
        before_id: &[Vec<String>],
        forms: &[Vec<String>],
    ) -> bool {
        /// What may be known of anything.
        const OF_ALL: [&str; 6] = ["order_id", "created_at", "opened_at", "status", "shop", "note"];
        /// What is known of nothing but orders.
        const OF_ORDERS: [&str; 3] = ["completed_at", "completion", "buyer_protection_ends_at"];
        /// Orders may have one such column beside their times, as a seller's own remark, cost or rating.
        const CONTENTS: usize = 2;
        let count = |titles: &[Vec<String>], told: &[String]| {
            titles.iter().filter(|forms| forms.iter().any(|form| told.contains(form))).count()
        };
        let titles: Vec<&str> =
            forms.iter().filter_map(|forms| forms.first()).map(String::as_str).collect();
        if may_be_disputes(fields, &titles) {
            return false;
        }
        let has_little = fields.iter().all(|field| OF_ALL.contains(field));
        let may_have_own_id = match fields.contains(&"opened_at") {
            true => has_little,
            false => !fields.iter().any(|field| OF_ORDERS.contains(field)),
        };
        let is_of_disputes = fields.contains(&"opened_at");
        has_little && !is_of_disputes && count(forms, &self.contents) >= CONTENTS
            || may_have_own_id && count(before_id, &self.row_ids) > 0
    }
}

/// Returns whether a table that lacks the time of its orders or disputes is surely of neither: it has no time under a
/// title that is not known, nothing that is known of orders or disputes alone, and says what it is of. `fields` are
/// those that it has, `unknown` its other titles, `titles` all, in the form in which titles are compared.
pub(super) fn is_of_neither(fields: &[&str], unknown: &[&str], titles: &[&str]) -> bool {
    const TIMES: [&str; 2] = ["paid_at", "completed_at"];
    const OF_ORDERS: [&str; 6] =
        ["status", "country", "product_id", "sku", "completion", "buyer_protection_ends_at"];
    const OF_ORDERS_ALONE: [&str; 2] = ["completion", "buyer_protection_ends_at"];
    const TOGETHER_OF_ORDERS: [&str; 3] = ["product_id", "status", "country"];
    const OF_DISPUTES: [&str; 7] = [
        "dispute_id",
        "stage",
        "liability",
        "ruled_at",
        "escalated_at",
        "seller_response_due_at",
        "closed_at",
    ];
    let count = |of: &[&str]| fields.iter().filter(|field| of.contains(*field)).count();
    let is_of_orders = match count(&TIMES) {
        0 => false,
        1 => count(&OF_ORDERS) > 0,
        _ => true,
    };
    if is_of_orders || count(&OF_DISPUTES) > 0 || may_be_disputes(fields, titles) {
        return false;
    }
    if !fields.contains(&"order_id") {
        return !unknown.iter().any(|title| may_be_time(title) || may_be_id(title));
    }
    let may_be_orders = count(&OF_ORDERS_ALONE) > 0
        || TOGETHER_OF_ORDERS.iter().all(|field| fields.contains(field))
        || unknown.iter().any(|title| may_be_time(title) || is_time_of_anything(title));
    let says_what = titles.iter().any(|title| is_of_something_else(title))
        || count(&OF_ORDERS) == 0 && unknown.iter().all(|title| is_of_money(title));
    !may_be_orders && says_what
}

/// Returns whether titles may be those of disputes: they name these, or why something was asked for that has no known
/// time of an order. Refunds, which have reasons too, are told by their own time or amount.
fn may_be_disputes(fields: &[&str], titles: &[&str]) -> bool {
    const DISPUTES: [&str; 2] = ["纠纷", "dispute"];
    const REASONS: [&str; 3] = ["原因", "理由", "reason"];
    const REFUNDS: [&str; 4] = ["退款时间", "退款金额", "refunded", "refund_amount"];
    let say = |parts: &[&str]| titles.iter().any(|title| has_any(title, parts));
    !fields.contains(&"created_at") && (say(&DISPUTES) || say(&REASONS) && !say(&REFUNDS))
}

fn has_any(title: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| title.contains(part))
}

/// Returns whether a title is of what is kept of orders in a table of its own: shipping, refunds, reviews, invoices,
/// messages.
fn is_of_something_else(title: &str) -> bool {
    const PARTS: [&str; 28] = [
        "物流", "运单", "快递", "包裹", "发货", "签收", "退款", "退货", "评价", "评分", "星级",
        "开票", "发票", "消息", "留言", "工单", "logistic", "ship", "tracking", "carrier",
        "deliver", "refund", "return", "review", "rating", "feedback", "invoice", "message",
    ];
    has_any(title, &PARTS)
}

/// Returns whether a title is of an amount.
fn is_of_money(title: &str) -> bool {
    has_any(title, &["amount", "currency", "price", "cost", "fee", "金额", "币种", "费", "成本"])
}

/// Returns whether a title is of a time that may be any, or says nothing: `update_time`, `t1`.
fn is_time_of_anything(title: &str) -> bool {
    const ENDS: [&str; 6] = ["时间", "日期", "_at", "time", "date", " at"];
    let is_time = ENDS.iter().any(|end| title.ends_with(end));
    !is_of_something_else(title) && (is_time || title.ends_with(|sign: char| sign.is_ascii_digit()))
}

/// Returns whether a title may be that of when an order was placed or a dispute was filed.
fn may_be_time(title: &str) -> bool {
    const PARTS: [&str; 19] = [
        "创建",
        "下单",
        "订购",
        "购买",
        "拍下",
        "成交",
        "发起",
        "申请",
        "开启",
        "created",
        "placed",
        "purchase",
        "ordered",
        "opened",
        "filed",
        "order_date",
        "order date",
        "order_time",
        "order time",
    ];
    const WHOLE: [&str; 11] = [
        "日期",
        "时间",
        "订单日期",
        "订单时间",
        "交易日期",
        "交易时间",
        "date",
        "time",
        "datetime",
        "timestamp",
        "day",
    ];
    // Of other languages nothing is known.
    let is_read = |sign: char| {
        sign.is_ascii()
            || matches!(sign, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
    };
    PARTS.iter().any(|part| title.contains(part))
        || WHOLE.contains(&title)
        || !title.chars().all(is_read)
}

/// Returns whether a title may be that of an order's id.
fn may_be_id(title: &str) -> bool {
    ["订单", "单号", "order", "编号"].iter().any(|part| title.contains(part))
        || ["id", "number", "no", "no."].contains(&title)
}

#[cfg(test)]
mod tests {
    use crate::input::error::{Ids, SourceError};
    use crate::input::table::csv::records::first_records;
    use crate::input::table::kind::TableKind;
    use crate::input::table::title_catalogue::TitleCatalogue;

    fn kind(line: &str) -> TableKind {
        let records = first_records(line.as_bytes(), b',', 1);
        TitleCatalogue::new(&Vec::new()).read(&records[0]).unwrap().kind
    }

    #[test]
    fn a_table_whose_rows_are_of_something_else_is_none_of_orders() {
        for line in [
            "采购单号,订单号,下单时间,付款时间,订单状态",
            "工单号,订单号,下单时间,订单状态",
            "ticket_id,order_id,opened_at,status,subject",
            "Return ID,Order ID,created_at,reason,status",
            "order_id,sender,created_at,text",
            "order_id,stars,created_at,review",
            "订单号,采购成本,采购价,下单时间",
        ] {
            assert_eq!(kind(line), TableKind::OtherRows, "{line}");
        }
        for (line, of) in [
            ("包裹号,订单号,平台渠道,下单时间,付款时间", TableKind::Dianxiaomi),
            ("order_id,created_at,paid_at,event", TableKind::PlainOrders),
            ("order_id,created_at,ticket_id", TableKind::PlainOrders),
            ("采购单号,订单号,下单时间,确认收货时间", TableKind::SellerOrders),
            ("ticket_id,order_id,opened_at,reason,status", TableKind::PlainDisputes),
            ("order_id,created_at,comment", TableKind::PlainOrders),
            ("order_id,created_at,message", TableKind::PlainOrders),
            ("order_id,event,created_at", TableKind::PlainOrders),
            ("订单号,采购成本,运费,下单时间", TableKind::SellerOrders),
            ("order_id,opened_at,sender", TableKind::PlainDisputes),
            ("order_id,opened_at,event", TableKind::PlainDisputes),
            ("订单号,下单时间,纠纷开始的日期,纠纷原因", TableKind::PlainDisputes),
            ("订单号,下单时间,发起时间,原因,状态", TableKind::PlainDisputes),
            ("order_id,created_at,Dispute first date", TableKind::PlainDisputes),
            ("订单号,订单提交时间,下单时间,确认收货时间,原因", TableKind::SellerOrders),
            ("order_id,created_at,paid_at,Raised on date,Reason", TableKind::PlainOrders),
            ("工单号,订单号,下单时间,纠纷时间", TableKind::SellerOrders),
            ("订单号,纠纷提起时间,纠纷类型,处理结果,退款金额", TableKind::PlainDisputes),
            ("订单号,纠纷最初日期,处理结果,退款金额", TableKind::PlainDisputes),
            ("订单号,退款来源,退款成功时间,退款金额,纠纷退款金额", TableKind::RefundReport),
            ("订单号,下单时间,纠纷状态,纠纷信息,纠纷原因", TableKind::SellerOrders),
            ("order_id,created_at,Disputed?,Dispute count", TableKind::PlainOrders),
            (
                "order_id,created_at,dispute_updated_at,Dispute deadline date",
                TableKind::PlainOrders,
            ),
        ] {
            assert_eq!(kind(line), of, "{line}");
        }
    }

    #[test]
    fn a_table_without_times_may_be_one_of_orders() {
        let ids = |line: &str| {
            let records = first_records(line.as_bytes(), b',', 1);
            let catalogue = TitleCatalogue::new(&Vec::new());
            let error = match catalogue.read(&records[0]) {
                Some(header) => header.require("f", &catalogue).unwrap_err(),
                None => {
                    let titles: Vec<String> = line.split(',').map(str::to_owned).collect();
                    catalogue.unknown_header("f", &titles)
                }
            };
            match error {
                SourceError::MissingColumn { ids, .. } | SourceError::UnknownHeader { ids, .. } => {
                    ids
                }
                other => panic!("{other}"),
            }
        };
        for line in [
            "订单号,物流单号,发货时间,状态",
            "订单号,运单号,发货时间,签收时间,物流商",
            "订单号,退款时间,退款金额,退款原因",
            "订单号,评价星级,评价时间,评价内容",
            "订单号,开票时间,金额",
            "商品 ID,商品编码,商品标题,库存",
            "order_id,paid_at,amount,currency",
            "order_id,refunded_at,amount,reason",
            "工单号,订单号,创建时间,状态",
            "订单编号,买家会员名,卖家公司名,货品总价(元),订单状态,订单创建时间",
        ] {
            assert_eq!(ids(line), Ids::Undated, "{line}");
        }
        for line in [
            "订单号,订单状态,付款时间,收货国家",
            "订单号,付款时间,确认收货时间",
            "订单号,创建时间,状态",
            "订单号,Дата,状态",
            "order_id,placed,amount",
            "order_id,date,amount",
            "order_id,status,updated_at",
            "order_id,t1,t4",
            "order_id,t1,amount",
            "order_id,product_id,status",
            "order_id,shop,product_id,country,t1,t2,t3,t4,status,completion",
            "order_id,reason,status",
            "订单号,纠纷的时间,纠纷原因",
            "退款单号,订单号,发起时间,纠纷原因",
            "退货单号,订单号,纠纷发起的时间,纠纷原因",
            "退款单号,订单号,申请时间,退款原因",
            "dispute_id,order_id,status,reason",
            "订单编号,商品编码,商品标题",
            "Заказ,Дата",
            "Nummer,Datum",
        ] {
            assert_eq!(ids(line), Ids::Possible, "{line}");
        }
    }
}
