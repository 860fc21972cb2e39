//! The dispute list as the seller centre's page gets it.

use disputes::domain::{Moment, Zone};
use serde_json::{Value, json};

use super::Filing;
use super::sheet::money;

/// Returns the list as a bare array, one dispute a line.
pub(super) fn disputes(filings: &[Filing]) -> String {
    let rows: Vec<String> = filings.iter().map(|filing| element(filing).to_string()).collect();
    format!("[\n{}\n]\n", rows.join(",\n"))
}

fn element(filing: &Filing) -> Value {
    let sale = &filing.sale;
    let id = (filing.reverse_id + 100_000).to_string();
    let mut line = json!({
        "aeItemDTO": item(filing),
        "buttonDTOList": [],
        "detailUrl": format!("/m_apps/dispute-management/detail?reverseOrderLineId={id}"),
        "features": {"empty": true, "featureMap": {}},
        "gmtCreate": wall(filing.opened),
        "gmtCreateTimestamp": filing.opened.millis(),
        "gmtModified": wall(filing.modified),
        "item": item(filing),
        "orderType": "local_service_store_owned",
        "reverseOrderId": filing.reverse_id.to_string(),
        "reverseOrderLineId": id,
        "reverseStatus": filing.chinese,
        "reverseType": "RETURN",
        "tradeOrderGmtCreate": wall(sale.created),
        "tradeOrderGmtCreateTimestamp": sale.created.millis(),
        "tradeOrderId": sale.id.to_string(),
        "tradeOrderLineId": filing.line_id.to_string(),
    });
    // The page leaves the buttons out once the platform has stepped in.
    if filing.stage == "platform" {
        line.as_object_mut().and_then(|line| line.shift_remove("buttonDTOList"));
    }
    json!({"sellerReverseOrderLines": [line]})
}

fn item(filing: &Filing) -> Value {
    let product = filing.sale.product;
    json!({
        "canApplyReverse": false,
        "itemCount": 1,
        "itemId": product.id,
        "itemPicUrl": "https://pictures.example/lamp.jpg",
        "itemTitle": product.title,
        "itemUnitPrice": {
            "cent": product.cents,
            "currency": "CNY",
            "formatMoney": money(product.cents),
        },
        "skuDTOList": [
            {"skuId": 193, "skuValue": product.sku},
            {"skuId": 201_336_106, "skuValue": "CHINA"},
        ],
        "supportPersonalReason": true,
    })
}

fn wall(moment: Moment) -> String {
    Zone::PLATFORM.wall(moment).format("%Y-%m-%d %H:%M:%S").to_string()
}
