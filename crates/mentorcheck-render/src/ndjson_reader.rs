//! Reads reports of [`ndjson`](crate::ndjson) back into their inputs, and merges them in path order, streaming: a
//! sharded job writes one report per shard, and any format can be rendered from them together. Each `source` line
//! contains the whole text.

use std::{
    cmp::Ordering,
    fmt,
    io::{self, BufRead, Read},
    sync::Arc,
};

use serde::Deserialize;

use mentorcheck_core::{
    diagnostic::Finding,
    input::{STDIN_NAME, path_order},
    report::{SCHEMA_VERSION, Totals},
    skip::SkippedFile,
};
use mentorcheck_yaml::Origin;

/// An invalid report, or one that cannot be merged.
#[derive(Debug, thiserror::Error)]
pub enum ReportReadError {
    #[error("{path} cannot be read: {reason}")]
    Unreadable { path: String, reason: String },
    /// A line that is not part of a report.
    #[error(
        "{path}, line {line}: this is no line of a report ({reason})\n  Give it reports that `check --format ndjson` \
         has written, as they are."
    )]
    InvalidLine {
        path: String,
        /// From 1.
        line: usize,
        reason: String,
    },
    /// The first line does not start a report, or a later one starts another.
    #[error(
        "{path}, line {line}: {what}\n  Give each report as a file of its own, as `check --format ndjson` has written it."
    )]
    UnexpectedLine {
        path: String,
        /// From 1.
        line: usize,
        what: &'static str,
    },
    /// The totals at the end are missing.
    #[error("{path} is cut short: its last line does not hold the totals\n  Run the job again that has written it.")]
    Truncated { path: String },
    /// Two reports were made with different settings.
    #[error(
        "{one} and {other} were not made in the same way\n  Only reports of one version of the program, by the same \
         rules and with the same expectation can be put together."
    )]
    SettingsMismatch { one: String, other: String },
    /// Two reports contain the same file.
    #[error("{path} stands in more than one report\n  Check each description once.")]
    DuplicatePath {
        /// The path of the description.
        path: String,
    },
}

/// The settings of a report, from its first line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RunHeader {
    version: u32,
    tool: serde_json::Value,
    pack: serde_json::Value,
    /// The expected verdict.
    pub expected: String,
    pub accept_provisional: bool,
    #[serde(default)]
    pub configuration: Option<String>,
    /// The assumptions made.
    #[serde(default)]
    pub supposed: Vec<String>,
    #[serde(default)]
    omits_sources: bool,
}

/// The fields of a report line that are needed here.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum ReportLine {
    Run(Box<RunHeader>),
    Source(SourceLine),
    Programme(ProgrammeLine),
    Unreadable { path: String, findings: Vec<Finding> },
    Skipped(SkippedFile),
    Policy {},
    Totals(Box<Totals>),
}

#[derive(Debug, Deserialize)]
struct SourceLine {
    path: String,
    text: String,
    #[serde(default)]
    form: Option<Origin>,
}

#[derive(Debug, Deserialize)]
struct ProgrammeLine {
    path: String,
    /// From 1. No stream has nearly as many as the type allows, so that numbers can be added up.
    document: u32,
    #[serde(default)]
    settings: Option<RecordedSettings>,
}

/// The settings of a programme with a configuration of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct RecordedSettings {
    pub expected: String,
    pub accept_provisional: bool,
}

/// Parses a line. Serde buffers a tagged value to find its tag first; for the two frequent lines, as this program writes them, the tag is
/// known from the beginning.
fn parse_line(text: &str) -> Result<ReportLine, serde_json::Error> {
    if text.starts_with(r#"{"type":"source","#) {
        serde_json::from_str(text).map(ReportLine::Source)
    } else if text.starts_with(r#"{"type":"programme","#) {
        serde_json::from_str(text).map(ReportLine::Programme)
    } else {
        serde_json::from_str(text)
    }
}

/// The lines of a report about one input.
#[derive(Debug, Default)]
pub struct InputRecord {
    pub path: String,
    /// `None` if the input could not be read.
    pub text: Option<String>,
    /// The form that the text was made from.
    pub origin: Option<Arc<Origin>>,
    /// The index of its first document in its own stream.
    pub document: usize,
    /// The number of documents of the stream in the reports before this one.
    pub before: usize,
    /// Whether it contains programmes.
    pub judged: bool,
    /// The settings of its programmes; `None` if those of the report apply.
    pub settings: Option<RecordedSettings>,
    /// Set if it is not a description.
    pub skipped: Option<SkippedFile>,
    /// The findings on its unreadable documents.
    pub unreadable: Vec<Finding>,
    /// All its lines, including line breaks.
    pub lines: String,
    /// The path of the report and the number of the first line, from 1.
    pub location: (String, usize),
}

/// The longest line that is read, in bytes. A line holds what was found in one description of at most 16 MB.
const MAX_LINE: u64 = 64 * 1024 * 1024;

/// What a report is called, where its lines come from, and how a failure to read them is put in words.
pub struct ReportSource<R> {
    pub name: String,
    pub reader: R,
    pub reason: fn(&io::Error) -> String,
}

/// The lines of a report.
struct Lines<R>(ReportSource<R>);

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<String, ReportReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Vec::new();
        let unreadable = |reason: String| Some(Err(ReportReadError::Unreadable { path: self.0.name.clone(), reason }));
        match self.0.reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(length) if length as u64 == MAX_LINE => {
                unreadable(format!("a line is longer than {} MB", MAX_LINE / 1_048_576))
            }
            Ok(_) => {
                let end = line.strip_suffix(b"\n").map(|line| line.strip_suffix(b"\r").unwrap_or(line));
                let length = end.map_or(line.len(), <[u8]>::len);
                line.truncate(length);
                String::from_utf8(line)
                    .map_or_else(|_| unreadable("it is not text in UTF-8".to_owned()), |line| Some(Ok(line)))
            }
            Err(error) => unreadable((self.0.reason)(&error)),
        }
    }
}

/// An open report.
struct ReportReader<R> {
    path: String,
    lines: Lines<R>,
    line_number: usize,
    header: RunHeader,
    /// The first line of the next group, with its text and number.
    peeked: Option<(ReportLine, String, usize)>,
    ended: bool,
    /// The totals, once they are read.
    ended_with: Option<Totals>,
    /// The number of documents read from a stream.
    stream_documents: usize,
}

impl<R: BufRead> ReportReader<R> {
    fn new(source: ReportSource<R>) -> Result<Self, ReportReadError> {
        let name = source.name.clone();
        let mut lines = Lines(source);
        let unexpected = |what| ReportReadError::UnexpectedLine { path: name.clone(), line: 1, what };
        let first_line = lines.next().ok_or_else(|| ReportReadError::Truncated { path: name.clone() })??;
        let Ok(ReportLine::Run(run)) = serde_json::from_str(&first_line) else {
            return Err(unexpected("a report in lines does not begin so"));
        };
        if run.version != SCHEMA_VERSION {
            return Err(unexpected("this report is of another version of the form"));
        }
        let mut shard = Self {
            path: name,
            lines,
            line_number: 1,
            header: *run,
            peeked: None,
            ended: false,
            ended_with: None,
            stream_documents: 0,
        };
        shard.peeked = shard.next_line()?;
        Ok(shard)
    }

    /// The next line about an input.
    fn next_line(&mut self) -> Result<Option<(ReportLine, String, usize)>, ReportReadError> {
        loop {
            let Some(text) = self.lines.next() else {
                return if self.ended { Ok(None) } else { Err(ReportReadError::Truncated { path: self.path.clone() }) };
            };
            self.line_number += 1;
            let text = text?;
            let (path, line) = (self.path.clone(), self.line_number);
            match parse_line(&text) {
                Err(error) => return Err(ReportReadError::InvalidLine { path, line, reason: error.to_string() }),
                Ok(_) if self.ended => {
                    return Err(ReportReadError::UnexpectedLine { path, line, what: "the report has ended before" });
                }
                Ok(ReportLine::Run(_)) => {
                    return Err(ReportReadError::UnexpectedLine { path, line, what: "another report begins here" });
                }
                // Recomputed over the merged reports.
                Ok(ReportLine::Policy {}) => {}
                Ok(ReportLine::Totals(totals)) => (self.ended, self.ended_with) = (true, Some(*totals)),
                Ok(parsed) => return Ok(Some((parsed, text, self.line_number))),
            }
        }
    }

    /// All lines about the next input.
    fn next_record(&mut self) -> Result<Option<InputRecord>, ReportReadError> {
        let Some((line, text, number)) = self.peeked.take() else { return Ok(None) };
        let mut record = InputRecord { location: (self.path.clone(), number), ..InputRecord::default() };
        record.add_line(line, &text);
        while let Some((line, text, number)) = self.next_line()? {
            let belongs = match &line {
                ReportLine::Programme(ProgrammeLine { path, .. }) | ReportLine::Unreadable { path, .. } => {
                    *path == record.path && record.skipped.is_none()
                }
                _ => false,
            };
            // An unreadable file has a single line, without a `source` line before it.
            if !belongs || record.text.is_none() {
                self.peeked = Some((line, text, number));
                break;
            }
            record.add_line(line, &text);
        }
        if record.path == STDIN_NAME {
            record.document = if record.judged { record.document } else { self.stream_documents };
            self.stream_documents = record.document + 1;
        } else {
            // Only streams are split; a file starts at document 0.
            record.document = 0;
        }
        Ok(Some(record))
    }
}

impl InputRecord {
    fn add_line(&mut self, line: ReportLine, text: &str) {
        match line {
            ReportLine::Source(SourceLine { path, text, form }) => {
                (self.path, self.text) = (path, Some(text));
                self.origin = form.map(Arc::new);
            }
            ReportLine::Programme(ProgrammeLine { path, document, settings }) => {
                self.settings = settings;
                if !self.judged {
                    // Numbers count from 1.
                    self.document = document.saturating_sub(1) as usize;
                }
                (self.path, self.judged) = (path, true);
            }
            ReportLine::Unreadable { path, findings } => (self.path, self.unreadable) = (path, findings),
            ReportLine::Skipped(file) => (self.path, self.skipped) = (file.path.clone(), Some(file)),
            ReportLine::Run(_) | ReportLine::Policy {} | ReportLine::Totals(_) => {}
        }
        self.lines.push_str(text);
        self.lines.push('\n');
    }
}

/// Adds up the totals of several reports, from their last lines.
///
/// # Errors
/// If one is invalid, or they were made with different settings.
pub fn add_totals<R: BufRead>(
    reports: impl IntoIterator<Item = Result<ReportSource<R>, ReportReadError>>,
) -> Result<Totals, ReportReadError> {
    let mut sum = Totals::default();
    let mut first: Option<ReportReader<R>> = None;
    for report in reports {
        let mut reader = ReportReader::new(report?)?;
        let totals = reader.lines.try_fold(reader.ended_with.take(), |_, line| line.map(|line| totals_of(&line)))?;
        sum.add(&totals.ok_or_else(|| ReportReadError::Truncated { path: reader.path.clone() })?);
        match &first {
            Some(first) => require_same_settings(first, &reader)?,
            None => first = Some(reader),
        }
    }
    Ok(sum)
}

/// The totals, if a line holds them.
fn totals_of(line: &str) -> Option<Totals> {
    // Other lines are long, and need not be parsed.
    if !line.starts_with(r#"{"type":"totals","#) {
        return None;
    }
    match serde_json::from_str(line) {
        Ok(ReportLine::Totals(totals)) => Some(*totals),
        _ => None,
    }
}

fn require_same_settings<R>(one: &ReportReader<R>, other: &ReportReader<R>) -> Result<(), ReportReadError> {
    if one.header == other.header {
        return Ok(());
    }
    Err(ReportReadError::SettingsMismatch { one: one.path.clone(), other: other.path.clone() })
}

/// Merges the inputs of several reports, in path order.
pub struct MergedReports<R> {
    readers: Vec<ReportReader<R>>,
    heads: Vec<Option<InputRecord>>,
    /// The last path returned.
    last_path: Option<String>,
}

impl<R> fmt::Debug for MergedReports<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MergedReports").finish_non_exhaustive()
    }
}

impl<R: BufRead> MergedReports<R> {
    /// Begins to read the reports.
    ///
    /// # Errors
    /// If one is invalid, or they were made with different settings.
    pub fn new(
        reports: impl IntoIterator<Item = Result<ReportSource<R>, ReportReadError>>,
    ) -> Result<Self, ReportReadError> {
        let mut readers =
            reports.into_iter().map(|report| ReportReader::new(report?)).collect::<Result<Vec<_>, _>>()?;
        if let Some(reader) = readers.iter().find(|reader| reader.header.omits_sources) {
            return Err(ReportReadError::UnexpectedLine {
                path: reader.path.clone(),
                line: 1,
                what: "this report leaves out the texts of descriptions (`--no-source`), which merging needs",
            });
        }
        if let [first, rest @ ..] = readers.as_slice() {
            rest.iter().try_for_each(|other| require_same_settings(first, other))?;
        }
        let fronts = readers.iter_mut().map(ReportReader::next_record).collect::<Result<_, _>>()?;
        Ok(Self { readers, heads: fronts, last_path: None })
    }

    /// The settings of the reports; `None` if there are none.
    #[must_use]
    pub fn header(&self) -> Option<&RunHeader> {
        self.readers.first().map(|reader| &reader.header)
    }

    fn next_record(&mut self) -> Result<Option<InputRecord>, ReportReadError> {
        let fronts = self.heads.iter().enumerate().filter_map(|(index, head)| Some((index, &head.as_ref()?.path)));
        let first_index = fronts.min_by(|(_, left), (_, right)| path_order(left, right)).map(|(index, _)| index);
        let Some(at) = first_index else { return Ok(None) };
        let next = self.readers[at].next_record()?;
        let Some(mut record) = std::mem::replace(&mut self.heads[at], next) else { return Ok(None) };
        if record.path == STDIN_NAME {
            if self.last_path.is_some() {
                let (path, line) = record.location;
                let what = "what standard input held comes before all files in a report";
                return Err(ReportReadError::UnexpectedLine { path, line, what });
            }
            // The next report continues the stream.
            record.before = self.readers[..at].iter().map(|reader| reader.stream_documents).sum();
        } else if self.last_path.as_ref().is_some_and(|last| path_order(last, &record.path) != Ordering::Less) {
            return Err(ReportReadError::DuplicatePath { path: record.path });
        } else {
            self.last_path = Some(record.path.clone());
        }
        Ok(Some(record))
    }
}

impl<R: BufRead> Iterator for MergedReports<R> {
    type Item = Result<InputRecord, ReportReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_record().transpose()
    }
}
