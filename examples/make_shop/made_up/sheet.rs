//! The order export of the seller centre, as a seller has it on disk.

use std::collections::BTreeSet;

use disputes::domain::{Moment, Zone};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, FilterCondition, Format, Formula, Workbook, Worksheet, XlsxError,
};

use super::plain::tracking;
use super::{Filing, Sale};

/// The header of 2026 with the columns that this seller ticked, and one column of the seller's.
const HEADER: [&str; 25] = [
    "订单号",
    "订单状态",
    "负责人（业务员）",
    "买家名称",
    "下单时间",
    "付款时间",
    "订单金额",
    "商品 ID",
    "商品编码",
    "订单备注",
    "完整收货地址",
    "收件人名称",
    "联系电话",
    "手机",
    "联系邮件",
    "详细地址",
    "邮编",
    "城市",
    "州/省",
    "收货国家",
    "税号",
    "买家选择物流",
    "实际发货单号",
    "确认收货时间",
    "售后单",
];
const LAST: u16 = 24;

/// Returns the workbook's bytes.
pub(super) fn workbook(sales: &[Sale], filings: &[Filing]) -> Vec<u8> {
    write(sales, filings).expect("a workbook of this size can be written")
}

/// Returns an amount as the seller centre writes it, with a full-width yen sign.
pub(super) fn money(cents: u64) -> String {
    let yuan = cents / 100;
    let yuan = if yuan < 1_000 {
        yuan.to_string()
    } else {
        format!("{},{:03}", yuan / 1_000, yuan % 1_000)
    };
    format!("CN￥ {yuan}.{:02}", cents % 100)
}

fn write(sales: &[Sale], filings: &[Filing]) -> Result<Vec<u8>, XlsxError> {
    let disputed: BTreeSet<u64> = filings.iter().map(|filing| filing.sale.id).collect();
    let mut workbook = Workbook::new();
    let saved = ExcelDateTime::from_ymd(2026, 1, 17)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&saved));
    let text = Format::new().set_num_format("@");
    let sheet = workbook.add_worksheet();
    sheet.set_name("sheet1")?;
    for (column, title) in (0..).zip(HEADER) {
        sheet.write_string_with_format(0, column, title, &text)?;
    }
    // Newest first, as the seller centre sorts.
    for (row, sale) in (1..).zip(sales.iter().rev()) {
        for (column, cell) in (0..).zip(cells(sale)) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
        look_up(sheet, row, disputed.contains(&sale.id))?;
    }
    let last = u32::try_from(sales.len()).expect("a short list");
    sheet.autofilter(0, 0, last, LAST)?;
    sheet.filter_automatic_off();
    sheet.filter_column(LAST, &FilterCondition::new().add_list_filter("退货"))?;
    workbook.save_to_buffer()
}

/// The seller has looked up every order in a list of returns and filtered by the answer: most
/// rows are hidden, and their last cell is an error.
fn look_up(sheet: &mut Worksheet, row: u32, disputed: bool) -> Result<(), XlsxError> {
    if disputed {
        sheet.write_string(row, LAST, "退货")?;
    } else {
        sheet.write_formula(row, LAST, Formula::new("=NA()").set_result("#N/A"))?;
        sheet.set_row_hidden(row)?;
    }
    Ok(())
}

fn cells(sale: &Sale) -> Vec<String> {
    let (place, number) = (sale.place, sale.number);
    let street = format!("{} {number}", place.street);
    let confirmed = sale.completed.filter(|_| sale.fate.chinese() == "交易完成");
    let parcel = match (sale.shipped, number % 60) {
        (None, _) => String::new(),
        (Some(_), 0) => format!("Seller Shpping\n:{}\n", tracking(sale)),
        (Some(_), _) => format!("Sample Post:{}\n", tracking(sale)),
    };
    vec![
        sale.id.to_string(),
        sale.fate.chinese().to_owned(),
        "default firstName default lastName".to_owned(),
        format!("{} {number:05}", place.buyer),
        minute(Some(sale.created)),
        minute(sale.paid),
        money(sale.cents),
        sale.product.id.to_string(),
        sale.skus.clone(),
        if number % 50 == 7 { "gift, please\nno invoice".to_owned() } else { String::new() },
        format!("{street}、{}、{}、{}", place.city, place.state, place.name),
        format!("{} {number:05}", place.buyer),
        "+000".to_owned(),
        format!("555{number:07}"),
        format!("buyer{number:05}@example.com"),
        format!("{street} "),
        format!("0{number:04}"),
        place.city.to_owned(),
        place.state.to_owned(),
        place.name.to_owned(),
        if place.code == "BR" { format!("TAX-{number:05}") } else { String::new() },
        if sale.paid.is_some() { "SAMPLE_POST\n".to_owned() } else { String::new() },
        parcel,
        minute(confirmed),
        // The last column is the seller's own.
    ]
}

fn minute(moment: Option<Moment>) -> String {
    let wall = |moment| Zone::PLATFORM.wall(moment).format("%m/%d/%Y %H:%M").to_string();
    moment.map(wall).unwrap_or_default()
}
