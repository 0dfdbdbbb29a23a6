//! Reports in lines → what they were made from, so that a report of any form can be made from several of them.
//!
//! A job that checks a part of the descriptions writes `--format ndjson`; each of its lines on a text holds that text.
//! The parts are in the order of their paths, and so is what they give together, however much there is.

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

/// A report in lines that cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum ShardError {
    /// It cannot be read.
    #[error("{path} cannot be read: {error}")]
    Unreadable {
        /// Its path.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// A line is no line of a report.
    #[error(
        "{path}, line {line}: this is no line of a report ({reason})\n  Give it reports that `check --format ndjson` \
         has written, as they are."
    )]
    NoLine {
        /// Its path.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// It does not begin as a report does, or another begins in it.
    #[error(
        "{path}, line {line}: {what}\n  Give each report as a file of its own, as `check --format ndjson` has written it."
    )]
    Misplaced {
        /// Its path.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: &'static str,
    },
    /// It has no end.
    #[error("{path} is cut short: its last line does not hold the totals\n  Run the job again that has written it.")]
    CutShort {
        /// Its path.
        path: String,
    },
    /// Two were made in other ways.
    #[error(
        "{one} and {other} were not made in the same way\n  Only reports of one version of the program, by the same \
         rules and with the same expectation can be put together."
    )]
    Unlike {
        /// The path of one.
        one: String,
        /// The path of the other.
        other: String,
    },
    /// The same file stands in two of them.
    #[error("{path} stands in more than one report\n  Check each description once.")]
    Twice {
        /// The path of the description.
        path: String,
    },
}

/// How the descriptions of a report were judged.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Run {
    version: u32,
    tool: serde_json::Value,
    pack: serde_json::Value,
    /// What programmes were expected to be.
    pub expected: String,
    /// Whether a provisional verdict passes.
    pub accept_provisional: bool,
    /// What was supposed.
    #[serde(default)]
    pub supposed: Vec<String>,
}

/// A line, as far as it is needed.
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

/// What a report holds on one text.
#[derive(Debug, Default)]
pub struct Group {
    /// Its path.
    pub path: String,
    /// The text; none where nothing could be read.
    pub text: Option<String>,
    /// The number of its first document in its own stream.
    pub document: usize,
    /// How many documents of the stream stand in the reports before its own.
    pub before: usize,
    /// Whether there are programmes in it.
    pub judged: bool,
    /// Whether it describes no programme.
    pub skipped: bool,
    /// What could not be read of it.
    pub unreadable: Vec<Finding>,
    /// All lines on it, with their ends.
    pub lines: String,
    /// Where they stand: the report, and the first of the lines, from 1.
    pub place: (String, usize),
}

/// One report in lines.
struct Shard {
    path: String,
    lines: io::Lines<BufReader<File>>,
    number: usize,
    run: Run,
    /// The line that begins the next group.
    ahead: Option<(Line, String, usize)>,
    ended: bool,
    /// How many documents of a stream there were.
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

    /// The next line that is told of an input.
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
                // What is to be said of a policy is known when all is put together.
                Ok(Line::Policy {}) => {}
                Ok(Line::Totals {}) => self.ended = true,
                Ok(told) => return Ok(Some((told, text, self.number))),
            }
        }
    }

    /// Everything on the next text.
    fn group(&mut self) -> Result<Option<Group>, ShardError> {
        let Some((line, text, number)) = self.ahead.take() else { return Ok(None) };
        let mut group = Group { place: (self.path.clone(), number), ..Group::default() };
        group.take(line, &text);
        while let Some((line, text, number)) = self.line()? {
            let goes_on = match &line {
                Line::Programme { path, .. } | Line::Unreadable { path, .. } => *path == group.path && !group.skipped,
                _ => false,
            };
            // A file of which nothing could be read has one line, and no text before it.
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
            // A file is a whole, whichever of its documents holds the first programme.
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

/// Several reports as one: their texts in order.
pub struct Shards {
    all: Vec<Shard>,
    fronts: Vec<Option<Group>>,
    /// The last path that was handed out.
    last: Option<String>,
}

impl Shards {
    /// Opens reports.
    ///
    /// # Errors
    /// When one is no report, or they do not go together.
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

    /// How they were made; none where there is no report.
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
            // One stream goes on in the next report.
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
