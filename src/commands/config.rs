//! `mentorcheck config show`: print the effective configuration and where each setting comes from.

use std::fmt::Write;

use crate::{
    args::{Config, ConfigCommand},
    config::resolve::{ConfigOrigin, ConfigValue, ResolvedConfig},
    error::{CommandError, ExitCode},
    stdout::print,
};
use mentorcheck_core::config::ConfigFile;

/// Prints the effective settings in the format of the configuration file.
///
/// # Errors
/// When the configuration is invalid or standard output cannot be written.
pub fn run(arguments: &Config) -> Result<ExitCode, CommandError> {
    let ConfigCommand::Show(arguments) = &arguments.command;
    let settings = ResolvedConfig::new(arguments, None)?;
    // Invalid settings are reported as by `check`.
    let checker = settings.checker_builder(&arguments.what_if)?.0.build();
    let concept = checker.pack().kinds[checker.pack().concept].id.as_str();
    let mut page = ConfigPage { out: String::new(), configuration: settings.configuration() };
    match page.configuration {
        Some(configuration) => page.push_line(&format!("# {}", configuration.path)),
        None => page.push_line("# no configuration: there is no mentorcheck.yaml here or above"),
    }
    for file in &settings.layers.stricter {
        page.push_line(&format!("# made stricter by {}", file.path));
    }
    page.push_setting("expect", &settings.expect, Ok(concept));
    page.push_setting("accept", &settings.accept, Err("a verdict passes only when it is established"));
    page.push_setting("towards", &settings.towards, Err("advice leads to what is expected"));
    page.push_setting("rules", &settings.rules, Ok(mentorcheck_core::pack::DEFAULT_PACK));
    page.push_setting("evidence", &settings.evidence, Ok("false"));
    page.push_setting("require", &settings.require, Err("nothing"));
    page.push_setting("baseline", &settings.baseline, Err("none"));
    page.push_collections();
    print(&page.out)?;
    Ok(ExitCode::Success)
}

struct ConfigPage<'c> {
    out: String,
    configuration: Option<&'c ConfigFile>,
}

impl ConfigPage<'_> {
    fn push_line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Prints a setting or its default: `Ok` is a value, `Err` a description of having none.
    fn push_setting(&mut self, key: &str, setting: &ConfigValue, default: Result<&str, &str>) {
        let origin = match &setting.origin {
            ConfigOrigin::Configuration { path, line } => format!("{path}, line {line}"),
            ConfigOrigin::CommandLine => "command line".to_owned(),
            ConfigOrigin::Default => "default".to_owned(),
        };
        match setting.value.as_deref().map_or(default, Ok) {
            Ok(value) => self.push_line(&format!("{key}: {value} # {origin}")),
            Err(none) => self.push_line(&format!("# {key}: {none} ({origin})")),
        }
    }

    /// Prints the settings that are maps or lists.
    fn push_collections(&mut self) {
        let Some(configuration) = self.configuration else { return };
        let settings = &configuration.config;
        let origin_comment = |path: &[&str]| {
            let line = configuration.line(path).unwrap_or(1);
            format!("# {}, line {line}", configuration.path)
        };
        let mut out = String::new();
        let mut push_section = |title: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                let _ = writeln!(out, "{title}:\n{}", lines.join("\n"));
            }
        };
        let index_key = |index: usize| index.to_string();
        let severities = settings.severities.iter();
        push_section(
            "severities",
            severities
                .map(|(code, severity)| {
                    format!("  {code}: {} {}", severity.as_str(), origin_comment(&["severities", code]))
                })
                .collect(),
        );
        let interpretations = settings.interpretations.iter().flatten().enumerate();
        push_section(
            "interpretations",
            interpretations
                .map(|(index, code)| format!("  - {code} {}", origin_comment(&["interpretations", &index_key(index)])))
                .collect(),
        );
        let allowed = settings.allow.iter().enumerate().map(|(index, entry)| {
            let mut line = format!("  - code: {} {}", entry.code, origin_comment(&["allow", &index_key(index)]));
            for (key, value) in
                [("path", &entry.path), ("field", &entry.field), ("because", &Some(entry.because.clone()))]
            {
                if let Some(value) = value {
                    let _ = write!(line, "\n    {key}: {}", quoted(value));
                }
            }
            line
        });
        push_section("allow", allowed.collect());
        let ignored = settings.ignore.iter().enumerate();
        push_section(
            "ignore",
            ignored
                .map(|(index, pattern)| {
                    format!("  - {} {}", quoted(pattern), origin_comment(&["ignore", &index_key(index)]))
                })
                .collect(),
        );
        let formats = settings.formats.iter().enumerate().map(|(index, entry)| {
            let output =
                entry.output.as_ref().map(|file| format!("\n    output: {}", quoted(&file.display().to_string())));
            let format = &entry.format;
            format!(
                "  - format: {format} {}{}",
                origin_comment(&["formats", &index_key(index)]),
                output.unwrap_or_default()
            )
        });
        push_section("formats", formats.collect());
        self.out.push_str(&out);
    }
}

/// A double-quoted YAML scalar on one line.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
