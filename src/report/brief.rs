//! A programme in one line: the answers, and where each finding stands, without a word about them.
//!
//! It is what a run over very many descriptions tells of each, and what its numbers are counted from. It can be
//! had from the judgement at once ([`build::Judged::brief`]) or from the whole report on a programme; both are the
//! same, which a test holds them to.
//!
//! [`build::Judged::brief`]: super::build::Judged::brief

use serde::{Serialize, Serializer};

use super::{Programme, Range, build::Judged, common::standing, plan::Line};
use crate::{
    facts::{Fact, UNNAMED, name_of},
    finding::{ExcusedBy, Finding, Severity},
    judge::{Answer, Standing},
    rules::{Condition, KindId},
    source::{Span, every},
};

/// What is told of one programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brief<'p> {
    /// The file's path as it was given.
    pub path: &'p str,
    /// Which document of the file, from 0.
    pub document: usize,
    /// The programme's name, or that it is not named.
    pub name: &'p str,
    /// Whether the description keeps to the vocabulary.
    pub valid: bool,
    /// Whether the programme is what it was expected to be.
    pub as_expected: bool,
    /// Whether it is let pass.
    pub passes: bool,
    /// What it is.
    pub verdict: BriefVerdict<'p>,
    /// The answer on each building block.
    pub blocks: Answers<'p>,
    /// The answer on each kind.
    pub kinds: Answers<'p>,
    /// The place on the spectrum, as a range; none where the facts leave none.
    pub spectrum: Option<Range>,
    /// Truth in labelling.
    pub label: BriefLabel<'p>,
    /// What there is to say, and where.
    pub findings: Vec<BriefFinding<'p>>,
}

/// What a programme is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BriefVerdict<'p> {
    /// How firmly it stands.
    pub standing: Standing,
    /// The kind, when it is established or provisional.
    pub kind: Option<&'p str>,
    /// The kinds in question.
    pub candidates: Vec<&'p str>,
    /// When no kind fits, the nearest, the best first.
    pub nearest: Vec<&'p str>,
}

/// Answers by what they are about, in the order of the rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers<'p>(pub Vec<(&'p str, Answer)>);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// Truth in labelling.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BriefLabel<'p> {
    /// What the programme calls itself, if it says so.
    pub declared: Option<&'p str>,
    /// Whether the verdict bears it out; none while it may or may not.
    pub holds: Option<bool>,
}

/// A finding by its code and place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BriefFinding<'p> {
    /// Its code.
    pub code: &'p str,
    /// How much it weighs.
    pub severity: Severity,
    /// Line of the place that decides, from 1; none for a finding without a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Its column in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// Who excuses it, if somebody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excused: Option<ExcusedBy>,
}

impl Brief<'_> {
    /// Writes it as JSON, with `before` as its first entries: what serde would write, but in pieces that are ready.
    ///
    /// # Panics
    /// Never: all of it is plain data.
    pub fn write(&self, before: &str, out: &mut Vec<u8>) {
        let mut json = Pieces(out);
        json.piece("{");
        json.piece(before);
        json.text(if before.is_empty() { r#""path":"# } else { r#","path":"# }, self.path);
        json.number(r#","document":"#, self.document);
        json.text(r#","name":"#, self.name);
        json.truth(r#","valid":"#, self.valid);
        json.truth(r#","as_expected":"#, self.as_expected);
        json.truth(r#","passes":"#, self.passes);
        json.text(r#","verdict":{"standing":"#, standing(self.verdict.standing));
        json.text_or_null(r#","kind":"#, self.verdict.kind);
        json.texts(r#","candidates":["#, &self.verdict.candidates);
        json.texts(r#","nearest":["#, &self.verdict.nearest);
        json.answers(r#"},"blocks":{"#, &self.blocks);
        json.answers(r#","kinds":{"#, &self.kinds);
        match self.spectrum {
            None => json.piece(r#","spectrum":null"#),
            Some(range) => {
                json.number(r#","spectrum":{"from":"#, range.from.into());
                json.number(r#","to":"#, range.to.into());
                json.piece("}");
            }
        }
        json.text_or_null(r#","label":{"declared":"#, self.label.declared);
        match self.label.holds {
            None => json.piece(r#","holds":null"#),
            Some(holds) => json.truth(r#","holds":"#, holds),
        }
        json.piece(r#"},"findings":["#);
        for (at, finding) in self.findings.iter().enumerate() {
            json.text(if at > 0 { r#",{"code":"# } else { r#"{"code":"# }, finding.code);
            json.text(r#","severity":"#, finding.severity.word());
            finding.line.iter().for_each(|line| json.number(r#","line":"#, *line));
            finding.column.iter().for_each(|column| json.number(r#","column":"#, *column));
            finding.excused.iter().for_each(|by| json.text(r#","excused":"#, by.word()));
            json.piece("}");
        }
        json.piece("]}");
    }
}

/// Writes what stands between the quotation marks of a text in JSON. Most of it needs no escapes, and is copied.
///
/// # Panics
/// Never: a text is plain data.
pub(super) fn words(words: &str, out: &mut Vec<u8>) {
    let (bytes, escaped) = (words.as_bytes(), |byte: u8| byte == b'"' || byte == b'\\');
    if every(bytes, |byte| byte >= b' ' && !escaped(byte)) {
        out.extend_from_slice(bytes);
    } else if every(bytes, |byte| byte >= b' ') {
        for piece in bytes.split_inclusive(|byte| escaped(*byte)) {
            let (before, last) = piece.split_at(piece.len() - 1);
            out.extend_from_slice(before);
            out.extend_from_slice(if escaped(last[0]) { b"\\" } else { b"" });
            out.extend_from_slice(last);
        }
    } else {
        let text = serde_json::to_string(words).expect("a text is plain data");
        out.extend_from_slice(&text.as_bytes()[1..text.len() - 1]);
    }
}

/// JSON put together from pieces.
struct Pieces<'o>(&'o mut Vec<u8>);

impl Pieces<'_> {
    fn piece(&mut self, piece: &str) {
        self.0.extend_from_slice(piece.as_bytes());
    }

    /// A piece and a text behind it.
    fn text(&mut self, before: &str, text: &str) {
        self.piece(before);
        self.0.push(b'"');
        words(text, self.0);
        self.0.push(b'"');
    }

    fn text_or_null(&mut self, before: &str, text: Option<&str>) {
        let Some(text) = text else {
            self.piece(before);
            return self.piece("null");
        };
        self.text(before, text);
    }

    fn texts(&mut self, before: &str, texts: &[&str]) {
        self.piece(before);
        texts.iter().enumerate().for_each(|(at, text)| self.text(if at > 0 { "," } else { "" }, text));
        self.piece("]");
    }

    fn answers(&mut self, before: &str, answers: &Answers<'_>) {
        self.piece(before);
        for (at, (id, answer)) in answers.0.iter().enumerate() {
            self.text(if at > 0 { "," } else { "" }, id);
            self.text(":", answer.word());
        }
        self.piece("}");
    }

    fn number(&mut self, before: &str, number: usize) {
        self.piece(before);
        serde_json::to_writer(&mut *self.0, &number).expect("a number is plain data, and memory takes all of it");
    }

    fn truth(&mut self, before: &str, truth: bool) {
        self.piece(before);
        self.piece(if truth { "true" } else { "false" });
    }
}

impl<'p> From<&'p Programme> for Brief<'p> {
    fn from(programme: &'p Programme) -> Self {
        let ids = |ids: &'p [String]| ids.iter().map(String::as_str).collect();
        let verdict = &programme.verdict;
        Self {
            path: &programme.path,
            document: programme.document,
            name: &programme.name,
            valid: programme.valid,
            as_expected: programme.as_expected,
            passes: programme.passes,
            verdict: BriefVerdict {
                standing: verdict.standing,
                kind: verdict.kind.as_deref(),
                candidates: ids(&verdict.candidates),
                nearest: ids(&verdict.nearest),
            },
            blocks: Answers(programme.blocks.iter().map(|block| (block.id.as_str(), block.answer)).collect()),
            kinds: Answers(programme.kinds.iter().map(|kind| (kind.id.as_str(), kind.answer)).collect()),
            spectrum: programme.spectrum,
            label: BriefLabel { declared: programme.label.declared.as_deref(), holds: programme.label.holds },
            findings: programme.findings.iter().map(BriefFinding::from).collect(),
        }
    }
}

impl<'p> From<&'p Finding> for BriefFinding<'p> {
    fn from(finding: &'p Finding) -> Self {
        let mark = finding.spans.first();
        Self {
            code: &finding.code,
            severity: finding.severity,
            line: mark.map(|mark| mark.line),
            column: mark.map(|mark| mark.column),
            excused: finding.excused.as_ref().map(|excuse| excuse.by),
        }
    }
}

impl<'a> Judged<'a> {
    /// What is told of the document where no policy has a say: the brief form of [`Judged::report`].
    #[must_use]
    pub fn brief(&'a self) -> Brief<'a> {
        let Self { pack, vocabulary, judgement, .. } = *self;
        let verdict = &judgement.verdict;
        let ids = |kinds: &[KindId]| kinds.iter().map(|kind| pack.kinds[*kind].id.as_str()).collect();
        let name = name_of(self.document, vocabulary).unwrap_or(UNNAMED);
        let as_expected = self.expectation.met(judgement, self.accept_provisional);
        let label_field = &vocabulary.fields[pack.labels.field];
        Brief {
            path: self.text.name(),
            document: self.document.index,
            name,
            valid: self.schema_errors.is_empty(),
            as_expected,
            passes: as_expected,
            verdict: BriefVerdict {
                standing: verdict.standing,
                kind: verdict.kind.map(|kind| pack.kinds[kind].id.as_str()),
                candidates: ids(&verdict.candidates),
                nearest: ids(&verdict.nearest),
            },
            blocks: answers(pack.blocks.iter().map(|block| block.id.as_str()), &judgement.blocks),
            kinds: answers(pack.kinds.iter().map(|kind| kind.id.as_str()), &judgement.kinds),
            spectrum: judgement.spectrum.map(|(from, to)| Range { from, to }),
            label: BriefLabel {
                declared: judgement.label.map(|label| label_field.values[label.declared].name.as_str()),
                holds: judgement.label.and_then(|label| label.holds),
            },
            findings: self.brief_findings(),
        }
    }

    fn brief_findings(&self) -> Vec<BriefFinding<'_>> {
        let mut findings = Vec::with_capacity(16);
        for error in self.schema_errors.iter().chain(self.schema_notices) {
            let severity = Severity::of_schema(&error.problem);
            findings.push(self.brief_finding(error.problem.code(), severity, Some(error.span)));
        }
        if let Some(declared) = self.refuted_label() {
            let code = crate::explain::LABEL_CODE;
            findings.push(self.brief_finding(code, self.label_severity(), self.place_of(declared)));
        }
        for line in self.told() {
            if let Some(severity) = self.severity(line) {
                findings.push(self.brief_finding(&line.code, severity, self.place(line)));
            }
            for (code, reading) in self.readings(line) {
                let place = self.first_place(&reading.when);
                findings.push(self.brief_finding(code, Severity::Note, place));
            }
        }
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    fn brief_finding<'f>(&self, code: &'f str, severity: Severity, span: Option<Span>) -> BriefFinding<'f> {
        let at = span.map(|span| self.text.position(span.start));
        BriefFinding { code, severity, line: at.map(|at| at.line), column: at.map(|at| at.column), excused: None }
    }

    /// The first place of the finding on a criterion.
    fn place(&self, line: &Line) -> Option<Span> {
        let criterion = &self.pack.criteria[line.criterion];
        let against = || criterion.refuted.as_ref().and_then(|refuted| self.first_place(refuted));
        match self.judgement.criteria[line.criterion].answer() {
            Answer::Open => self.missing(line).map(|missing| missing.span),
            Answer::Contradictory => self.first_place(&criterion.shown).or_else(against),
            Answer::Refuted | Answer::Shown => against(),
        }
    }

    /// The place of the first fact that makes a condition hold.
    fn first_place(&self, condition: &Condition) -> Option<Span> {
        condition.ground(self.facts, &mut |fact| self.place_of(fact))
    }

    fn place_of(&self, fact: Fact) -> Option<Span> {
        fact.node(self.document, self.vocabulary).map(|(node, _)| node.span())
    }
}

fn answers<'p>(ids: impl Iterator<Item = &'p str>, told: &[crate::judge::Told]) -> Answers<'p> {
    Answers(ids.zip(told).map(|(id, told)| (id, told.answer())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_the_library_writes_them() {
        let all: String = (0..0x300).filter_map(char::from_u32).collect();
        for text in ["", "a", "\n", "\"\"", "a: \"b\\c\"\n\tz\u{1}\u{7f}é’\n", "→\n", &all] {
            let mut out = Vec::new();
            words(text, &mut out);
            let quoted = format!("\"{}\"", String::from_utf8(out).expect("it is UTF-8"));
            assert_eq!(quoted, serde_json::to_string(text).expect("it is text"), "{text:?}");
        }
    }
}
