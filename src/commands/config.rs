//! `mentorcheck config show`: print what holds here, and where each setting comes from.

use std::fmt::Write;

use crate::config::rules;
use crate::{
    args::{Config, ConfigCommand},
    config::resolve::{ConfigOrigin, ConfigValue, ResolvedConfig},
    error::{CommandError, ExitCode},
    stdout::print,
};
use mentorcheck_core::config::ConfigFile;

/// Prints the settings as a configuration would write them.
///
/// # Errors
/// When the configuration does not hold together, or standard output is gone.
pub fn run(arguments: &Config) -> Result<ExitCode, CommandError> {
    let ConfigCommand::Show(arguments) = &arguments.command;
    let settings = ResolvedConfig::new(arguments, None)?;
    // Invalid settings are reported as by `check`.
    let checker = settings.checker(&arguments.what_if)?;
    let concept = checker.pack.kinds[checker.pack.concept].id.as_str();
    let mut page = Page { out: String::new(), configuration: settings.configuration.as_ref() };
    match page.configuration {
        Some(configuration) => page.line(&format!("# {}", configuration.path)),
        None => page.line("# no configuration: there is no mentorcheck.yaml here or above"),
    }
    page.setting("expect", &settings.expect, Ok(concept));
    page.setting("accept", &settings.accept, Err("a verdict passes only when it is established"));
    page.setting("towards", &settings.towards, Err("advice leads to what is expected"));
    page.setting("rules", &settings.rules, Ok(rules::DEFAULT));
    page.setting("evidence", &settings.evidence, Ok("false"));
    page.setting("require", &settings.require, Err("nothing"));
    page.setting("baseline", &settings.baseline, Err("none"));
    page.rest();
    print(&page.out)?;
    Ok(ExitCode::Success)
}

struct Page<'c> {
    out: String,
    configuration: Option<&'c ConfigFile>,
}

impl Page<'_> {
    fn line(&mut self, words: &str) {
        self.out.push_str(words);
        self.out.push('\n');
    }

    /// A setting, or what it comes to that there is none.
    fn setting(&mut self, key: &str, setting: &ConfigValue, default: Result<&str, &str>) {
        let from = match (setting.origin, self.configuration) {
            (ConfigOrigin::Configuration { line }, Some(configuration)) => {
                format!("{}, line {line}", configuration.path)
            }
            (ConfigOrigin::CommandLine, _) => "command line".to_owned(),
            _ => "default".to_owned(),
        };
        match setting.value.as_deref().map_or(default, Ok) {
            Ok(value) => self.line(&format!("{key}: {value} # {from}")),
            Err(none) => self.line(&format!("# {key}: {none} ({from})")),
        }
    }

    /// The settings that only a configuration can make.
    fn rest(&mut self) {
        let Some(configuration) = self.configuration else { return };
        let settings = &configuration.config;
        let from = |steps: &[&str]| {
            let line = configuration.line(steps).unwrap_or(1);
            format!("# {}, line {line}", configuration.path)
        };
        let mut out = String::new();
        let mut part = |title: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                let _ = writeln!(out, "{title}:\n{}", lines.join("\n"));
            }
        };
        let at = |number: usize| number.to_string();
        let severities = settings.severities.iter();
        part(
            "severities",
            severities
                .map(|(code, severity)| format!("  {code}: {} {}", severity.as_str(), from(&["severities", code])))
                .collect(),
        );
        let readings = settings.interpretations.iter().flatten().enumerate();
        part(
            "interpretations",
            readings.map(|(number, code)| format!("  - {code} {}", from(&["interpretations", &at(number)]))).collect(),
        );
        let allowed = settings.allow.iter().enumerate().map(|(number, entry)| {
            let mut line = format!("  - code: {} {}", entry.code, from(&["allow", &at(number)]));
            for (key, value) in
                [("path", &entry.path), ("field", &entry.field), ("because", &Some(entry.because.clone()))]
            {
                if let Some(value) = value {
                    let _ = write!(line, "\n    {key}: {}", quoted(value));
                }
            }
            line
        });
        part("allow", allowed.collect());
        let ignored = settings.ignore.iter().enumerate();
        part(
            "ignore",
            ignored.map(|(number, one)| format!("  - {} {}", quoted(one), from(&["ignore", &at(number)]))).collect(),
        );
        let formats = settings.formats.iter().enumerate().map(|(number, entry)| {
            let output =
                entry.output.as_ref().map(|file| format!("\n    output: {}", quoted(&file.display().to_string())));
            let format = &entry.format;
            format!("  - format: {format} {}{}", from(&["formats", &at(number)]), output.unwrap_or_default())
        });
        part("formats", formats.collect());
        self.out.push_str(&out);
    }
}

/// A text as YAML writes it on one line.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
