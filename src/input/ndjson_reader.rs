//! Reads reports written by `--format ndjson` back into their inputs, and merges them in path order, streaming: a
//! sharded job writes one report per shard, and any format can be rendered from them together. Each `source` line
//! contains the whole text.

use std::{
    cmp::Ordering,
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

use serde::Deserialize;

use mentorcheck_core::{
    diagnostic::Finding,
    input::{STDIN_NAME, order},
    report::SCHEMA_VERSION,
};

/// An invalid report, or one that cannot be merged.
#[derive(Debug, thiserror::Error)]
pub enum ShardError {
    #[error("{path} cannot be read: {error}")]
    Unreadable { path: String, error: io::Error },
    /// A line that is not part of a report.
    #[error(
        "{path}, line {line}: this is no line of a report ({reason})\n  Give it reports that `check --format ndjson` \
         has written, as they are."
    )]
    NoLine {
        path: String,
        /// From 1.
        line: usize,
        reason: String,
    },
    /// The first line does not start a report, or a later one starts another.
    #[error(
        "{path}, line {line}: {what}\n  Give each report as a file of its own, as `check --format ndjson` has written it."
    )]
    Misplaced {
        path: String,
        /// From 1.
        line: usize,
        what: &'static str,
    },
    /// The totals at the end are missing.
    #[error("{path} is cut short: its last line does not hold the totals\n  Run the job again that has written it.")]
    CutShort { path: String },
    /// Two reports were made with different settings.
    #[error(
        "{one} and {other} were not made in the same way\n  Only reports of one version of the program, by the same \
         rules and with the same expectation can be put together."
    )]
    Unlike { one: String, other: String },
    /// Two reports contain the same file.
    #[error("{path} stands in more than one report\n  Check each description once.")]
    Twice {
        /// The path of the description.
        path: String,
    },
}

/// The settings of a report, from its first line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Run {
    version: u32,
    tool: serde_json::Value,
    pack: serde_json::Value,
    /// The expected verdict.
    pub expected: String,
    pub accept_provisional: bool,
    /// The assumptions made.
    #[serde(default)]
    pub supposed: Vec<String>,
}

/// The fields of a report line that are needed here.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line {
    Run(Box<Run>),
    Source { path: String, text: String },
    Programme { path: String, document: usize },
    Unreadable { path: String, findings: Vec<Finding> },
    Skipped { path: String },
    Policy {},
    Totals {},
}

/// The lines of a report about one input.
#[derive(Debug, Default)]
pub struct Group {
    pub path: String,
    /// `None` if the input could not be read.
    pub text: Option<String>,
    /// The index of its first document in its own stream.
    pub document: usize,
    /// The number of documents of the stream in the reports before this one.
    pub before: usize,
    /// Whether it contains programmes.
    pub judged: bool,
    /// Whether it was skipped because it describes no programme.
    pub skipped: bool,
    /// The findings on its unreadable documents.
    pub unreadable: Vec<Finding>,
    /// All its lines, including line breaks.
    pub lines: String,
    /// The path of the report and the number of the first line, from 1.
    pub place: (String, usize),
}

/// An open report.
struct Shard {
    path: String,
    lines: io::Lines<BufReader<File>>,
    number: usize,
    run: Run,
    /// The first line of the next group, with its text and number.
    ahead: Option<(Line, String, usize)>,
    ended: bool,
    /// The number of documents read from a stream.
    streamed: usize,
}

impl Shard {
    fn open(path: &Path) -> Result<Self, ShardError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| ShardError::Unreadable { path: name.clone(), error })?;
        let mut lines = BufReader::new(file).lines();
        let misplaced = |what| ShardError::Misplaced { path: name.clone(), line: 1, what };
        let first = lines.next().ok_or_else(|| ShardError::CutShort { path: name.clone() })?;
        let first = first.map_err(|error| ShardError::Unreadable { path: name.clone(), error })?;
        let Ok(Line::Run(run)) = serde_json::from_str(&first) else {
            return Err(misplaced("a report in lines does not begin so"));
        };
        if run.version != SCHEMA_VERSION {
            return Err(misplaced("this report is of another version of the form"));
        }
        let mut shard = Self { path: name, lines, number: 1, run: *run, ahead: None, ended: false, streamed: 0 };
        shard.ahead = shard.line()?;
        Ok(shard)
    }

    /// The next line about an input.
    fn line(&mut self) -> Result<Option<(Line, String, usize)>, ShardError> {
        loop {
            let Some(text) = self.lines.next() else {
                return if self.ended { Ok(None) } else { Err(ShardError::CutShort { path: self.path.clone() }) };
            };
            self.number += 1;
            let text = text.map_err(|error| ShardError::Unreadable { path: self.path.clone(), error })?;
            let (path, line) = (self.path.clone(), self.number);
            match serde_json::from_str(&text) {
                Err(error) => return Err(ShardError::NoLine { path, line, reason: error.to_string() }),
                Ok(_) if self.ended => {
                    return Err(ShardError::Misplaced { path, line, what: "the report has ended before" });
                }
                Ok(Line::Run(_)) => {
                    return Err(ShardError::Misplaced { path, line, what: "another report begins here" });
                }
                // Recomputed over the merged reports.
                Ok(Line::Policy {}) => {}
                Ok(Line::Totals {}) => self.ended = true,
                Ok(told) => return Ok(Some((told, text, self.number))),
            }
        }
    }

    /// All lines about the next input.
    fn group(&mut self) -> Result<Option<Group>, ShardError> {
        let Some((line, text, number)) = self.ahead.take() else { return Ok(None) };
        let mut group = Group { place: (self.path.clone(), number), ..Group::default() };
        group.take(line, &text);
        while let Some((line, text, number)) = self.line()? {
            let goes_on = match &line {
                Line::Programme { path, .. } | Line::Unreadable { path, .. } => *path == group.path && !group.skipped,
                _ => false,
            };
            // An unreadable file has a single line, without a `source` line before it.
            if !goes_on || group.text.is_none() {
                self.ahead = Some((line, text, number));
                break;
            }
            group.take(line, &text);
        }
        if group.path == STDIN_NAME {
            group.document = if group.judged { group.document } else { self.streamed };
            self.streamed = group.document + 1;
        } else {
            // Only streams are split; a file starts at document 0.
            group.document = 0;
        }
        Ok(Some(group))
    }
}

impl Group {
    fn take(&mut self, line: Line, text: &str) {
        match line {
            Line::Source { path, text } => (self.path, self.text) = (path, Some(text)),
            Line::Programme { path, document } => {
                if !self.judged {
                    self.document = document;
                }
                (self.path, self.judged) = (path, true);
            }
            Line::Unreadable { path, findings } => (self.path, self.unreadable) = (path, findings),
            Line::Skipped { path } => (self.path, self.skipped) = (path, true),
            Line::Run(_) | Line::Policy {} | Line::Totals {} => {}
        }
        self.lines.push_str(text);
        self.lines.push('\n');
    }
}

/// Merges the inputs of several reports, in path order.
pub struct Shards {
    all: Vec<Shard>,
    fronts: Vec<Option<Group>>,
    /// The last path returned.
    last: Option<String>,
}

impl Shards {
    /// Opens the reports.
    ///
    /// # Errors
    /// If one is invalid, or they were made with different settings.
    pub fn open(paths: &[impl AsRef<Path>]) -> Result<Self, ShardError> {
        let mut shards = paths.iter().map(|path| Shard::open(path.as_ref())).collect::<Result<Vec<_>, _>>()?;
        if let [first, rest @ ..] = shards.as_slice()
            && let Some(other) = rest.iter().find(|one| one.run != first.run)
        {
            return Err(ShardError::Unlike { one: first.path.clone(), other: other.path.clone() });
        }
        let fronts = shards.iter_mut().map(Shard::group).collect::<Result<_, _>>()?;
        Ok(Self { all: shards, fronts, last: None })
    }

    /// The settings of the reports; `None` if there are none.
    #[must_use]
    pub fn run(&self) -> Option<&Run> {
        self.all.first().map(|shard| &shard.run)
    }

    fn take(&mut self) -> Result<Option<Group>, ShardError> {
        let fronts = self.fronts.iter().enumerate().filter_map(|(at, front)| Some((at, &front.as_ref()?.path)));
        let first = fronts.min_by(|(_, one), (_, other)| order(one, other)).map(|(at, _)| at);
        let Some(at) = first else { return Ok(None) };
        let next = self.all[at].group()?;
        let Some(mut group) = std::mem::replace(&mut self.fronts[at], next) else { return Ok(None) };
        if group.path == STDIN_NAME {
            // The next report continues the stream.
            group.before = self.all[..at].iter().map(|shard| shard.streamed).sum();
        } else if self.last.as_ref().is_some_and(|last| order(last, &group.path) != Ordering::Less) {
            return Err(ShardError::Twice { path: group.path });
        } else {
            self.last = Some(group.path.clone());
        }
        Ok(Some(group))
    }
}

impl Iterator for Shards {
    type Item = Result<Group, ShardError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.take().transpose()
    }
}
