//! Counts orders in tallies: of a large store only those are read that a tally wants.

use rusqlite::{Row, Statement, params};

use super::orders::{by_id, lent, moment, signed};
use super::words::completion;
use super::{Store, StoreError};
use crate::domain::{
    Country, Order, OrderId, OrderStatus, OrderTally, OrderTexts, Skim, Wanted, Window,
};

/// What is read of every order that comes one by one, after it the shop's name.
const MOMENTS: &str =
    "id, created_at, paid_at, shipped_at, completed_at, completion, completed_estimated";

const LISTED: &str = "FROM orders WHERE id = ?1";

// The condition is word for word the expression of the index, else the index is of no use.
const IN_SPAN: &str = "FROM orders INDEXED BY orders_by_last \
    WHERE shop = ?1 \
    AND max(coalesce(completed_at, paid_at), coalesce(paid_at, completed_at)) >= ?2";

/// Returns the query of orders, which reads no texts that are not looked at.
fn query(texts: OrderTexts, from: &str) -> String {
    match texts {
        OrderTexts::Groups => format!("SELECT {MOMENTS}, shop, product, country {from}"),
        OrderTexts::Shop | OrderTexts::All => format!("SELECT {MOMENTS}, shop {from}"),
    }
}

/// The shops whose orders are asked for.
struct Asked {
    shops: Vec<String>,
    /// There are no others.
    all: bool,
}

impl Store {
    /// Counts the orders of `shops` (of all, when there are none) in a tally, and returns how many
    /// there were. Only orders that the tally wants are read.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn count_orders<T: OrderTally>(
        &self,
        shops: &[String],
        tally: &mut T,
    ) -> Result<u64, StoreError> {
        let Some(wanted) = tally.wanted() else {
            return self.each_order(shops, &mut |order| tally.add(order));
        };
        // One transaction: each query alone would lock the file and look whether it has changed.
        let reading = self.db.unchecked_transaction()?;
        let asked = self.asked(shops, &wanted.shops)?;
        let listed = self.count_listed(&wanted, &asked, tally)?;
        let Some(span) = wanted.span else { return Ok(listed) };
        let mut seen = listed;
        for shop in &asked.shops {
            seen += self.count_in_span(&wanted, (shop, span), tally)?;
        }
        let all = self.number(&asked)?;
        reading.finish()?;
        tally.add_number(all.saturating_sub(seen));
        Ok(all)
    }

    /// Returns the shops that are wanted by both; an empty list wants all.
    fn asked(&self, shops: &[String], wanted: &[String]) -> Result<Asked, StoreError> {
        let shops = match (shops, wanted) {
            ([], []) => return Ok(Asked { shops: self.distinct_shops("orders")?, all: true }),
            (shops, []) | ([], shops) => shops.to_vec(),
            (shops, wanted) => shops.iter().filter(|shop| wanted.contains(shop)).cloned().collect(),
        };
        Ok(Asked { shops, all: false })
    }

    /// Returns the number of orders of some shops.
    fn number(&self, asked: &Asked) -> Result<u64, StoreError> {
        if asked.all {
            let sql = "SELECT count(*) FROM orders";
            return Ok(self.db.query_row(sql, [], |row| row.get(0))?);
        }
        let mut select = self.db.prepare("SELECT count(*) FROM orders WHERE shop = ?1")?;
        let mut number = 0;
        for shop in &asked.shops {
            number += select.query_row([shop], |row| row.get::<_, u64>(0))?;
        }
        Ok(number)
    }

    /// Counts the orders that a tally lists.
    fn count_listed<T: OrderTally>(
        &self,
        wanted: &Wanted,
        asked: &Asked,
        tally: &mut T,
    ) -> Result<u64, StoreError> {
        let mut ids: Vec<i64> = wanted.ids.ids().map(signed).collect();
        // Neighbours stand on the same page.
        ids.sort_unstable();
        let texts = tally.texts();
        let mut moments = self.db.prepare(&query(texts, LISTED))?;
        let mut whole = self.db.prepare(&by_id())?;
        let mut count = 0;
        for id in ids {
            let mut rows = moments.query([id])?;
            let Some(row) = rows.next()? else { continue };
            let Some(mut brief) = Brief::read(row)? else { continue };
            let shop = brief.shop()?;
            if asked.shops.iter().any(|wanted| wanted == shop) {
                brief.skim.place = wanted.ids.get(brief.skim.id);
                brief.count(tally, texts, &mut whole)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Counts the orders of a shop, paid or completed in a span, that a tally does not list.
    fn count_in_span<T: OrderTally>(
        &self,
        wanted: &Wanted,
        (shop, span): (&str, Window),
        tally: &mut T,
    ) -> Result<u64, StoreError> {
        let texts = tally.texts();
        let mut select = self.db.prepare_cached(&query(texts, IN_SPAN))?;
        let mut whole = self.db.prepare_cached(&by_id())?;
        let mut rows = select.query(params![shop, span.from.millis()])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let Some(brief) = Brief::read(row)? else { continue };
            let inside = span.has(brief.skim.paid_at) || span.has(brief.skim.completed_at);
            if inside && wanted.ids.get(brief.skim.id).is_none() {
                brief.count(tally, texts, &mut whole)?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// What [`MOMENTS`] tell of an order, and the row that tells more.
struct Brief<'a> {
    skim: Skim,
    /// The completion's moment is estimated.
    estimated: bool,
    row: &'a Row<'a>,
}

impl<'a> Brief<'a> {
    fn read(row: &'a Row<'_>) -> Result<Option<Self>, StoreError> {
        let number = |column: usize| -> Result<Option<i64>, StoreError> {
            Ok(row.get_ref(column)?.as_i64_or_null().map_err(rusqlite::Error::from)?)
        };
        let id = number(0)?.and_then(|id| u64::try_from(id).ok()).and_then(OrderId::from_number);
        let (Some(id), Some(created_at)) = (id, moment(number(1)?)) else { return Ok(None) };
        let word = row.get_ref(5)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        let skim = Skim {
            id,
            place: None,
            created_at,
            paid_at: moment(number(2)?),
            shipped_at: moment(number(3)?),
            completed_at: moment(number(4)?),
            completion: word.and_then(completion),
        };
        Ok(Some(Self { skim, estimated: number(6)? == Some(1), row }))
    }

    fn text(&self, column: usize) -> Result<&'a str, StoreError> {
        let text = self.row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        Ok(text.unwrap_or_default())
    }

    fn shop(&self) -> Result<&'a str, StoreError> {
        self.text(7)
    }

    /// Counts the order, of which more is read only where a tally needs more.
    fn count<T: OrderTally>(
        &self,
        tally: &mut T,
        texts: OrderTexts,
        whole: &mut Statement<'_>,
    ) -> Result<(), StoreError> {
        if !self.estimated && !tally.needs_texts(&self.skim) {
            tally.add_skim(&self.skim);
            return Ok(());
        }
        match texts {
            OrderTexts::Shop => tally.add(&self.order(self.shop()?)),
            // Without a product it is the SKU that is counted by, which the index does not hold.
            OrderTexts::Groups if !self.text(8)?.is_empty() => {
                let (product, country) = (self.text(8)?, Country::from_code(self.text(9)?));
                tally.add(&Order { product, country, ..self.order(self.shop()?) });
            }
            OrderTexts::Groups | OrderTexts::All => {
                if let Some(row) = whole.query([signed(self.skim.id)])?.next()?
                    && let Some(order) = lent(row)?
                {
                    tally.add(&order);
                }
            }
        }
        Ok(())
    }

    /// Returns the order without any text but the shop's name.
    fn order<'s>(&self, shop: &'s str) -> Order<'s> {
        Order {
            id: self.skim.id,
            shop,
            product: "",
            sku: "",
            country: None,
            amount: None,
            created_at: self.skim.created_at,
            paid_at: self.skim.paid_at,
            shipped_at: self.skim.shipped_at,
            completed_at: self.skim.completed_at,
            completion: self.skim.completion,
            completed_estimated: self.estimated,
            protection_ends_at: None,
            status: "",
            state: OrderStatus::Unknown,
            tracking: "",
            carrier: "",
        }
    }
}
