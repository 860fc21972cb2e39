//! Several shops of the settings, of which one cannot be read whole: the others are answered for.

use crate::cli::context::Context;
use crate::cli::failure::{Failure, INPUT};
use crate::cli::input::{data, overview};

/// Runs a command for all shops; where the input of some is refused, for the others. What is refused is
/// returned as the failure.
pub(crate) fn answer(
    context: &Context,
    files: &[String],
    run: &mut dyn FnMut(&Context) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    let refused = match run(context) {
        Err(failure) if failure.code() == INPUT => failure,
        done => return done,
    };
    let shops = overview::each_shop(context, files);
    if shops.len() < 2 {
        return Err(refused);
    }
    let mut whole = Vec::new();
    let mut left_out = None;
    for shop in shops {
        let read = data::open(&shop, files).and_then(|data| data.require_whole(&shop));
        match (read, shop.common.shops) {
            (Ok(()), names) => whole.extend(names),
            (Err(failure), names) => {
                let place = format!("shop `{}` is left out", names.join(", "));
                left_out.get_or_insert(failure.at(&place));
            }
        }
    }
    let Some(left_out) = left_out.filter(|_| !whole.is_empty()) else { return Err(refused) };
    let mut others = context.clone();
    others.common.shops = whole;
    run(&others)?;
    Err(left_out)
}
