//! A receiver of the settings (`[[notify]]`), read and checked as a whole: every mistake is found
//! before the first message, and one receiver's mistakes are nobody else's.

use std::path::{Path, PathBuf};

use crate::cli::context::{Context, clock};
use crate::cli::failure::Failure;
use crate::cli::output::quoting::shown;
use crate::config::{Notify, Settings};
use crate::deliver::{Mail, Security, Service, Webhook, is_address, kind_of_address};
use crate::files;
use crate::input::{Chosen, InputFile, Spec};
use crate::platform::Tokens;
use crate::reports::notices::Wishes;
use crate::secret::{Mask, Secret};
use crate::store::read_private;

/// Hours before a deadline when a receiver names none.
const USUAL_HOURS: u32 = 24;

/// What a receiver may wish to hear of.
const SUBJECTS: [&str; 4] = ["level", "new-dispute", "deadline", "digest"];

/// How a receiver is reached.
pub(crate) enum Channel {
    /// A webhook.
    Webhook(Webhook),
    /// A mail server.
    Mail(Mail),
}

/// Returns how a receiver is reached, or everything that is wrong with its settings.
pub(crate) fn channel(context: &Context, receiver: &Notify) -> Result<Channel, Vec<String>> {
    let mut reading = ReceiverSettings { context, receiver, problems: Vec::new() };
    let channel = match receiver.kind.as_str() {
        "email" => reading.mail().map(Channel::Mail),
        _ => reading.webhook().map(Channel::Webhook),
    };
    match channel {
        Some(channel) if reading.problems.is_empty() => Ok(channel),
        Some(_) | None => Err(reading.problems),
    }
}

/// Returns what a receiver wants to hear of: everything, when it does not say.
pub(crate) fn wishes(receiver: &Notify) -> Result<Wishes, Vec<String>> {
    let mut problems = Vec::new();
    for wrong in receiver.on.iter().filter(|word| !SUBJECTS.contains(&word.as_str())) {
        problems.push(format!("`on`: `{wrong}` is none of {}", SUBJECTS.join(", ")));
    }
    let day = match receiver.digest_day.as_deref() {
        None => chrono::Weekday::Mon,
        Some(word) => word.parse().unwrap_or_else(|_| {
            problems.push(format!("`digest_day`: `{word}` is not a weekday"));
            chrono::Weekday::Mon
        }),
    };
    if let Some(wrong) = receiver.locale.as_deref().filter(|word| !["en", "zh"].contains(word)) {
        problems.push(format!("`locale`: `{wrong}` is none of en, zh"));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let wants = |word: &str| receiver.on.is_empty() || receiver.on.iter().any(|own| own == word);
    let hours = receiver.deadline_hours.unwrap_or(USUAL_HOURS);
    Ok(Wishes {
        level: wants("level"),
        new_dispute: wants("new-dispute"),
        deadline_hours: wants("deadline").then_some(hours),
        digest: wants("digest").then_some(day),
    })
}

/// Returns everything that is wrong with a receiver's settings; empty when it is in order.
pub(crate) fn problems(context: &Context, receiver: &Notify) -> Vec<String> {
    let found = [wishes(receiver).err(), channel(context, receiver).err()];
    found.into_iter().flatten().flatten().chain(unread(receiver)).collect()
}

/// Names the keys that are given and that a receiver of this kind does not read: who signs messages
/// by a `secret_file` that nothing reads is to know it. Messages are sent all the same.
fn unread(receiver: &Notify) -> Vec<String> {
    let kind = receiver.kind.as_str();
    let (mail, chat) = (kind == "email", kind == "telegram");
    let signed = ["dingtalk", "feishu", "lark", "json"].contains(&kind);
    if !(mail || chat || signed || ["wecom", "slack"].contains(&kind)) {
        // Nobody can say what a kind that does not exist reads.
        return Vec::new();
    }
    let given = [
        ("url_file", receiver.url_file.is_some(), !mail),
        ("secret_file", receiver.secret_file.is_some(), signed),
        ("chat_id", receiver.chat_id.is_some(), chat),
        ("host", receiver.host.is_some(), mail),
        ("port", receiver.port.is_some(), mail),
        ("security", receiver.security.is_some(), mail),
        ("user", receiver.user.is_some(), mail),
        ("password_file", receiver.password_file.is_some(), mail),
        ("ca_file", receiver.ca_file.is_some(), mail),
        ("from", receiver.from.is_some(), mail),
        ("to", !receiver.to.is_empty(), mail),
    ];
    let unread = given.into_iter().filter(|(_, is_given, is_read)| *is_given && !*is_read);
    unread
        .map(|(key, ..)| format!("`{key}`: a receiver of kind `{kind}` has none; remove it"))
        .collect()
}

/// The files of the settings that hold a secret each; standard input is no file to look into.
fn secret_files(settings: &Settings) -> impl Iterator<Item = &Path> {
    let receivers = settings.notify.iter();
    let receivers = receivers
        .flat_map(|receiver| [&receiver.url_file, &receiver.secret_file, &receiver.password_file]);
    let shops = settings.shops.iter().filter_map(|shop| shop.api.as_ref());
    let shops = shops.map(|api| &api.secret_file);
    let warehouses = settings.warehouses.iter().map(|own| &own.password_file);
    let files = receivers.chain(shops).chain(warehouses).flatten();
    files.map(PathBuf::as_path).filter(|file| *file != Path::new("-"))
}

/// Leaves the secrets of the settings out of inputs, or refuses one that is named: what is no table is quoted.
pub(crate) fn without_secrets(
    context: &Context,
    mut files: Vec<InputFile>,
) -> Result<Vec<InputFile>, Failure> {
    let real = |path: &Path| context.found.resolve(path).canonicalize().ok();
    let secrets: Vec<PathBuf> = secret_files(&context.found.settings).filter_map(real).collect();
    if secrets.is_empty() {
        return Ok(files);
    }
    let is_secret = |file: &InputFile| match &file.spec {
        Spec::Path(path) => path.canonicalize().is_ok_and(|path| secrets.contains(&path)),
        Spec::Stdin | Spec::BuiltIn(_) => false,
    };
    if let Some(named) = files.iter().find(|file| file.chosen == Chosen::ByName && is_secret(file))
    {
        let name = named.spec.name();
        return Err(input_error!("`{name}` holds a secret of the settings")
            .hint("name order exports and dispute lists, such as `exports/*.xlsx`"));
    }
    files.retain(|file| !is_secret(file));
    Ok(files)
}

/// Returns a mask for every secret that the settings name and that can be read.
pub(crate) fn mask(context: &Context) -> Mask {
    let settings = &context.found.settings;
    let text = |path: &Path| {
        let bytes = read_private(&context.found.resolve(path), context.bounds()).ok().flatten()?;
        String::from_utf8(bytes).ok()
    };
    let mut secrets: Vec<String> = secret_files(settings).filter_map(text).collect();
    for shop in &settings.shops {
        let tokens = crate::cli::sources::api::token_path(context, &shop.name).ok();
        let bytes = tokens.and_then(|path| read_private(&path, context.bounds()).ok().flatten());
        if let Some(tokens) = bytes.and_then(|bytes| Tokens::from_json(&bytes, clock()).ok()) {
            secrets.push(tokens.access.reveal().to_owned());
            secrets.extend(tokens.refresh.map(|refresh| refresh.reveal().to_owned()));
        }
    }
    let secrets: Vec<Secret> = secrets.iter().map(|text| Secret::new(text.trim())).collect();
    Mask::new(&secrets)
}

/// A receiver's settings while they are read.
struct ReceiverSettings<'a> {
    context: &'a Context,
    receiver: &'a Notify,
    problems: Vec<String>,
}

impl ReceiverSettings<'_> {
    fn wrong<T>(&mut self, problem: String) -> Option<T> {
        self.problems.push(problem);
        None
    }

    /// Reads a secret from a file that only its owner may read.
    fn secret(&mut self, key: &str, path: &Path) -> Option<String> {
        let file = shown(path);
        let bytes = match read_private(&self.context.found.resolve(path), self.context.bounds()) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return self.wrong(format!("`{key}`: there is no file {file}")),
            Err(error) => return self.wrong(format!("`{key}`: {file}: {error}")),
        };
        match String::from_utf8(bytes) {
            Ok(text) if text.trim().is_empty() => self.wrong(format!("`{key}`: {file} is empty")),
            Ok(text) => Some(text.trim_end_matches(['\r', '\n']).to_owned()),
            Err(_) => self.wrong(format!("`{key}`: {file} is not text")),
        }
    }

    fn webhook(&mut self) -> Option<Webhook> {
        let receiver = self.receiver;
        let service = match receiver.kind.as_str() {
            "dingtalk" => Some(Service::DingTalk),
            "feishu" | "lark" => Some(Service::Feishu),
            "wecom" => Some(Service::WeCom),
            "slack" => Some(Service::Slack),
            "json" => Some(Service::Json),
            "telegram" => match receiver.chat_id.clone().filter(|id| !id.trim().is_empty()) {
                Some(chat_id) => Some(Service::Telegram { chat_id }),
                None => self.wrong("`chat_id` is missing".to_owned()),
            },
            other => self.wrong(format!(
                "`kind`: `{other}` is none of email, dingtalk, feishu, wecom, telegram, slack, json"
            )),
        };
        let address = match receiver.url_file.as_deref() {
            Some(file) => self.secret("url_file", file),
            None => self.wrong("`url_file` is missing".to_owned()),
        };
        if address.as_deref().is_some_and(|address| !is_address(address)) {
            self.problems.push(
                "`url_file`: the address in it is neither https nor http to this machine"
                    .to_owned(),
            );
        }
        let own = if receiver.kind == "lark" { "feishu" } else { receiver.kind.as_str() };
        // A kind that does not exist is named above.
        let other = address.as_deref().and_then(kind_of_address).filter(|kind| *kind != own);
        if let (Some(other), true) = (other, service.is_some()) {
            self.problems.push(format!(
                "`url_file`: the address in it is one of `{other}`, and `kind` is `{own}`"
            ));
        }
        let key = receiver.secret_file.as_deref().map(|file| self.secret("secret_file", file));
        Some(Webhook {
            service: service?,
            address: Secret::new(address?),
            secret: match key {
                None => None,
                Some(key) => Some(Secret::new(key?)),
            },
        })
    }

    fn mail(&mut self) -> Option<Mail> {
        let receiver = self.receiver;
        let security = match receiver.security.as_deref() {
            None | Some("starttls") => Some(Security::StartTls),
            Some("tls") => Some(Security::Tls),
            Some("none") => Some(Security::None),
            Some(other) => {
                self.wrong(format!("`security`: `{other}` is none of starttls, tls, none"))
            }
        };
        let login = match (&receiver.user, &receiver.password_file) {
            (Some(user), Some(file)) => {
                let password = self.secret("password_file", file);
                password.map(|password| Some((user.clone(), Secret::new(password))))
            }
            (None, None) => Some(None),
            (Some(_), None) => self.wrong("`password_file` is missing beside `user`".to_owned()),
            (None, Some(_)) => self.wrong("`user` is missing beside `password_file`".to_owned()),
        };
        let authority = match receiver.ca_file.as_deref() {
            None => Some(None),
            Some(file) => match files::read(
                &self.context.found.resolve(file),
                self.context.bounds().of_settings(),
            ) {
                Ok(bytes) => Some(Some(bytes)),
                Err(error) => self.wrong(format!("`ca_file`: {}: {error}", shown(file))),
            },
        };
        let mut needed = |value: &Option<String>, key: &str| match value.clone() {
            Some(value) if !value.trim().is_empty() => Some(value),
            Some(_) | None => self.wrong(format!("`{key}` is missing")),
        };
        let (host, from) = (needed(&receiver.host, "host"), needed(&receiver.from, "from"));
        if receiver.to.is_empty() {
            self.problems.push("`to` is missing".to_owned());
        }
        let checked = Mail {
            host: host.clone().unwrap_or_else(|| "localhost".to_owned()),
            port: receiver.port,
            security: security.unwrap_or(Security::StartTls),
            login: login.clone().flatten(),
            authority: authority.clone().flatten(),
            // An address that is missing is named above, and not a second time.
            from: from.clone().unwrap_or_else(|| "missing@localhost".to_owned()),
            to: receiver.to.clone(),
        };
        self.problems.extend(checked.problems());
        (host.is_some() && from.is_some() && security.is_some() && login.is_some())
            .then_some(checked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_the_place_of_a_file_is_not_shown() {
        for name in
            ["robot-url", "secrets/smtp-password", "/etc/disputes/telegram-url", "C:\\\\Key.txt"]
        {
            assert_eq!(shown(Path::new(name)), format!("`{name}`"));
        }
        for secret in [
            "https://oapi.dingtalk.com/robot/send",
            "SEC0123456789abcdef",
            "123456:AAE-xyz",
            "a=b",
            "hgfDSAqwe123XCV456",
            "INVENTED-APP-SECRET",
        ] {
            assert!(!shown(Path::new(secret)).contains(secret), "{secret}");
        }
    }
}
