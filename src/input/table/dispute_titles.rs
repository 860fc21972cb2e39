//! Whether titles that are not known may be those of a table of disputes.

use crate::packed::word_list;

/// What titles of disputes have in them, in small letters.
const DISPUTES: &[&str] = word_list!("lists/dispute_words.txt");
/// What titles of anything else have in them: refunds, returns, cancellations, shipping, remarks.
const OTHERS: &[&str] = word_list!("lists/beside_disputes.txt");
/// Titles of why something was asked for.
const REASONS: &[&str] = word_list!("lists/reason_titles.txt");
/// Titles of what became of it.
const STATES: &[&str] = word_list!("lists/state_titles.txt");

/// Returns whether the titles of a table with order ids, of which those of `times` stand above times, are of disputes:
/// one names these, or they are why something was asked for and what became of it. `name` is that of the table.
pub(crate) fn are_of_disputes(name: &str, titles: &[String], times: &[usize]) -> bool {
    let titles: Vec<String> = titles.iter().map(|title| title.trim().to_lowercase()).collect();
    let is_other = |title: &str| OTHERS.iter().any(|part| title.contains(part));
    let name_disputes =
        |title: &&String| DISPUTES.iter().any(|part| title.contains(part)) && !is_other(title);
    let has = |words: &[&str]| titles.iter().any(|title| words.contains(&title.as_str()));
    let is_time_of_any =
        times.iter().filter_map(|at| titles.get(*at)).any(|title| !is_other(title));
    let is_plain = !is_other(&name.to_lowercase()) && !titles.iter().any(|title| is_other(title));
    is_time_of_any
        && (titles.iter().any(|title| name_disputes(&title))
            || is_plain && has(REASONS) && has(STATES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_disputes_are_told_from_what_else_is_kept_of_orders() {
        let are = |name: &str, line: &str, time: usize| {
            let titles: Vec<String> = line.split(',').map(str::to_owned).collect();
            are_of_disputes(name, &titles, &[time])
        };
        for line in [
            "Order,Date,Reason,State",
            "单号,时间,原因,状态",
            "订单号,纠纷日期,原因,处理",
            "Номер заказа,Дата спора,Причина,Статус",
            "order number,dispute opened,type,result",
            "订单号,申请时间,纠纷原因,退款金额",
        ] {
            assert!(are("Sheet3", line, 1), "{line}");
        }
        assert!(!are("cancelled", "Order,Date,Reason,State", 1));
        for line in [
            "订单号,发货时间,运单号,物流商",
            "订单号,异常时间,异常原因",
            "订单号,退款时间,退款金额,退款原因",
            "Order ID,Return date,Return reason,Status",
            "订单号,退款时间,纠纷退款金额",
            "订单号,纠纷跟进时间,备注",
            "Order,Date added,Reason,Buyer",
            "order_id,paid,transaction_id,amount",
            "order_id,date,status",
        ] {
            assert!(!are("Sheet3", line, 1), "{line}");
        }
    }
}
