//! The environment: the folders of the user, and the variables that matter.

use std::path::PathBuf;

/// The folders and variables of the environment that matter, read once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// The user's configuration folder for this program; `None` when there is no home.
    pub(crate) config_dir: Option<PathBuf>,
    /// The folder for store, tokens and spool; `None` when there is no home.
    pub(crate) state_dir: Option<PathBuf>,
    /// The language of messages, as `zh_CN.UTF-8`.
    pub(crate) language: Option<String>,
    /// Colour is not wanted (`NO_COLOR` is set and not empty, or `TERM` is `dumb`).
    pub(crate) no_color: bool,
    /// The width asked for by `COLUMNS`.
    pub(crate) columns: Option<u16>,
    /// The seller's own zone, from `TZ`.
    pub(crate) zone: Option<String>,
}

impl Environment {
    /// Reads the environment. Called once, by `cli`.
    #[expect(clippy::disallowed_methods, reason = "the environment is read once, here")]
    pub(crate) fn read() -> Self {
        let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let (config_dir, state_dir) = folders(System::THIS, &var);
        let language = var("LC_ALL").or_else(|| var("LC_MESSAGES")).or_else(|| var("LANG"));
        Self {
            config_dir,
            // Earlier versions kept their state in the folder of Unix on every system.
            state_dir: state_dir.map(|new| match folders(System::Unix, &var).1 {
                Some(old) if old.is_dir() && !new.is_dir() => old,
                Some(_) | None => new,
            }),
            // Windows and desktops that set no variable know the language and the zone nevertheless.
            language: language.or_else(sys_locale::get_locale),
            no_color: var("NO_COLOR").is_some() || var("TERM").as_deref() == Some("dumb"),
            columns: var("COLUMNS").and_then(|columns| columns.parse().ok()),
            // `:/etc/localtime` asks for the system's zone, which has a name.
            zone: var("TZ")
                .filter(|tz| tz.trim_start_matches(':') != "/etc/localtime")
                .or_else(|| iana_time_zone::get_timezone().ok()),
        }
    }
}

/// A kind of system, by where it keeps the files of programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    /// Linux and its like: the XDG base directories.
    Unix,
    /// macOS: `~/Library/Application Support`.
    MacOs,
    /// Windows: the roaming and the local application data of the user.
    Windows,
}

impl System {
    /// The system that the program was built for.
    const THIS: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Unix
    };
}

/// Returns the folders for settings and for state; `None` when there is no home. The XDG variables hold
/// on every system where they are set.
fn folders(
    system: System,
    var: &dyn Fn(&str) -> Option<String>,
) -> (Option<PathBuf>, Option<PathBuf>) {
    // What is relative would be another folder wherever the program is started.
    let absolute = |name: &str| {
        var(name).map(PathBuf::from).filter(|path| path.is_absolute() || system == System::Windows)
    };
    let home = absolute("HOME").or_else(|| absolute("USERPROFILE"));
    let below = |path: &str| home.as_ref().map(|home| home.join(path));
    let (config, state) = match system {
        System::Unix => (below(".config"), below(".local/state")),
        System::MacOs => (below(".config"), below("Library/Application Support")),
        System::Windows => (
            absolute("APPDATA").or_else(|| below("AppData/Roaming")),
            absolute("LOCALAPPDATA").or_else(|| below("AppData/Local")),
        ),
    };
    let folder = |name: &str, usual: Option<PathBuf>| {
        absolute(name).or(usual).map(|base| base.join("disputes"))
    };
    (folder("XDG_CONFIG_HOME", config), folder("XDG_STATE_HOME", state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_keeps_files_in_its_own_folder() {
        let home = |name: &str| (name == "HOME").then(|| "/home/a".to_owned());
        let at = |path: &str| Some(PathBuf::from(path));
        assert_eq!(
            folders(System::Unix, &home),
            (at("/home/a/.config/disputes"), at("/home/a/.local/state/disputes"))
        );
        assert_eq!(
            folders(System::MacOs, &home).1,
            at("/home/a/Library/Application Support/disputes")
        );
        let windows = |name: &str| match name {
            "USERPROFILE" => Some("C:/Users/a".to_owned()),
            "LOCALAPPDATA" => Some("C:/Users/a/AppData/Local".to_owned()),
            _ => None,
        };
        let (config, state) = folders(System::Windows, &windows);
        assert_eq!(config, at("C:/Users/a/AppData/Roaming/disputes"));
        assert_eq!(state, at("C:/Users/a/AppData/Local/disputes"));
        let own = |name: &str| (name == "XDG_STATE_HOME").then(|| "/s".to_owned());
        assert_eq!(folders(System::MacOs, &own), (None, at("/s/disputes")));
        assert_eq!(folders(System::Unix, &|_| None), (None, None));
    }
}
