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
    facts::{Fact, node_of},
    finding::{ExcusedBy, Finding, Severity},
    judge::{Answer, Standing},
    rules::KindId,
    source::{Node, Span, every},
};

/// What is told of one programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brief<'p> {
    /// The file's path as it was given.
    pub path: &'p str,
    /// Which document of the file, from 0.
    pub document: usize,
    /// The programme's name; empty where it has none.
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
    /// Writes it as JSON, with `before` as its first entries: what serde would write, copied rather than
    /// serialised piece by piece.
    ///
    /// # Panics
    /// Never: all of it is plain data.
    pub fn write(&self, before: &[u8], out: &mut Vec<u8>) {
        let mut object = Object { out, empty: true };
        object.out.push(b'{');
        object.out.extend_from_slice(before);
        object.empty = before.is_empty();
        object.word("path", self.path);
        object.number("document", self.document);
        object.word("name", self.name);
        object.truth("valid", self.valid);
        object.truth("as_expected", self.as_expected);
        object.truth("passes", self.passes);
        object.object("verdict", |object| {
            object.word("standing", standing(self.verdict.standing));
            object.word_or_null("kind", self.verdict.kind);
            object.words("candidates", &self.verdict.candidates);
            object.words("nearest", &self.verdict.nearest);
        });
        for (key, answers) in [("blocks", &self.blocks), ("kinds", &self.kinds)] {
            object.object(key, |object| answers.0.iter().for_each(|(id, answer)| object.word(id, answer.word())));
        }
        match self.spectrum {
            None => object.raw("spectrum", b"null"),
            Some(range) => object.object("spectrum", |object| {
                object.number("from", range.from.into());
                object.number("to", range.to.into());
            }),
        }
        object.object("label", |object| {
            object.word_or_null("declared", self.label.declared);
            match self.label.holds {
                None => object.raw("holds", b"null"),
                Some(holds) => object.truth("holds", holds),
            }
        });
        object.raw("findings", b"[");
        for (at, finding) in self.findings.iter().enumerate() {
            object.out.extend_from_slice(if at > 0 { b",{" } else { b"{" });
            object.empty = true;
            object.word("code", finding.code);
            object.word("severity", finding.severity.word());
            finding.line.iter().for_each(|line| object.number("line", *line));
            finding.column.iter().for_each(|column| object.number("column", *column));
            finding.excused.iter().for_each(|by| object.word("excused", by.word()));
            object.out.push(b'}');
        }
        object.out.extend_from_slice(b"]}");
    }
}

/// A JSON object that is being written.
struct Object<'o> {
    out: &'o mut Vec<u8>,
    /// Whether it has no entry yet.
    empty: bool,
}

impl Object<'_> {
    fn raw(&mut self, key: &str, value: &[u8]) {
        if !std::mem::take(&mut self.empty) {
            self.out.push(b',');
        }
        self.text(key);
        self.out.push(b':');
        self.out.extend_from_slice(value);
    }

    /// Most words need no escapes, and are copied.
    fn text(&mut self, word: &str) {
        if every(word.as_bytes(), |byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
            self.out.push(b'"');
            self.out.extend_from_slice(word.as_bytes());
            self.out.push(b'"');
        } else {
            serde_json::to_writer(&mut *self.out, word).expect("a text is plain data, and memory takes all of it");
        }
    }

    fn word(&mut self, key: &str, word: &str) {
        self.raw(key, b"");
        self.text(word);
    }

    fn word_or_null(&mut self, key: &str, word: Option<&str>) {
        match word {
            Some(word) => self.word(key, word),
            None => self.raw(key, b"null"),
        }
    }

    fn words(&mut self, key: &str, words: &[&str]) {
        self.raw(key, b"[");
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            self.text(word);
        }
        self.out.push(b']');
    }

    fn number(&mut self, key: &str, number: usize) {
        self.raw(key, b"");
        serde_json::to_writer(&mut *self.out, &number).expect("a number is plain data, and memory takes all of it");
    }

    fn truth(&mut self, key: &str, truth: bool) {
        self.raw(key, if truth { b"true" } else { b"false" });
    }

    fn object(&mut self, key: &str, entries: impl FnOnce(&mut Self)) {
        self.raw(key, b"{");
        self.empty = true;
        entries(self);
        self.empty = false;
        self.out.push(b'}');
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
        let name = node_of(self.document, vocabulary, vocabulary.name).and_then(Node::text).unwrap_or_default();
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
        for error in self.schema_errors {
            findings.push(self.brief_finding(error.problem.code(), Severity::Error, Some(error.span)));
        }
        if let Some(declared) = self.refuted_label() {
            let code = crate::explain::LABEL_CODE;
            findings.push(self.brief_finding(code, Severity::Error, self.place_of(declared)));
        }
        for line in self.told() {
            if let Some(severity) = self.severity(line) {
                findings.push(self.brief_finding(&line.code, severity, self.place(line)));
            }
            for (code, reading) in self.readings(line) {
                let place = self.first_place(&reading.when.grounds(self.facts));
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
        let id = line.criterion;
        match self.judgement.criteria[id].answer() {
            Answer::Open => self.missing(line).map(|missing| missing.span),
            Answer::Contradictory => {
                let shows = self.first_place(&self.grounds_for(id));
                shows.or_else(|| self.first_place(&self.grounds_against(id)))
            }
            Answer::Refuted | Answer::Shown => self.first_place(&self.grounds_against(id)),
        }
    }

    fn first_place(&self, facts: &[Fact]) -> Option<Span> {
        facts.iter().find_map(|fact| self.place_of(*fact))
    }

    fn place_of(&self, fact: Fact) -> Option<Span> {
        fact.node(self.document, self.vocabulary).map(|(node, _)| node.span())
    }
}

fn answers<'p>(ids: impl Iterator<Item = &'p str>, told: &[crate::judge::Told]) -> Answers<'p> {
    Answers(ids.zip(told).map(|(id, told)| (id, told.answer())).collect())
}
