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

/// What titles of times have in them.
const TIMES: &[&str] = word_list!("lists/times_of_titles.txt");
/// What titles of what comes after a filing have in them: its end, its deadlines, its answers.
const AFTER: &[&str] = word_list!("lists/after_filing.txt");
/// What titles of a filing have in them, whatever was filed.
const FILINGS: &[&str] = word_list!("lists/filing_words.txt");

fn has(title: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| title.contains(part))
}

/// Returns whether a title in small letters names disputes, and nothing else.
fn names_disputes(title: &str) -> bool {
    has(title, DISPUTES) && !has(title, OTHERS)
}

/// Returns whether a title in small letters says why a dispute was filed.
fn is_why(title: &str) -> bool {
    names_disputes(title) && has(title, REASONS)
}

/// Which titles say when a dispute was filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FilingTitles {
    /// Those that name disputes: orders, too, are submitted, and have reasons.
    OfDisputes,
    /// Those that name anything that was filed too, beside why it was.
    OfAny,
}

/// Returns which of the titles of a table, each in its forms, says when a dispute was filed; `None` without one. Flags,
/// amounts, counts and states say nothing of it.
pub(super) fn title_of_filing(titles: &[&[String]], which: FilingTitles) -> Option<usize> {
    let is_any = |forms: &[String], is: &dyn Fn(&str) -> bool| forms.iter().any(|form| is(form));
    let is_reason = |title: &str| is_why(title) || REASONS.contains(&title);
    let says_why =
        which == FilingTitles::OfAny && titles.iter().any(|forms| is_any(forms, &is_reason));
    let is_named = |title: &str| names_disputes(title) || says_why && has(title, FILINGS);
    let is_other = |title: &str| has(title, AFTER) || has(title, OTHERS);
    let is_of_filing = |forms: &&[String]| {
        is_any(forms, &|title| has(title, TIMES) && is_named(title)) && !is_any(forms, &is_other)
    };
    titles.iter().position(is_of_filing)
}

/// Returns whether the titles of a table with order ids, of which those of `times` stand above times, are of disputes:
/// one names when a dispute began or why. Where the name of the table says it, a reason or a state is enough.
pub(crate) fn are_of_disputes(name: &str, titles: &[String], times: &[usize]) -> bool {
    let titles: Vec<String> = titles.iter().map(|title| title.trim().to_lowercase()).collect();
    let mut of_times = times.iter().filter_map(|at| titles.get(*at));
    let is_time_of_any = of_times.clone().any(|title| !has(title, OTHERS));
    let is_fact =
        |title: &String| REASONS.contains(&title.as_str()) || STATES.contains(&title.as_str());
    let is_named = names_disputes(&name.to_lowercase()) && titles.iter().any(is_fact);
    is_time_of_any
        && (is_named
            || titles.iter().any(|title| is_why(title))
            || of_times.any(|title| names_disputes(title)))
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
            "订单号,纠纷日期,原因,处理",
            "Номер заказа,Дата спора,Причина,Статус",
            "order number,dispute opened,type,result",
            "订单号,申请时间,纠纷原因,退款金额",
        ] {
            assert!(are("Sheet3", line, 1), "{line}");
        }
        for line in ["Order,Date,Reason,State", "单号,时间,原因,状态"] {
            assert!(are("disputes 2", line, 1) && are("纠纷", line, 1), "{line}");
            assert!(!are("cancelled", line, 1) && !are("售后", line, 1), "{line}");
        }
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
            "Order ID,Payout date,Dispute deduction,Status",
            "Order ID,Placed,Disputed?,Status",
            "单号,下单,是否纠纷,状态",
            "订单号,登记时间,原因,处理结果",
        ] {
            assert!(!are("Sheet3", line, 1), "{line}");
        }
    }
}
