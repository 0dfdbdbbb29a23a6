//! Findings on missing, unreadable or unverified evidence.

use super::{
    case::Case,
    document::Trouble,
    entries::{Entry, Outcome, level},
    model::{CODES, Level},
};
use crate::diagnostic::FindingKind;
use crate::{
    diagnostic::{Finding, Mark, Severity},
    facts::Fact,
    schema::{EvidenceKeys, FieldId, pointer},
};
use mentorcheck_yaml::Node;

/// Findings on the deciding facts, field by field, then on entries for other fields.
pub(super) fn of(case: &Case<'_>, deciding: &[Fact], entries: &[Entry<'_>]) -> Vec<Finding> {
    let Some(keys) = &case.vocabulary.evidence else { return Vec::new() };
    let maker = Maker { case, keys };
    let mut findings = Vec::new();
    for facts in deciding.chunk_by(|one, other| one.field == other.field) {
        findings.extend(maker.on_field(facts, entries));
    }
    let others = entries.iter().filter(|entry| deciding.iter().all(|fact| fact.field != entry.field));
    findings.extend(others.filter_map(|entry| maker.on_entry(entry, &[], Level::Asserted, Level::Evidenced)));
    findings
}

struct Maker<'c, 'd> {
    case: &'c Case<'d>,
    keys: &'c EvidenceKeys,
}

impl Maker<'_, '_> {
    /// Findings on the deciding facts of one field.
    fn on_field(&self, facts: &[Fact], entries: &[Entry<'_>]) -> Vec<Finding> {
        let required = self.case.required;
        let Some(field) = facts.first().map(|fact| fact.field) else { return Vec::new() };
        let entries: Vec<_> = entries.iter().filter(|entry| entry.field == field).collect();
        if entries.is_empty() && required > Level::Asserted {
            return vec![self.asserted(field, facts)];
        }
        let reached = level(entries.iter().copied());
        entries.into_iter().filter_map(|entry| self.on_entry(entry, facts, required, reached)).collect()
    }

    fn asserted(&self, field: FieldId, facts: &[Fact]) -> Finding {
        let keys = self.keys;
        let beside = if self.case.required == Level::Verified {
            ". Put the document, as text, Markdown, HTML or PDF, into the description's folder"
        } else {
            ""
        };
        let them = if facts.len() == 1 { "it" } else { "them" };
        Finding {
            code: format!("{CODES}asserted"),
            severity: Severity::Error,
            message: format!("No entry bears out {}: the description only asserts {them}.", self.written(facts)),
            help: Some(format!(
                "Add an entry to `{}` with `{}: {}`, the document under `{}`, the place in it under `{}` and its own words under `{}`{beside}.",
                keys.section,
                keys.field,
                self.case.vocabulary.fields[field].name,
                keys.document,
                keys.place,
                keys.quotation
            )),
            spans: self.stated(facts),
            kind: FindingKind::Evidence,
            ..Finding::default()
        }
    }

    /// The finding on one entry, if it has an error or its field has `reached` less than the `required` level.
    fn on_entry(&self, entry: &Entry<'_>, facts: &[Fact], required: Level, reached: Level) -> Option<Finding> {
        let keys = self.keys;
        let (name, source) = entry.source;
        let at_source = |label: &str| self.at(entry, &keys.document, source, label);
        let lacking = required == Level::Verified && reached < Level::Verified;
        let unverified = format!("{CODES}not-verified");
        let written = if facts.is_empty() {
            format!("`{}`", self.case.vocabulary.fields[entry.field].name)
        } else {
            self.written(facts)
        };
        let (code, error, message, help, mark) = match &entry.outcome {
            Outcome::Found(_) => return None,
            Outcome::Trouble(trouble) => (
                trouble.code().to_owned(),
                required > Level::Asserted,
                format!("The document that is to bear out {written} {trouble}: `{name}`."),
                trouble.help().to_owned(),
                at_source(if *trouble == Trouble::Outside { "not opened" } else { "this document" }),
            ),
            Outcome::NotFound => (
                unverified,
                lacking,
                format!("The words that are to bear out {written} do not stand in `{name}`."),
                format!(
                    "Quote one passage word for word, with nothing left out and in the document's own language, or correct `{}`.",
                    keys.document
                ),
                entry.quotation.map_or_else(
                    || at_source("this document"),
                    |(_, node)| self.at(entry, &keys.quotation, node, "not found in it"),
                ),
            ),
            _ if !lacking => return None,
            Outcome::NothingQuoted => (
                unverified,
                true,
                format!("{written} cannot be verified: nothing is quoted from `{name}`."),
                format!("Add the words that say so under `{}`.", keys.quotation),
                at_source("quoted without its words"),
            ),
            Outcome::Title => (
                unverified,
                true,
                format!("{written} cannot be verified: `{name}` is no file beside the description."),
                "Put the document, as text, Markdown, HTML or PDF, into the description's folder, and give its path from there.".to_owned(),
                at_source("a title, not a file"),
            ),
            Outcome::NoFolder => (
                unverified,
                true,
                format!("{written} cannot be verified: a description from standard input has no folder in which `{name}` could lie."),
                "Save the description as a file beside its documents, and check that.".to_owned(),
                at_source("nowhere to look"),
            ),
        };
        let mut spans = self.stated(facts);
        spans.push(mark);
        if facts.is_empty() || matches!(entry.outcome, Outcome::Trouble(_) | Outcome::NotFound) {
            // The entry is at fault, so its location comes first.
            spans.rotate_right(1);
        }
        let severity = if error { Severity::Error } else { Severity::Warning };
        Some(Finding {
            code,
            severity,
            message,
            help: Some(help),
            spans,
            kind: FindingKind::Evidence,
            ..Finding::default()
        })
    }

    fn stated(&self, facts: &[Fact]) -> Vec<Mark> {
        facts.iter().filter_map(|fact| self.case.mark(*fact, Some("stated here"))).collect()
    }

    fn at(&self, entry: &Entry<'_>, key: &str, node: Node<'_>, label: &str) -> Mark {
        let pointer = pointer::join(&[&self.keys.section, &entry.index.to_string(), key]);
        Mark::new(self.case.text, node.span(), Some(pointer), Some(label.to_owned()))
    }

    /// Joins the facts as in “`a: b`, `a: c` and `a: d`”.
    fn written(&self, facts: &[Fact]) -> String {
        let facts: Vec<_> = facts.iter().map(|fact| format!("`{}`", fact.written(self.case.vocabulary))).collect();
        match facts.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [before @ .., last] => format!("{} and {last}", before.join(", ")),
        }
    }
}
