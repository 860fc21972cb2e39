//! Rows of other platforms, in tables of programs that serve several.

use crate::input::rows::CountedRows;
use crate::input::table::cell_chunk::{CellChunk, CellKind, CellRange, Slots};
use crate::input::table::header::Header;
use crate::input::table::kind::TableKind;
use crate::input::table::row::Cell;

/// Names of other platforms, in small letters, as programs write them.
const OTHERS: [&str; 44] = [
    "amazon",
    "亚马逊",
    "亞馬遜",
    "amz",
    "ebay",
    "temu",
    "拼多多",
    "tiktok",
    "tiktok shop",
    "tiktokshop",
    "抖音",
    "shopee",
    "虾皮",
    "蝦皮",
    "lazada",
    "来赞达",
    "wish",
    "walmart",
    "沃尔玛",
    "ozon",
    "wildberries",
    "wb",
    "joom",
    "shein",
    "希音",
    "shopify",
    "独立站",
    "woocommerce",
    "etsy",
    "coupang",
    "allegro",
    "cdiscount",
    "mercadolibre",
    "mercado libre",
    "mercado",
    "美客多",
    "newegg",
    "shoplazza",
    "shopline",
    "alibaba",
    "阿里巴巴国际站",
    "1688",
    "淘宝",
    "京东",
];

/// The column that names the platform that a row comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlatformColumn {
    slot: usize,
    /// Every other name is another platform's; otherwise those of [`OTHERS`] are.
    names_all: bool,
}

impl PlatformColumn {
    /// Finds the column; `None` where no column tells.
    pub(crate) fn of(header: &Header, slots: &mut Slots) -> Option<Self> {
        let slot = slots.of(header.column("platform")?);
        Some(Self { slot, names_all: header.kind == TableKind::Dianxiaomi })
    }

    /// Drops the rows of a chunk that are of other platforms, and returns them.
    pub(crate) fn drop_others(self, chunk: &mut CellChunk) -> CountedRows {
        // Rows of a platform come in runs.
        let mut last = None;
        let is_own = |cell: &CellRange| match last {
            Some((known, is_own)) if cell.is_text() && chunk.written(*cell) == known => is_own,
            _ => {
                let is_own = self.is_own(chunk.value(*cell));
                last =
                    Some((chunk.written(*cell), is_own)).filter(|_| cell.kind() == CellKind::Text);
                is_own
            }
        };
        let own: Vec<bool> = chunk.column(self.slot).iter().map(is_own).collect();
        let mut others = CountedRows::default();
        let rows = chunk.rows().iter().zip(&own).filter(|(_, own)| !**own);
        rows.for_each(|(row, _)| others.add(*row));
        if others.count > 0 {
            chunk.retain(&own);
        }
        others
    }

    fn is_own(self, cell: Cell<'_>) -> bool {
        match cell {
            Cell::Text(text) => {
                let text = text.to_lowercase();
                let is_named =
                    text.contains("aliexpress") || text.contains("速卖通") || text == "smt";
                // Programs write the country of a shop behind its platform: `Amazon-US`.
                let name = text.split(['-', '_', '(', '（', ':']).next().unwrap_or_default().trim();
                is_named || !self.names_all && !OTHERS.contains(&name)
            }
            Cell::Empty => true,
            Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => !self.names_all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_other_platforms_are_told_by_their_names() {
        let own =
            |names_all, text: &str| PlatformColumn { slot: 0, names_all }.is_own(Cell::Text(text));
        for text in ["AliExpress", "速卖通", "smt", "全球速卖通"] {
            assert!(own(true, text) && own(false, text), "{text}");
        }
        for text in ["Amazon", "亚马逊", "eBay", "Amazon-US", "TikTok Shop"] {
            assert!(!own(true, text) && !own(false, text), "{text}");
        }
        for text in ["yes", "true", "AE", "platform"] {
            assert!(!own(true, text) && own(false, text), "{text}");
        }
    }
}
