//! Single rows of a table of orders: read whole where an id comes again, and compared.

use super::{OrderDecoder, OrderValues};
use crate::domain::Order;
use crate::input::decode::missing;
use crate::input::decode::products::{product_text, write_sku};
use crate::input::table::cell_chunk::{CellChunk, CellRange};
use crate::input::table::kind::TableKind;

/// How rows are to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    /// An order is a row.
    Whole,
    /// An order has a row for each product, so that products and amounts differ.
    PerProduct,
    /// Not at all.
    Nothing,
}

/// Texts that an order borrows but no cell holds as they are.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    sku: Vec<u8>,
    product: String,
}

impl OrderDecoder {
    /// Returns the order of a good row, with the texts that are asked for.
    pub(crate) fn order<'a>(
        &mut self,
        chunk: &'a CellChunk,
        values: &OrderValues,
        row: usize,
        shop: &'a str,
        scratch: &'a mut Scratch,
    ) -> Option<Order<'a>> {
        let time = |at: usize| values.times.get(at)?.get(row).copied().flatten();
        let own_shop = missing::value(chunk.text(self.place.shop, row));
        let status = missing::value(chunk.text(self.status, row));
        scratch.sku.clear();
        write_sku(missing::value(chunk.text(self.place.sku, row)), &mut scratch.sku);
        let sku = std::str::from_utf8(&scratch.sku).expect("written from texts");
        scratch.product =
            product_text(missing::value(chunk.text(self.place.product, row))).into_owned();
        Some(Order {
            id: values.ids.get(row).copied().flatten()?,
            shop: if own_shop.is_empty() { shop } else { own_shop },
            product: &scratch.product,
            sku,
            country: self.country(chunk, row),
            amount: self.amount(chunk, row),
            created_at: time(0)?,
            paid_at: time(1),
            shipped_at: time(2),
            completed_at: time(3),
            completion: values.completions.get(row).copied().flatten(),
            completed_estimated: false,
            protection_ends_at: time(4),
            status,
            state: self.states.known(status),
            tracking: missing::value(chunk.text(self.tracking, row)),
            carrier: missing::value(chunk.text(self.carrier, row)),
        })
    }

    /// Returns true if one order may stand in several rows, one for each product.
    fn row_per_product(&self) -> bool {
        self.kind == TableKind::Dianxiaomi
    }

    /// Returns whether all is read that tells one product of an order from another, where rows are compared by it.
    pub(crate) fn reads_products(&self) -> bool {
        self.row_per_product() || self.products_are_read
    }

    /// Returns whether two rows of an order are written alike, as far as they are compared.
    pub(crate) fn are_alike(
        &self,
        chunk: &CellChunk,
        values: &OrderValues,
        one: usize,
        other: usize,
    ) -> bool {
        let [created, paid, _, completed, _] = &values.times;
        let is_written_alike = |slot: usize| {
            let (cells, bytes) = (chunk.column(slot), |cell: &CellRange| chunk.bytes(*cell));
            let (one, other) = (cells.get(one), cells.get(other));
            let kind = |cell: &CellRange| cell.kind();
            one.map(kind) == other.map(kind) && one.map(bytes) == other.map(bytes)
        };
        let of_order = self.status.iter().chain(&self.place.country).chain(&self.place.shop);
        let of_product = self.place.product.iter().chain(&self.place.sku).chain(&self.currency);
        let of_product = of_product.chain(&self.amounts).filter(|_| !self.row_per_product());
        [created, paid, completed].iter().all(|times| times.get(one) == times.get(other))
            && values.completions.get(one) == values.completions.get(other)
            && of_order.chain(of_product).copied().all(is_written_alike)
    }

    /// Returns how rows with the same id are compared.
    pub(crate) fn compare(&self) -> Compare {
        if self.row_per_product() { Compare::PerProduct } else { Compare::Whole }
    }
}
