//! `disputes schedule`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::input::files;
use crate::cli::monitor::receiver;
use crate::cli::monitor::report_files::require_known_words;
use crate::cli::output::language;
use crate::cli::output::quoting::{shell, windows, xml};
use crate::domain::is_hostile;

/// Print a scheduler entry that writes the report every day, week or month; installs nothing
///
/// Refuses a line that would fail today for want of files in the settings and in the store, and warns of
/// receivers that cannot be reached. Where the settings have receivers, the run sends them what is new.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only for this scheduler [default: all of them]
    #[arg(value_enum)]
    kind: Option<SchedulerKind>,
    /// How often: every day, on Mondays, or on the first of each month for the month before
    #[arg(long, value_enum, default_value = "day")]
    every: Every,
    /// Time of day, in this machine's own zone
    #[arg(long, value_name = "HH:MM", default_value = "08:30")]
    at: String,
    /// Print the entry even if it would fail today
    #[arg(long)]
    force: bool,
    /// The report's file; `{date}`, `{month}`, `{week}` and `{shop}` are filled in at each run [default: a
    /// page named `dispute-report`, with its week or month where it is not written every day]
    #[arg(long, short, value_name = "PATH")]
    output: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum SchedulerKind {
    /// A line for `crontab -e`
    Cron,
    /// A systemd user service and timer
    Systemd,
    /// A property list for macOS
    Launchd,
    /// A task for the Windows task scheduler
    Windows,
}

/// How often a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Every {
    /// Every day
    Day,
    /// On Mondays
    Week,
    /// On the first of each month
    Month,
}

/// What is to be run, and when.
struct Schedule {
    every: Every,
    words: Vec<String>,
    folder: PathBuf,
    hour: u8,
    minute: u8,
}

pub(crate) fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<u8, Failure> {
    let plan = plan(args, context)?;
    if !args.force {
        require_runnable(context)?;
    }
    let all = SchedulerKind::value_variants().iter();
    for kind in all.filter(|kind| args.kind.is_none_or(|only| only == **kind)) {
        let text = match kind {
            SchedulerKind::Cron => plan.cron(),
            SchedulerKind::Systemd => plan.systemd(),
            SchedulerKind::Launchd => plan.launchd(),
            SchedulerKind::Windows => plan.windows(),
        };
        let close = if args.kind.is_none() { "\n" } else { "" };
        write!(out, "{text}{close}")?;
    }
    Ok(0)
}

fn plan(args: &Args, context: &Context) -> Result<Schedule, Failure> {
    let wrong = || usage_error!("`--at {}` is not a time of day such as 08:30", args.at);
    let (hour, minute) = args.at.split_once(':').ok_or_else(wrong)?;
    let number = |text: &str, below: u8| {
        let digits =
            (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u8>().ok().filter(|value| digits && *value < below).ok_or_else(wrong)
    };
    let (hour, minute) = match minute.len() {
        2 => (number(hour, 24)?, number(minute, 60)?),
        _ => return Err(wrong()),
    };
    let settings = context.found.path.as_deref().map(absolute);
    let here = absolute(Path::new("."));
    let folder = settings.as_deref().and_then(Path::parent).map_or(here, Path::to_path_buf);
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("disputes"));
    let output = args.output.as_deref().unwrap_or_else(|| args.every.period().output);
    let output = folder.join(output).display().to_string();
    require_known_words(&output)?;
    let mut words = vec![program.display().to_string()];
    if let Some(settings) = settings {
        words.extend(["--config".to_owned(), settings.display().to_string()]);
    }
    words.extend(context.common.reading_options(|path| absolute(path).display().to_string()));
    words.extend(["report", "--quiet", "--output"].map(ToOwned::to_owned));
    words.push(output);
    if args.every == Every::Month {
        // On the first day the month to report on has ended.
        words.extend(["--month", "previous"].map(ToOwned::to_owned));
    }
    if !context.found.settings.notify.is_empty() {
        words.push("--notify".to_owned());
    }
    if let Some(word) = words.iter().find(|word| word.contains(is_hostile)) {
        return Err(usage_error!("`{word}` cannot stand in a schedule"));
    }
    Ok(Schedule { every: args.every, words, folder, hour, minute })
}

/// Refuses a run that would fail today.
fn require_runnable(context: &Context) -> Result<(), Failure> {
    if !files::has_input(context)? {
        return Err(Failure::usage(
            "the scheduled run would have nothing to read: the settings name no files, and nothing \
             is stored",
        )
        .hint("write settings with `disputes config init`; `--force` prints the line as it is"));
    }
    for receiver in &context.found.settings.notify {
        if let Some(problem) = receiver::problems(context, receiver).first() {
            let name = &receiver.name;
            // The report itself would be written.
            context.warn(&format!(
                "the scheduled run would fail to send notices: notify `{name}`: {problem}"
            ));
        }
    }
    Ok(())
}

fn absolute(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.components().collect()
}

/// How schedulers write a period.
struct Period {
    /// What the entry is called: one for each period, so that none takes the place of another.
    name: &'static str,
    /// The report's file, where none is named.
    output: &'static str,
    word: &'static str,
    cron: &'static str,
    systemd: &'static str,
    launchd: &'static str,
    windows: &'static str,
}

impl Every {
    const fn period(self) -> Period {
        match self {
            Self::Day => Period {
                name: "disputes-report",
                output: "dispute-report.html",
                word: "day",
                cron: "* * *",
                systemd: "*-*-*",
                launchd: "",
                windows: "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>",
            },
            Self::Week => Period {
                name: "disputes-report-weekly",
                output: "dispute-report-{week}.html",
                word: "week",
                cron: "* * 1",
                systemd: "Mon *-*-*",
                launchd: "    <key>Weekday</key><integer>1</integer>\n",
                windows: "<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek><Monday />\
                          </DaysOfWeek></ScheduleByWeek>",
            },
            Self::Month => Period {
                name: "disputes-report-monthly",
                output: "dispute-report-{month}.html",
                word: "month",
                cron: "1 * *",
                systemd: "*-*-01",
                launchd: "    <key>Day</key><integer>1</integer>\n",
                windows: "<ScheduleByMonth><DaysOfMonth><Day>1</Day></DaysOfMonth><Months><January />\
                          <February /><March /><April /><May /><June /><July /><August />\
                          <September /><October /><November /><December /></Months>\
                          </ScheduleByMonth>",
            },
        }
    }
}

impl Schedule {
    fn cron(&self) -> String {
        let words: Vec<String> = self.words.iter().map(|word| shell(word)).collect();
        // To cron a percent sign is a line break.
        let command = words.join(" ").replace('%', "\\%");
        let days = self.every.period().cron;
        format!("# crontab -e\n{} {} {days} {command}\n", self.minute, self.hour)
    }

    fn systemd(&self) -> String {
        let quote = |word: &String| {
            let word = word.replace('\\', "\\\\").replace('"', "\\\"");
            let word = word.replace('%', "%%").replace('$', "$$");
            if word.contains([' ', '\'', '"', ';']) { format!("\"{word}\"") } else { word }
        };
        let command: Vec<String> = self.words.iter().map(quote).collect();
        let folder = self.folder.display().to_string().replace('%', "%%");
        let Period { name, word, systemd, .. } = self.every.period();
        format!(
            "# ~/.config/systemd/user/{name}.service\n[Unit]\nDescription={}\n\
             StartLimitIntervalSec=2h\nStartLimitBurst=4\n\n[Service]\nType=oneshot\n\
             WorkingDirectory={folder}\nExecStart={}\n\
             Restart=on-failure\nRestartSec=10min\n\n\
             # ~/.config/systemd/user/{name}.timer\n\
             # systemctl --user enable --now {name}.timer\n\
             # loginctl enable-linger\n[Unit]\n\
             Description={}\n\n[Timer]\nOnCalendar={} {:02}:{:02}:00\n\
             Persistent=true\nRandomizedDelaySec=120\n\n[Install]\nWantedBy=timers.target\n",
            language::translated("Dispute report"),
            command.join(" "),
            language::translated(&format!("Dispute report every {}", word)),
            systemd,
            self.hour,
            self.minute
        )
    }

    fn launchd(&self) -> String {
        let words: String =
            self.words.iter().map(|word| format!("    <string>{}</string>\n", xml(word))).collect();
        let label = self.every.period().name.replace('-', ".");
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <!-- ~/Library/LaunchAgents/{label}.plist; launchctl load … -->\n\
             <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
             \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n  \
             <key>Label</key><string>{label}</string>\n  <key>WorkingDirectory</key>\
             <string>{}</string>\n  <key>ProgramArguments</key>\n  <array>\n{words}  </array>\n  \
             <key>StartCalendarInterval</key>\n  <dict>\n{}    <key>Hour</key><integer>{}</integer>\n    \
             <key>Minute</key><integer>{}</integer>\n  </dict>\n</dict>\n</plist>\n",
            xml(&self.folder.display().to_string()),
            self.every.period().launchd,
            self.hour,
            self.minute
        )
    }

    fn windows(&self) -> String {
        let (program, rest) = self
            .words
            .split_first()
            .map_or(("", [].as_slice()), |(first, rest)| (first.as_str(), rest));
        let rest: Vec<String> = rest.iter().map(|word| windows(word)).collect();
        let Period { name, windows: period, .. } = self.every.period();
        format!(
            "<!-- schtasks /Create /TN {name} /XML {name}.xml -->\n\
             <Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n  \
             <Triggers><CalendarTrigger><StartBoundary>2026-01-01T{:02}:{:02}:00</StartBoundary>\
             {}</CalendarTrigger></Triggers>\n  \
             <Settings><StartWhenAvailable>true</StartWhenAvailable>\
             <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\
             <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>\
             <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy></Settings>\n  \
             <Actions><Exec><Command>{}</Command><Arguments>{}</Arguments>\
             <WorkingDirectory>{}</WorkingDirectory></Exec></Actions>\n</Task>\n",
            self.hour,
            self.minute,
            period,
            xml(program),
            xml(&rest.join(" ")),
            xml(&self.folder.display().to_string())
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_survives_cron_and_systemd() {
        let plan = Schedule {
            every: Every::Day,
            words: vec!["disputes".to_owned(), "100%".to_owned()],
            folder: PathBuf::from("/"),
            hour: 8,
            minute: 5,
        };
        assert!(plan.cron().ends_with("5 8 * * * disputes '100\\%'\n"), "{}", plan.cron());
        assert!(plan.systemd().contains("ExecStart=disputes 100%%\n"), "{}", plan.systemd());
    }
}
