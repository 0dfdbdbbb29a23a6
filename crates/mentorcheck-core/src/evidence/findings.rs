//! Findings on missing, unreadable or unverified evidence.

use super::{
    case::EvidenceRequest,
    document::DocumentError,
    entries::{Entry, EntryOutcome, highest_level},
    model::EvidenceLevel,
};
use crate::diagnostic::FindingKind;
use crate::{
    diagnostic::{Finding, Severity, SourceLocation},
    facts::Fact,
    schema::{EvidenceKeys, FieldId, pointer},
};
use mentorcheck_yaml::Node;

/// Findings on the deciding facts, field by field, then on entries for other fields.
pub(super) fn collect(request: &EvidenceRequest<'_>, deciding_facts: &[Fact], entries: &[Entry<'_>]) -> Vec<Finding> {
    let Some(keys) = &request.vocabulary.evidence else { return Vec::new() };
    let builder = FindingBuilder { request, keys };
    let mut findings = Vec::new();
    for facts in deciding_facts.chunk_by(|one, other| one.field == other.field) {
        findings.extend(builder.for_field(facts, entries));
    }
    let others = entries.iter().filter(|entry| deciding_facts.iter().all(|fact| fact.field != entry.field));
    findings.extend(
        others.filter_map(|entry| builder.for_entry(entry, &[], EvidenceLevel::Asserted, EvidenceLevel::Evidenced)),
    );
    findings
}

struct FindingBuilder<'c, 'd> {
    request: &'c EvidenceRequest<'d>,
    keys: &'c EvidenceKeys,
}

impl FindingBuilder<'_, '_> {
    /// Findings on the deciding facts of one field.
    fn for_field(&self, facts: &[Fact], entries: &[Entry<'_>]) -> Vec<Finding> {
        let required = self.request.required_level;
        let Some(field) = facts.first().map(|fact| fact.field) else { return Vec::new() };
        let entries: Vec<_> = entries.iter().filter(|entry| entry.field == field).collect();
        if entries.is_empty() && required > EvidenceLevel::Asserted {
            return vec![self.asserted_finding(field, facts)];
        }
        let reached = highest_level(entries.iter().copied());
        entries.into_iter().filter_map(|entry| self.for_entry(entry, facts, required, reached)).collect()
    }

    fn asserted_finding(&self, field: FieldId, facts: &[Fact]) -> Finding {
        let keys = self.keys;
        let document_hint = if self.request.required_level == EvidenceLevel::Verified {
            ". Put the document, as text, Markdown, HTML or PDF, into the description's folder"
        } else {
            ""
        };
        let pronoun = if facts.len() == 1 { "it" } else { "them" };
        Finding {
            code: "evidence/asserted".into(),
            severity: Severity::Error,
            message: format!("No entry bears out {}: the description only asserts {pronoun}.", self.join_facts(facts)),
            help: Some(format!(
                "Add an entry to `{}` with `{}: {}`, the document under `{}`, the place in it under `{}` and its own words under `{}`{document_hint}.",
                keys.section,
                keys.field,
                self.request.vocabulary.fields[field].name,
                keys.document,
                keys.place,
                keys.quotation
            )),
            spans: self.fact_locations(facts),
            kind: FindingKind::Evidence,
            ..Finding::default()
        }
    }

    /// The finding on one entry, if it has an error or its field has `reached` less than the `required` level.
    fn for_entry(
        &self,
        entry: &Entry<'_>,
        facts: &[Fact],
        required: EvidenceLevel,
        reached: EvidenceLevel,
    ) -> Option<Finding> {
        let keys = self.keys;
        let (name, source) = entry.source;
        let at_source = |label: &str| self.entry_location(entry, &keys.document, source, label);
        let is_unverified = required == EvidenceLevel::Verified && reached < EvidenceLevel::Verified;
        let unverified_code = "evidence/not-verified".to_owned();
        let joined_facts = if facts.is_empty() {
            format!("`{}`", self.request.vocabulary.fields[entry.field].name)
        } else {
            self.join_facts(facts)
        };
        let (code, is_error, message, help, location) = match &entry.outcome {
            EntryOutcome::Found(_) => return None,
            EntryOutcome::Error(error) => (
                error.code().to_owned(),
                required > EvidenceLevel::Asserted,
                format!("The document that is to bear out {joined_facts} {error}: `{name}`."),
                error.help().to_owned(),
                at_source(if *error == DocumentError::OutsideFolder { "not opened" } else { "this document" }),
            ),
            EntryOutcome::NotFound => (
                unverified_code,
                is_unverified,
                format!("The words that are to bear out {joined_facts} do not stand in `{name}`."),
                format!(
                    "Quote one passage word for word, with nothing left out and in the document's own language, or correct `{}`.",
                    keys.document
                ),
                entry.quotation.map_or_else(
                    || at_source("this document"),
                    |(_, node)| self.entry_location(entry, &keys.quotation, node, "not found in it"),
                ),
            ),
            _ if !is_unverified => return None,
            EntryOutcome::NothingQuoted => (
                unverified_code,
                true,
                format!("{joined_facts} cannot be verified: nothing is quoted from `{name}`."),
                format!("Add the words that say so under `{}`.", keys.quotation),
                at_source("quoted without its words"),
            ),
            EntryOutcome::Title => (
                unverified_code,
                true,
                format!("{joined_facts} cannot be verified: `{name}` is no file beside the description."),
                "Put the document, as text, Markdown, HTML or PDF, into the description's folder, and give its path from there.".to_owned(),
                at_source("a title, not a file"),
            ),
            EntryOutcome::NoFolder => (
                unverified_code,
                true,
                format!("{joined_facts} cannot be verified: a description from standard input has no folder in which `{name}` could lie."),
                "Save the description as a file beside its documents, and check that.".to_owned(),
                at_source("nowhere to look"),
            ),
        };
        let mut spans = self.fact_locations(facts);
        spans.push(location);
        if facts.is_empty() || matches!(entry.outcome, EntryOutcome::Error(_) | EntryOutcome::NotFound) {
            // The entry is at fault, so its location comes first.
            spans.rotate_right(1);
        }
        let severity = if is_error { Severity::Error } else { Severity::Warning };
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

    fn fact_locations(&self, facts: &[Fact]) -> Vec<SourceLocation> {
        facts.iter().filter_map(|fact| self.request.locate(*fact, Some("stated here"))).collect()
    }

    fn entry_location(&self, entry: &Entry<'_>, key: &str, node: Node<'_>, label: &str) -> SourceLocation {
        let pointer = pointer::join(&[&self.keys.section, &entry.index.to_string(), key]);
        SourceLocation::new(self.request.text, node.span(), Some(pointer), Some(label.to_owned()))
    }

    /// Joins the facts as in “`a: b`, `a: c` and `a: d`”.
    fn join_facts(&self, facts: &[Fact]) -> String {
        let facts: Vec<_> = facts.iter().map(|fact| format!("`{}`", fact.display(self.request.vocabulary))).collect();
        match facts.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [before @ .., last] => format!("{} and {last}", before.join(", ")),
        }
    }
}
