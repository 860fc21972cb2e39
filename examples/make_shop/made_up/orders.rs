//! The orders of the made-up shop.

use disputes::domain::Moment;

use super::dice::Dice;

/// The last moment that the files know: the end of 2026-01-16 in platform time.
pub(super) const NOW: &str = "2026-01-17T07:59:00Z";
const FIRST: &str = "2025-06-16T16:00:00Z";
const COUNT: u64 = 1_200;

/// What became of an order, with the words of the seller centre and of the plain table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    AwaitsPayment,
    NeverPaid,
    UnderCheck,
    ToShip,
    CancelRequested,
    Cancelled,
    PartShipped,
    Shipped,
    FundsMoving,
    Frozen,
    InDispute,
    Confirmed,
    TimedOut,
    Refunded,
}

/// A product that the shop sells.
#[derive(Clone, Copy)]
pub(super) struct Product {
    pub(super) id: u64,
    pub(super) title: &'static str,
    pub(super) sku: &'static str,
    pub(super) cents: u64,
}

/// A country that the shop ships to.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) buyer: &'static str,
    pub(super) street: &'static str,
    pub(super) city: &'static str,
    pub(super) state: &'static str,
}

/// One made-up order.
#[derive(Clone)]
pub(super) struct Sale {
    pub(super) id: u64,
    pub(super) number: u64,
    pub(super) place: Place,
    pub(super) product: Product,
    pub(super) skus: String,
    pub(super) cents: u64,
    pub(super) fate: Fate,
    pub(super) disputed: bool,
    pub(super) created: Moment,
    pub(super) paid: Option<Moment>,
    pub(super) shipped: Option<Moment>,
    pub(super) completed: Option<Moment>,
    pub(super) protected_until: Option<Moment>,
}

const PRODUCTS: [Product; 8] = [
    product(1, "Paper lantern, folding, 30 cm", "LANTERN-30+WHITE", 8_990),
    product(2, "Paper lantern, folding, 40 cm", "LANTERN-40+RED", 12_450),
    product(3, "Solar garden light, set of 6", "SOLAR@6", 21_300),
    product(4, "Night light <moon>, 15 cm", "MOON-15", 15_780),
    product(5, "Desk lamp \"Heron\", folding arm", "HERON-A+BLACK", 36_800),
    product(6, "String lights, 10 m, warm white", "STRING-10M", 6_420),
    product(7, "Floor lamp \"Crane\", 160 cm", "CRANE 160", 108_330),
    product(8, "Bulb E27, filament, 4 pieces", "BULB@E27-4", 5_210),
];

const PLACES: [Place; 8] = [
    place("US", "United States", ["Buyer", "Lantern Street", "Sampletown", "Ohio"]),
    place("RU", "Russian Federation", ["Покупатель", "улица Примерная", "Образцово", "Тверская"]),
    place("KR", "Korea", ["구매자", "견본로", "견본시", "경기도"]),
    place("ES", "Spain", ["Comprador", "Calle de la Prueba", "Villaejemplo", "Cádiz"]),
    place("BR", "Brazil", ["Comprador", "Rua do Exemplo", "Exemplópolis", "São Paulo"]),
    place("DE", "Germany", ["Käufer", "Musterstraße", "Musterstadt", "Hessen"]),
    place("FR", "France", ["Acheteur", "rue de l'Exemple", "Exempleville", "Île-de-France"]),
    // The seller centre sometimes writes the country in Chinese.
    place("US", "美国", ["Buyer", "Lantern Street", "Sampletown", "Ohio"]),
];

const fn product(number: u64, title: &'static str, sku: &'static str, cents: u64) -> Product {
    Product { id: 1_005_000_000_000_000 + number * 1_111, title, sku, cents }
}

const fn place(code: &'static str, name: &'static str, words: [&'static str; 4]) -> Place {
    let [buyer, street, city, state] = words;
    Place { code, name, buyer, street, city, state }
}

/// Returns a moment of the story.
pub(super) fn moment(text: &str) -> Moment {
    Moment::from_rfc3339(text).expect("a moment of the story")
}

/// Returns a moment some milliseconds later.
pub(super) fn later(start: Moment, millis: i64) -> Moment {
    Moment::from_millis(start.millis() + millis)
}

/// Returns the orders, oldest first, as if nobody had opened a dispute.
pub(super) fn sales() -> Vec<Sale> {
    let mut dice = Dice::new(20_260_116);
    let mut moments: Vec<Moment> = (0..COUNT).map(|n| placed(n, &mut dice)).collect();
    // Half past one on the night when clocks are put back: twice in summer time, once in winter
    // time, and the moment before.
    moments.extend(
        ["2025-11-02T08:15:20Z", "2025-11-02T08:45:10Z", "2025-11-02T09:20:00Z"].map(moment),
    );
    moments.sort_unstable();
    let mut sales: Vec<Sale> =
        (1..).zip(moments).map(|(number, at)| sale(number, at, &mut dice)).collect();
    let newest = sales.iter_mut().rev().filter(|sale| sale.fate == Fate::Shipped);
    let rare = [Fate::PartShipped, Fate::FundsMoving, Fate::Frozen];
    newest.skip(4).step_by(7).zip(rare).for_each(|(sale, fate)| sale.fate = fate);
    let newest = sales.iter_mut().rev().filter(|sale| sale.fate == Fate::ToShip);
    let rare = [Fate::UnderCheck, Fate::CancelRequested];
    newest.skip(2).step_by(3).zip(rare).for_each(|(sale, fate)| sale.fate = fate);
    sales
}

/// Spreads the orders over the months; every second one so that trade grows.
fn placed(number: u64, dice: &mut Dice) -> Moment {
    let (first, now) = (moment(FIRST), moment(NOW));
    let whole = COUNT * 1_000;
    let even = number * 1_000 + dice.below(1_000);
    let share = if number.is_multiple_of(2) { even } else { (even * whole).isqrt() };
    let [share, whole] = [share, whole].map(|n| i64::try_from(n).expect("a small number"));
    later(first, (now.millis() - first.millis()) / 1_000 * share / whole * 1_000)
}

fn sale(number: u64, created: Moment, dice: &mut Dice) -> Sale {
    // Most orders come from the first places; the last is the rare Chinese spelling.
    let place = dice.pick(PLACES.get(..7).expect("eight places"));
    let place = if number.is_multiple_of(97) { PLACES.last().copied() } else { Some(place) };
    let product = dice.pick(&PRODUCTS);
    let pieces = 1 + dice.below(2) * dice.below(2);
    let mut skus = format!("{} * {pieces}", product.sku);
    let mut cents = product.cents * pieces;
    if number.is_multiple_of(41) {
        let second = dice.pick(&PRODUCTS);
        skus = format!("{skus};{} * 2", second.sku);
        cents += second.cents * 2;
    }
    // A buyer's orders share the last four digits; every ninth order is of a buyer seen before.
    let buyer = if number.is_multiple_of(9) { number / 9 } else { number };
    let stem = dice.pick(&[8_200, 8_190, 3_040, 1_101]);
    let sale = Sale {
        id: stem * 1_000_000_000_000
            + number * 73_000_000
            + dice.below(6_000) * 10_000
            + buyer * 7_919 % 9_973
            + 13,
        number,
        place: place.expect("eight places"),
        product,
        skus,
        cents,
        fate: Fate::NeverPaid,
        disputed: false,
        created,
        paid: None,
        shipped: None,
        completed: None,
        protected_until: None,
    };
    with_fate(sale, dice)
}

fn with_fate(mut sale: Sale, dice: &mut Dice) -> Sale {
    let now = moment(NOW);
    let lot = dice.below(1_000);
    if lot < 80 {
        let fresh = sale.created >= now.plus_days(-1);
        sale.fate = if fresh { Fate::AwaitsPayment } else { Fate::NeverPaid };
        return sale;
    }
    let paid = later(sale.created, dice.hours(0, if lot.is_multiple_of(10) { 20 } else { 1 }));
    let shipped = later(paid, dice.hours(9, 80));
    let timed_out = dice.below(10) < 3;
    let days = if timed_out { (24, 34) } else { (6, 21) };
    let completed = later(shipped, dice.hours(days.0 * 24, days.1 * 24));
    sale.paid = Some(paid.min(now));
    if lot < 115 {
        sale.fate = Fate::Cancelled;
        return sale;
    }
    if shipped > now {
        sale.fate = Fate::ToShip;
        return sale;
    }
    sale.shipped = Some(shipped);
    sale.protected_until = Some(shipped.plus_days(50));
    if completed > now {
        sale.fate = Fate::Shipped;
        return sale;
    }
    sale.completed = Some(completed);
    sale.fate = match (lot < 130, timed_out) {
        (true, _) => Fate::Refunded,
        (false, true) => Fate::TimedOut,
        (false, false) => Fate::Confirmed,
    };
    if sale.fate != Fate::Refunded {
        sale.protected_until = Some(completed.plus_days(15));
    }
    sale
}

impl Fate {
    /// Returns the seller centre's word.
    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::AwaitsPayment => "等待买家付款",
            Self::UnderCheck => "订单处于风控24小时中",
            Self::ToShip => "等待发货",
            Self::CancelRequested => "买家申请取消",
            Self::PartShipped => "部分发货",
            Self::Shipped => "等待买家收货",
            Self::FundsMoving => "资金处理中",
            Self::Frozen => "冻结中的订单",
            Self::InDispute => "含纠纷的订单",
            Self::Confirmed | Self::TimedOut => "交易完成",
            Self::NeverPaid | Self::Cancelled | Self::Refunded => "订单关闭",
        }
    }

    /// Returns the plain table's words: status and completion.
    pub(super) fn plain(self) -> (&'static str, &'static str) {
        match self {
            Self::AwaitsPayment => ("unpaid", ""),
            Self::UnderCheck => ("risk_check", ""),
            Self::ToShip => ("to_ship", ""),
            Self::CancelRequested => ("cancel_requested", ""),
            Self::PartShipped => ("part_shipped", ""),
            Self::Shipped => ("shipped", ""),
            Self::FundsMoving => ("fund_processing", ""),
            Self::Frozen => ("frozen", ""),
            Self::InDispute => ("in_dispute", ""),
            Self::Confirmed => ("finished", "buyer_confirmed"),
            Self::TimedOut => ("finished", "timeout"),
            Self::Refunded => ("closed", "refund"),
            Self::NeverPaid | Self::Cancelled => ("closed", ""),
        }
    }
}
