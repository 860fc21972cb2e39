//! Which files a command reads, and how: those named, else those of the settings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::args::zones::zone;
use crate::cli::context::{Context, FileShop};
use crate::cli::demo;
use crate::cli::failure::Failure;
use crate::cli::input::stored;
use crate::cli::monitor::receiver;
use crate::cli::output::quoting::known;
use crate::config::Shop;
use crate::input::{self, DateOrder, InputFile, ReadOptions, Spec};

/// Returns whether all files of a command are there and give the same when they are read again.
pub(crate) fn open_again(context: &Context, files: &[String]) -> bool {
    wanted(context, files, NameableShops::Any)
        .is_ok_and(|files| files.iter().all(|f| f.spec.opens_again()))
}

/// Which shops a command may name.
#[derive(Clone, Copy)]
pub(crate) enum NameableShops {
    /// Those of the settings.
    OfSettings,
    /// Others too, which may be stored.
    Any,
}

impl NameableShops {
    pub(crate) fn beside<T>(stored: Option<&T>) -> Self {
        if stored.is_some() { Self::Any } else { Self::OfSettings }
    }
}

pub(crate) fn wanted(
    context: &Context,
    files: &[String],
    names: NameableShops,
) -> Result<Vec<InputFile>, Failure> {
    match files {
        [] if context.common.demo => Ok(demo::files()),
        [] => receiver::without_secrets(context, configured(context, names)?),
        files => receiver::without_secrets(context, named(context, files)?),
    }
}

/// Returns whether a command without files has anything to read: the settings name files that are
/// there, or something is stored.
pub(crate) fn has_input(context: &Context) -> Result<bool, Failure> {
    let stored = stored::open(context)?;
    let files = configured(context, NameableShops::beside(stored.as_ref()))?;
    files.iter().try_for_each(require_file)?;
    Ok(!files.is_empty() || stored.is_some())
}

/// Refuses a file of the settings that is not there; pipes and devices are there as they are.
pub(crate) fn require_file(file: &InputFile) -> Result<(), Failure> {
    match &file.spec {
        Spec::Path(path) if !path.exists() => {
            Err(usage_error!("the settings name `{}`, which is not there", path.display())
                .hint("correct the name in the settings, or put the file there"))
        }
        Spec::Path(_) | Spec::Stdin | Spec::BuiltIn(_) => Ok(()),
    }
}

/// Returns whether a word is a pattern for the names of files.
pub(crate) fn is_pattern(word: &str) -> bool {
    word.contains(['*', '?', '[', '{']) && input::expand(word).is_ok()
}

/// Files named on the command line belong to the shop that their folder names (`shop=a`), else to
/// the shop named there, when it is one of the settings', or is to be named by the call.
fn named(context: &Context, files: &[String]) -> Result<Vec<InputFile>, Failure> {
    let in_settings =
        |name: &String| context.found.settings.shops.iter().any(|shop| shop.name == *name);
    let shop = match (context.common.shops.as_slice(), context.file_shop) {
        ([one], FileShop::AsGiven) => Some(one.clone()),
        ([one], FileShop::OfSettings) if in_settings(one) => Some(one.clone()),
        (_, FileShop::AsGiven | FileShop::OfSettings) => None,
    };
    let mut found = Vec::new();
    for word in files {
        let files = input::expand(word)?.into_iter();
        found.extend(files.map(|file| InputFile { shop: file.shop.or(shop.clone()), ..file }));
    }
    Ok(found)
}

/// Returns the files of the shops wanted; a shop that the settings do not name may be stored.
fn configured(context: &Context, names: NameableShops) -> Result<Vec<InputFile>, Failure> {
    let wanted = &context.common.shops;
    let shops = &context.found.settings.shops;
    let named = |name: &&String| shops.iter().any(|shop| shop.name == **name);
    let unknown = match names {
        NameableShops::OfSettings => wanted.iter().find(|name| !named(name)),
        NameableShops::Any => None,
    };
    if let Some(name) = unknown {
        let known = known(shops.iter().map(|shop| &shop.name));
        return Err(usage_error!("the settings name no shop `{name}`; there are {known}"));
    }
    let mut files = Vec::new();
    for shop in shops.iter().filter(|shop| wanted.is_empty() || wanted.contains(&shop.name)) {
        files.extend(files_of(context, shop)?);
    }
    if shops.len() > 1 {
        share(&mut files, context)?;
    }
    Ok(files)
}

/// Returns the files that several shops of the settings name, with those shops.
pub(crate) fn shared(context: &Context) -> Result<BTreeMap<PathBuf, BTreeSet<&str>>, Failure> {
    let mut owners: BTreeMap<PathBuf, BTreeSet<&str>> = BTreeMap::new();
    for shop in &context.found.settings.shops {
        for file in files_of(context, shop)? {
            if let Spec::Path(path) = file.spec {
                owners.entry(path).or_default().insert(&shop.name);
            }
        }
    }
    owners.retain(|_, shops| shops.len() > 1);
    Ok(owners)
}

/// Takes files that several shops of the settings name once, and for those of none of them: the rows, or
/// the orders of disputes, tell the shop.
fn share(files: &mut Vec<InputFile>, context: &Context) -> Result<(), Failure> {
    let owners = shared(context)?;
    let mut met = BTreeSet::new();
    files.retain_mut(|file| {
        let Spec::Path(path) = &file.spec else { return true };
        if !owners.contains_key(path) {
            return true;
        }
        file.shop = None;
        met.insert(path.clone())
    });
    Ok(())
}

/// Returns the files of a shop: paths, folders and patterns, relative to the settings file.
pub(crate) fn files_of(context: &Context, shop: &Shop) -> Result<Vec<InputFile>, Failure> {
    let mut files = Vec::new();
    for pattern in &shop.files {
        let path = context.found.resolve(Path::new(pattern));
        let found = input::expand(&path.to_string_lossy()).map_err(|error| {
            let escaped = pattern.chars().any(char::is_control);
            let hint = if escaped {
                "write a Windows path in single quotes, as 'C:\\exports\\*.xlsx', or with /"
            } else {
                "a path, a folder or a pattern such as `exports/*.xlsx`, relative to the settings"
            };
            let place = format!("shop `{}`: `{pattern}`", shop.name);
            Failure::settings(anyhow::Error::new(error).context(place)).hint(hint)
        })?;
        let of_shop = |file| InputFile { shop: Some(shop.name.clone()), ..file };
        files.extend(found.into_iter().map(of_shop));
    }
    Ok(files)
}

/// Refuses a title of `--map` that no file has.
pub(crate) fn refuse_unmet_titles(context: &Context, unmet: &[String]) -> Result<(), Failure> {
    let named = || context.common.map.iter().filter_map(|pair| pair.split_once('='));
    let is_unmet = |field: &str| unmet.iter().any(|own| own == field.trim());
    for (field, title) in named() {
        if is_unmet(field) {
            let is_met =
                |(other, same): &(&str, &str)| same.trim() == title.trim() && !is_unmet(other);
            if let Some((other, _)) = named().find(is_met) {
                let [field, other] = [field, other].map(str::trim);
                return Err(usage_error!(
                    "`--map`: the column `{title}` is read as `{other}`, and cannot be `{field}` too"
                )
                .hint("a column is read as one field: copy it under a title of its own"));
            }
            return Err(usage_error!("`--map`: no file has a column `{title}`")
                .hint("write the title as it is in the file, in quotes if it has spaces"));
        }
    }
    Ok(())
}

/// Looks at how inputs are to be read, without reading any.
pub(crate) fn check_options(context: &Context) -> Result<(), Failure> {
    options(context).map(drop)
}

pub(crate) fn options(context: &Context) -> Result<ReadOptions, Failure> {
    let mut map: Vec<(String, String)> = Vec::new();
    for pair in &context.common.map {
        let Some((field, title)) = pair.split_once('=') else {
            return Err(usage_error!("`--map {pair}` is not of the form FIELD=HEADER"));
        };
        if title.trim().is_empty() {
            return Err(usage_error!("`--map {pair}` names no column"));
        }
        map.push((field.trim().to_owned(), title.to_owned()));
    }
    let of_settings = context.found.settings.map.iter();
    let of_settings = of_settings.map(|(field, title)| (field.clone(), title.clone()));
    let is_flagged = |field: &str| map.iter().any(|(flagged, _)| flagged == field);
    let of_settings: Vec<_> = of_settings.filter(|(field, _)| !is_flagged(field)).collect();
    map.extend(of_settings);
    let fields = if map.is_empty() { Vec::new() } else { input::mappable_fields() };
    for (field, _) in &map {
        if !fields.contains(field) {
            let nearest = fields.iter().max_by(|a, b| {
                strsim::jaro_winkler(field, a).total_cmp(&strsim::jaro_winkler(field, b))
            });
            let nearest = nearest.expect("there are fields that can be mapped");
            return Err(usage_error!("`{field}` is not a field that can be mapped")
                .hint(format!("did you mean `{nearest}`? there are {}", fields.join(", "))));
        }
    }
    let named = |name: &Option<String>, place: &str| {
        name.as_ref().map(|name| zone(name, place)).transpose()
    };
    let zone_of_others = named(&context.found.settings.source_tz, "settings, `source_tz`")?;
    let zone = named(&context.common.source_tz, "--source-tz")?;
    let encoding = match (&context.common.encoding, &context.found.settings.encoding) {
        (Some(name), _) => Some((name, "--encoding")),
        (None, Some(name)) => Some((name, "settings, `encoding`")),
        (None, None) => None,
    };
    let encoding = match encoding {
        Some((name, place)) => Some(input::encoding_named(name).ok_or_else(|| {
            usage_error!("{place}: `{name}` is not an encoding")
                .hint("use the names of the web: utf-8, gb18030, windows-1251, big5, shift_jis")
        })?),
        None => None,
    };
    let skip_bad_rows = context.common.skip_bad_rows;
    let threads = context.common.threads.map_or(0, usize::from);
    let date_order = context.common.date_order.as_deref().and_then(DateOrder::from_letters);
    Ok(ReadOptions {
        map,
        zone,
        zone_of_others,
        encoding,
        date_order,
        skip_bad_rows,
        threads,
        bounds: context.bounds(),
        ..ReadOptions::default()
    })
}
