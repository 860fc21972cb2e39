//! The methods that the gateway knows, and their limits.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::shop::{issue_id, moment, order_id};
use super::{Answer, Inner, Manner, refused};

const DAY: i64 = 86_400_000;

pub(super) fn ban(seconds: u64) -> Value {
    let words =
        format!("Api access frequency exceeds the limit. this ban will last {seconds} seconds");
    json!({"type": "ISP", "code": "ApiCallLimit", "msg": words, "message": words, "request_id": "0"})
}

pub(super) fn quota() -> Value {
    json!({"code": 7, "msg": "App Call Limited", "request_id": "0",
           "sub_code": "accesscontrol.limited-by-app-access-count",
           "sub_msg": "This ban will last for 40000 more seconds"})
}

impl Inner {
    pub(super) fn call(
        &self,
        method: &str,
        form: &BTreeMap<String, String>,
        manner: &Manner,
    ) -> Answer {
        let json = |name: &str| -> Result<Value, Value> {
            let text = form.get(name).ok_or_else(|| refused("MissingParameter", name))?;
            serde_json::from_str(text).map_err(|_| refused("InvalidParameter", name))
        };
        match method {
            "aliexpress.issue.issuelist.get" => self.issues(&json("query_dto")?, manner),
            "aliexpress.trade.seller.orderlist.get" => {
                self.orders(&json("param_aeop_order_query")?, manner)
            }
            "aliexpress.issue.detail.get" | "aliexpress.trade.new.redefining.findorderbyid"
                if manner.no_details =>
            {
                Err(refused("InsufficientPermission", "App has insufficient isv permissions"))
            }
            "aliexpress.issue.detail.get" => self.issue(form, manner),
            "aliexpress.trade.new.redefining.findorderbyid" => self.order(&json("param1")?, manner),
            "global.seller.relation.query" if manner.no_relations => {
                Err(refused("InsufficientPermission", "App has insufficient isv permissions"))
            }
            "global.seller.relation.query" => {
                let relation = |id: &u64| json!({"channel_seller_id": id, "channel": "AE_GLOBAL"});
                let list: Vec<Value> = manner.channels.iter().map(relation).collect();
                Ok(json!({"success": true, "seller_relation_list": list}))
            }
            _ => {
                self.memory.lock().unwrap().complaints.push(format!("unexpected method {method}"));
                Err(refused("InvalidApiPath", "The specified API path is invalid"))
            }
        }
    }

    fn issues(&self, query: &Value, manner: &Manner) -> Answer {
        let (page, size) = paging(query, u64::MAX)?;
        let status = query["issue_status"].as_str().unwrap_or_default();
        if !["processing", "canceled_issue", "finish"].contains(&status) {
            return Err(refused("InvalidParameter", "issue_status"));
        }
        let from = query["create_time_start"].as_i64().unwrap_or(i64::MIN);
        let to = query["create_time_end"].as_i64().unwrap_or(i64::MAX);
        let mut shop = self.shop.lock().unwrap();
        let inside = |created: i64| from <= created && created <= to;
        // Newest first.
        let rows: Vec<Value> = shop
            .issues
            .iter()
            .rev()
            .filter(|issue| issue.status == status && inside(issue.created))
            .filter(|issue| manner.shows(issue.order, &query["channel_seller_id"]))
            .map(|issue| {
                let mut row = issue.row();
                if manner.garbled_issue == Some(issue.number) {
                    row["gmt_create"] = json!("yesterday");
                }
                row
            })
            .collect();
        let answer = cut(&rows, page, size, manner);
        if manner.shifts && page == 1 && self.shift(status) {
            let newest = shop.issues.iter_mut().rev().find(|issue| issue.status == status);
            if let Some(issue) = newest {
                issue.status = "finish";
            }
        }
        if self.moves(manner) {
            let newest = shop.issues.iter_mut().rev().find(|issue| issue.status == "processing");
            newest.into_iter().for_each(|issue| issue.status = "finish");
        }
        let (rows, total) = answer;
        let total = Some(total).filter(|_| !manner.no_total);
        let mut answer = json!({"current_page": page, "page_size": size, "total_item": total,
                            "data_list": rows, "request_id": "0"});
        if let Some((field, value)) = &manner.failed_list {
            answer = json!({"current_page": 1, "total_item": 0, "data_list": {}, *field: value});
        }
        Ok(enveloped(answer, "aliexpress_issue_issuelist_get_response", manner))
    }

    /// Returns whether a dispute moves now.
    fn moves(&self, manner: &Manner) -> bool {
        let mut memory = self.memory.lock().unwrap();
        let moves = memory.moved < manner.moves;
        memory.moved += usize::from(moves);
        moves
    }

    /// Returns whether a state has not shifted before.
    fn shift(&self, status: &str) -> bool {
        let mut memory = self.memory.lock().unwrap();
        let first = !memory.shifted.iter().any(|shifted| shifted == status);
        memory.shifted.push(status.to_owned());
        first && status != "finish"
    }

    fn orders(&self, query: &Value, manner: &Manner) -> Answer {
        let (page, size) = paging(query, 99)?;
        let time = |name: &str| query[name].as_str().and_then(moment);
        let (Some(from), Some(to)) = (time("create_date_start"), time("create_date_end")) else {
            return Err(refused("InvalidParameter", "create_date_start"));
        };
        let finished = query["order_status"] == "FINISH";
        if to - from > if finished { 30 } else { 180 } * DAY {
            return Err(refused("InvalidParameter", "the window is too long"));
        }
        let since = time("modified_date_start").unwrap_or(i64::MIN);
        let until = time("modified_date_end").unwrap_or(i64::MAX);
        let shop = self.shop.lock().unwrap();
        let rows: Vec<&super::shop::Order> = shop
            .orders
            .iter()
            .rev()
            .filter(|order| (order.status() == "FINISH") == finished)
            .filter(|order| manner.shows(order.number, &query["seller_channel_id"]))
            .filter(|order| {
                let created = from <= order.created && order.created <= to;
                created && (since..=until).contains(&order.updated())
            })
            .collect();
        let shown = usize::try_from(manner.window_limit).unwrap();
        let total = rows.len();
        let (rows, told) =
            cut(rows.get(..shown.min(total)).unwrap_or_default(), page, size, manner);
        let mut rows: Vec<Value> = rows.into_iter().map(super::shop::Order::row).collect();
        if let Some(reason) = manner.end_reason.filter(|_| finished) {
            rows.iter_mut().for_each(|row| row["end_reason"] = json!(reason));
        }
        let total = told.max(u64::try_from(total).unwrap());
        let total = Some(total).filter(|_| !manner.no_total);
        let pages = total.map(|total| total.div_ceil(size));
        let answer = json!({"result": {"success": "true", "current_page": page, "page_size": size,
            "total_page": pages, "total_count": total, "target_list": rows}});
        Ok(enveloped(answer, "aliexpress_trade_seller_orderlist_get_response", manner))
    }

    fn issue(&self, form: &BTreeMap<String, String>, manner: &Manner) -> Answer {
        let asked = form.get("issue_id").and_then(|id| id.parse().ok());
        let buyer = form.get("buyer_login_id").cloned().unwrap_or_default();
        let shop = self.shop.lock().unwrap();
        let found = shop.issues.iter().find(|issue| Some(issue_id(issue.number)) == asked);
        match found {
            Some(issue) if issue.buyer() == buyer => {
                let mut detail = issue.detail();
                if manner.lost_history > 0 && issue.number % manner.lost_history == 0 {
                    detail["process_dto_list"] = json!([]);
                }
                let answer = json!({"result_object": detail, "request_id": "0"});
                Ok(enveloped(answer, "aliexpress_issue_detail_get_response", manner))
            }
            Some(_) | None => Err(refused("isv.issue-not-exist", "no such issue of this buyer")),
        }
    }

    fn order(&self, query: &Value, manner: &Manner) -> Answer {
        let asked = query["order_id"].as_u64();
        let shop = self.shop.lock().unwrap();
        let found = shop.orders.iter().find(|order| Some(order_id(order.number)) == asked);
        let order = found.ok_or_else(|| refused("isv.order-not-exist", "no such order"))?;
        let answer = json!({"target": order.detail(), "request_id": "0"});
        Ok(enveloped(answer, "aliexpress_trade_new_redefining_findorderbyid_response", manner))
    }
}

fn paging(query: &Value, last: u64) -> Result<(u64, u64), Value> {
    let number = |name: &str| query[name].as_u64().ok_or_else(|| refused("MissingParameter", name));
    let (page, size) = (number("current_page")?, number("page_size")?);
    if page == 0 || page > last || size == 0 || size > 50 {
        return Err(refused("InvalidParameter", "current_page or page_size"));
    }
    Ok((page, size))
}

/// Returns a page of rows and how many there are said to be.
fn cut<T: Clone>(rows: &[T], page: u64, size: u64, manner: &Manner) -> (Vec<T>, u64) {
    let page = if manner.stuck { 1 } else { page };
    let size = size.min(manner.longest_page);
    let (skip, size) =
        (usize::try_from((page - 1) * size).unwrap(), usize::try_from(size).unwrap());
    let shown = rows.iter().skip(skip).take(size).cloned().collect();
    (shown, u64::try_from(rows.len()).unwrap() + manner.claims_more)
}

/// Returns an answer in the envelope in force.
fn enveloped(answer: Value, name: &str, manner: &Manner) -> Value {
    if manner.wrapped { json!({ name: wrapped(answer) }) } else { answer }
}

/// Wraps lists in an object of one key, empty ones to `{}`, and writes large numbers as text.
fn wrapped(value: Value) -> Value {
    match value {
        Value::Array(list) if list.is_empty() => json!({}),
        Value::Array(list) => {
            json!({"some_dto": list.into_iter().map(wrapped).collect::<Vec<_>>()})
        }
        Value::Object(fields) => {
            fields.into_iter().map(|(name, value)| (name, wrapped(value))).collect()
        }
        Value::Number(number) if number.as_u64().is_some_and(|n| n > 1 << 40) => {
            json!(number.to_string())
        }
        other => other,
    }
}
