//! `disputes auth`

use std::io::Write;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use serde_json::{Value, json};

use crate::cli::context::{Context, clock};
use crate::cli::failure::{self, Failure, USE, unreadable_settings};
use crate::cli::output::format::{TEXT, TEXT_AND_JSON};
use crate::cli::output::translate::{translate, values};
use crate::cli::sources::api::{self, ApiShop, line, token_path};
use crate::cli::sources::runtime::RealWorld;
use crate::domain::{Moment, Zone};
use crate::files;
use crate::platform::{CallError, Client, TokenManager, Tokens};
use crate::render;
use crate::store::{lock, sweep};

/// Let this program read a shop's orders and disputes from the platform
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: AuthAction,
}

#[derive(Debug, clap::Subcommand)]
enum AuthAction {
    /// Print the address at which the seller authorises the application
    Url {
        /// The address registered with the application, to which the platform sends the code
        #[arg(long, value_name = "URL")]
        redirect_uri: String,
    },
    /// Exchange the code that the platform sent, for tokens
    Login {
        /// The code; it works once and for a few minutes [default: standard input]
        #[arg(long, value_name = "CODE")]
        code: Option<String>,
    },
    /// Read the response of `/auth/token/create` from standard input
    Import,
    /// Show until when each shop is authorised
    Status,
    /// Renew the tokens now
    Refresh,
    /// Forget the tokens
    Logout,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    if !matches!(args.what, AuthAction::Status) {
        context.format(TEXT)?;
    }
    match &args.what {
        AuthAction::Url { redirect_uri } => url(&api::one_shop(context)?, redirect_uri, out),
        AuthAction::Login { code } => login(context, code.as_deref(), out),
        AuthAction::Import => import(context, out),
        AuthAction::Status => status(context, out),
        AuthAction::Refresh => with_keeper(context, out, |tokens| tokens.refresh()),
        AuthAction::Logout => logout(context, out),
    }
}

fn url(shop: &ApiShop<'_>, redirect_uri: &str, out: &mut dyn Write) -> Result<u8, Failure> {
    let base = shop.base_url();
    let text = format!(
        "{}/oauth/authorize?response_type=code&force_auth=true&redirect_uri={}&client_id={}",
        base.trim_end_matches('/'),
        encoded(redirect_uri),
        encoded(&shop.api.app_key)
    );
    line(out, &text)?;
    Ok(0)
}

/// Encodes a text for the query of an address.
fn encoded(text: &str) -> PercentEncode<'_> {
    const ENCODED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, ENCODED)
}

fn login(context: &Context, code: Option<&str>, out: &mut dyn Write) -> Result<u8, Failure> {
    let code = match code {
        Some(code) => code.to_owned(),
        None => stdin(context)?,
    };
    let code = code.trim().to_owned();
    if code.is_empty() {
        return Err(Failure::usage("no code was given"));
    }
    with_keeper(context, out, |tokens| tokens.log_in(&code))
}

fn with_keeper(
    context: &Context,
    out: &mut dyn Write,
    work: impl Fn(&TokenManager<'_>) -> Result<Tokens, CallError>,
) -> Result<u8, Failure> {
    let shop = api::one_shop(context)?;
    let runtime = RealWorld::new(context);
    let client = Client::new(shop.access(context)?, &runtime)?;
    let tokens = TokenManager::new(&client, token_path(context, &shop.shop.name)?);
    let tokens = work(&tokens)?;
    print_tokens(&shop.shop.name, &tokens, context, out)
}

fn print_tokens(
    shop: &str,
    tokens: &Tokens,
    context: &Context,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let zone = context.own_zone()?;
    let until = zone.show(tokens.access_ends);
    line(out, &translate(context, "auth-until", values!(shop, until)))?;
    if let (Some(_), Some(ends)) = (&tokens.refresh, tokens.refresh_ends) {
        line(out, &translate(context, "auth-renewed-until", values!(until = zone.show(ends))))?;
    }
    Ok(0)
}

fn import(context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let shop = api::one_shop(context)?;
    let path = token_path(context, &shop.shop.name)?;
    let tokens = Tokens::from_json(stdin(context)?.as_bytes(), clock()).map_err(|fault| {
        let error = anyhow::Error::new(fault).context("standard input holds no tokens");
        Failure::with_code(error, crate::cli::failure::INPUT)
            .hint("give the answer of `/auth/token/create` as it came")
    })?;
    tokens.save(&path)?;
    print_tokens(&shop.shop.name, &tokens, context, out)
}

fn stdin(context: &Context) -> Result<String, Failure> {
    files::read_stdin(context.bounds().of_secret()).map_err(|cause| {
        unreadable_settings(anyhow::Error::new(cause).context("cannot read standard input"))
    })
}

fn status(context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let format = context.format(TEXT_AND_JSON)?;
    let zone = context.own_zone()?;
    let mut shops = Vec::new();
    for shop in api::shops(context)? {
        let name = &shop.shop.name;
        let tokens = Tokens::load(&token_path(context, name)?, clock())?;
        shops.push((name.clone(), tokens));
    }
    if format.is_document() {
        let shops: Value =
            shops.into_iter().map(|(shop, tokens)| auth_v1(shop, tokens.as_ref())).collect();
        render::document(&json!({ "schema": "disputes/auth-status/v1", "shops": shops }), out)?;
        return Ok(0);
    }
    for (shop, tokens) in &shops {
        line(out, &format!("{shop}: {}", in_words(tokens.as_ref(), context, zone)))?;
    }
    Ok(0)
}

fn auth_v1(shop: String, tokens: Option<&Tokens>) -> Value {
    let moment = |moment: Moment| moment.to_string();
    json!({
        "shop": shop,
        "authorised": tokens.is_some_and(|tokens| tokens.access_ends > clock()),
        "seller_id": tokens.map(|t| t.seller_id.clone()).filter(|id| !id.is_empty()),
        "access_ends": tokens.map(|tokens| moment(tokens.access_ends)),
        "refresh_ends": tokens.and_then(|tokens| tokens.refresh_ends).map(moment),
        "renewable": tokens.is_some_and(|tokens| tokens.refresh.is_some()),
    })
}

/// Says until when a shop is authorised.
pub(crate) fn in_words(tokens: Option<&Tokens>, context: &Context, zone: Zone) -> String {
    let Some(tokens) = tokens else { return translate(context, "auth-none", &[]) };
    let renewal = match (&tokens.refresh, tokens.refresh_ends) {
        (None, _) => translate(context, "auth-not-renewable", &[]),
        (Some(_), Some(ends)) => {
            translate(context, "auth-renewable-until", values!(until = zone.show(ends)))
        }
        (Some(_), None) => translate(context, "auth-renewable", &[]),
    };
    let key = if tokens.access_ends <= clock() { "auth-ended" } else { "auth-running" };
    let until = zone.show(tokens.access_ends);
    translate(context, key, values!(until, renewal))
}

fn logout(context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let shop = api::one_shop(context)?;
    let path = token_path(context, &shop.shop.name)?;
    let shop = values!(shop = shop.shop.name);
    // A renewal under way would write new tokens afterwards.
    let _lock = lock(&path, clock(), Duration::from_secs(90), &mut |_| ())?;
    if let Some(folder) = path.parent() {
        sweep(folder).map_err(|error| failure::of_file(error, "remove", folder, USE))?;
    }
    match std::fs::remove_file(&path) {
        Ok(()) => line(out, &translate(context, "auth-forgotten", shop))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            line(out, &translate(context, "auth-nothing", shop))?;
        }
        Err(error) => return Err(failure::of_file(error, "remove", &path, USE)),
    }
    Ok(0)
}
