//! Findings on evidence: missing, unreadable, misquoted, too short, or not checked.

use std::iter;

use super::{
    case::EvidenceRequest,
    document::DocumentError,
    entries::{Entry, EntryOutcome, highest_level},
    model::{EntryState, EvidenceLevel, PlaceReport},
    nearest::Difference,
    passage::{Gap, GapReason, Visibility},
    quotation::{MIN_LETTERS, MIN_WORDS},
    search::{NearestPassage, Presence, SearchOutcome},
};
use crate::diagnostic::FindingKind;
use crate::{
    catalogue::{self, message},
    clause::{join_and, join_sentences, uncapitalise},
    diagnostic::{Finding, Severity, SourceLocation},
    facts::Fact,
    format_message,
    schema::{EvidenceKeys, FieldId, Vocabulary, pointer},
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
        others.filter_map(|entry| builder.for_entry(entry, &[], EvidenceLevel::Asserted, EvidenceLevel::Cited)),
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
        let help = format_message!(
            "evidence-none-help",
            section = keys.section.as_str(),
            key = keys.field.as_str(),
            field = self.request.vocabulary.fields[field].name.as_str(),
            document = keys.document.as_str(),
            place = keys.place.as_str(),
            quotation = keys.quotation.as_str(),
        );
        let is_file_required = self.request.required_level == EvidenceLevel::Quoted;
        let folder = if is_file_required { message("evidence-none-help-folder") } else { String::new() };
        Finding {
            code: "evidence/asserted".into(),
            severity: Severity::Error,
            message: format_message!("evidence-none", facts = self.join_facts(facts)),
            help: Some(join_sentences(&[help, folder])),
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
        let is_unmet = required == EvidenceLevel::Quoted && reached < EvidenceLevel::Quoted;
        let facts_text =
            if facts.is_empty() { format!("“{}”", self.field_title(entry.field)) } else { self.join_facts(facts) };
        let Fault { code, is_error, message, help, label, is_entry_first } =
            self.fault(entry, &facts_text, required, is_unmet)?;
        let (key, node) = match (&entry.outcome, entry.quotation) {
            (EntryOutcome::Searched { .. }, Some((_, node))) => (&self.keys.quotation, node),
            _ => (&self.keys.document, entry.source.1),
        };
        let mut spans = self.fact_locations(facts);
        spans.push(self.entry_location(entry, key, node, label));
        if facts.is_empty() || is_entry_first {
            // The entry is at fault, so its location comes first.
            spans.rotate_right(1);
        }
        Some(Finding {
            code: code.into(),
            severity: if is_error { Severity::Error } else { Severity::Warning },
            message,
            help: Some(help),
            spans,
            kind: FindingKind::Evidence,
            ..Finding::default()
        })
    }

    fn fault(&self, entry: &Entry<'_>, facts: &str, required: EvidenceLevel, is_unmet: bool) -> Option<Fault> {
        let document = entry.source.0;
        let about = |id| format_message!(id, facts = facts, document = document);
        let not_quoted = |message: String, help: String, label| Fault {
            is_error: true,
            ..Fault::new("evidence/not-quoted", message, help, label)
        };
        match &entry.outcome {
            EntryOutcome::Searched { outcome, gaps } => self.search_fault(entry, facts, is_unmet, outcome, gaps),
            EntryOutcome::Error(error) => {
                let is_outside = *error == DocumentError::OutsideFolder;
                let message =
                    format_message!("evidence-unusable", facts = facts, error = error.to_string(), document = document);
                let label = if is_outside { "evidence-not-opened-here" } else { "evidence-unusable-here" };
                let is_error = match error {
                    DocumentError::Missing | DocumentError::OutsideFolder => required > EvidenceLevel::Asserted,
                    _ => is_unmet,
                };
                let fault = Fault::new(error.code(), message, error.help(), label);
                Some(Fault { is_error, is_entry_first: true, ..fault })
            }
            EntryOutcome::NothingQuoted => is_unmet.then(|| self.named_only(about("evidence-no-words"))),
            EntryOutcome::NoFolder if entry.quotation.is_none() => {
                is_unmet.then(|| self.named_only(about("evidence-no-words")))
            }
            EntryOutcome::Title => is_unmet.then(|| {
                not_quoted(about("evidence-no-file"), message("evidence-no-file-help"), "evidence-no-file-here")
            }),
            EntryOutcome::NoFolder => is_unmet.then(|| {
                let help = message("evidence-no-folder-help");
                let fault =
                    Fault::new("evidence/not-checked", about("evidence-no-folder"), help, "evidence-no-folder-here");
                Fault { is_error: true, ..fault }
            }),
        }
    }

    /// The entry names a document, and quotes nothing of it.
    fn named_only(&self, message: String) -> Fault {
        let help = format_message!("evidence-no-words-help", quotation = self.keys.quotation.as_str());
        let fault = Fault::new("evidence/not-quoted", message, help, "evidence-no-words-here");
        Fault { is_error: true, ..fault }
    }

    /// What is at fault with a quotation that was looked up.
    fn search_fault(
        &self,
        entry: &Entry<'_>,
        facts: &str,
        is_unmet: bool,
        outcome: &SearchOutcome,
        gaps: &[Gap],
    ) -> Option<Fault> {
        let document = entry.source.0;
        let about = |id| format_message!(id, facts = facts, document = document);
        let state = entry.state();
        let fault = match state {
            EntryState::Quoted | EntryState::Cited => return None,
            EntryState::TooShort => Fault::new(
                "evidence/too-short",
                format_message!("evidence-too-short", facts = facts),
                format_message!("evidence-too-short-help", words = MIN_WORDS, letters = MIN_LETTERS),
                "evidence-too-short-here",
            ),
            EntryState::NotChecked if outcome.presence == Presence::NotSearched => Fault::new(
                "evidence/not-checked",
                about("evidence-too-long-to-search"),
                message("evidence-too-long-to-search-help"),
                "evidence-not-checked-here",
            ),
            EntryState::NotChecked => {
                let gaps = describe_gaps(gaps);
                let text = format_message!("evidence-gaps", facts = facts, document = document, gaps = gaps);
                let unseen = match &outcome.presence {
                    Presence::Unseen { seen_as, .. } => {
                        format_message!("evidence-gaps-unseen", where = describe_unseen(seen_as))
                    }
                    _ => String::new(),
                };
                let text = join_sentences(&[text, unseen]);
                Fault::new("evidence/not-checked", text, message("evidence-gaps-help"), "evidence-not-checked-here")
            }
            EntryState::Misquoted => match &outcome.presence {
                Presence::Unseen { seen_as, place } => {
                    let place = in_brackets(&PlaceReport::new(place).display());
                    let place = format!("{}{place}", describe_unseen(seen_as));
                    let text = format_message!("evidence-unseen", facts = facts, document = document, where = place);
                    let help = message("evidence-unseen-help");
                    Fault::new("evidence/misquoted", text, help, "evidence-unseen-here")
                }
                Presence::Absent { nearest } => {
                    let text = join_sentences(&[about("evidence-misquoted"), describe_nearest(nearest.as_ref())]);
                    let help = format_message!("evidence-misquoted-help", key = self.keys.document.as_str());
                    Fault::new("evidence/misquoted", text, help, "evidence-misquoted-here")
                }
                Presence::Visible(_) | Presence::NotSearched => return None,
            },
        };
        let is_error = is_unmet || state == EntryState::Misquoted;
        Some(Fault { is_error, is_entry_first: true, ..fault })
    }

    fn fact_locations(&self, facts: &[Fact]) -> Vec<SourceLocation> {
        facts.iter().filter_map(|fact| self.request.locate(*fact, Some(&message("evidence-stated-here")))).collect()
    }

    fn entry_location(&self, entry: &Entry<'_>, key: &str, node: Node<'_>, label: String) -> SourceLocation {
        let pointer = pointer::join(&[&self.keys.section, &entry.index.to_string(), key]);
        SourceLocation::new(self.request.text, node.span(), Some(pointer), Some(label))
    }

    fn field_title(&self, field: FieldId) -> String {
        uncapitalise(&self.request.vocabulary.fields[field].title)
    }

    /// Joins the facts as in “a: b”, “a: c” and “a: d”.
    fn join_facts(&self, facts: &[Fact]) -> String {
        let facts: Vec<_> =
            facts.iter().map(|fact| format!("“{}”", fact_title(*fact, self.request.vocabulary))).collect();
        join_and(&facts)
    }
}

/// What is at fault with an entry.
struct Fault {
    code: &'static str,
    is_error: bool,
    message: String,
    help: String,
    /// At the location.
    label: String,
    /// Whether the entry is at fault, and not that more is required.
    is_entry_first: bool,
}

impl Fault {
    /// A warning about a fact, with the id of the label at the entry.
    fn new(code: &'static str, message: String, help: String, label: &str) -> Self {
        Self { code, is_error: false, message, help, label: catalogue::message(label), is_entry_first: false }
    }
}

/// The fact as people read it: “main aim: finding paid work”.
pub(super) fn fact_title(fact: Fact, vocabulary: &Vocabulary) -> String {
    let field = &vocabulary.fields[fact.field];
    let value = match fact.value {
        Some(value) => &field.values[value].title,
        None => field.closing.as_ref().map_or("", |closing| closing.title.as_str()),
    };
    format!("{}: {value}", uncapitalise(&field.title))
}

fn in_brackets(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!(" ({place})") }
}

/// Completes “They are only …”.
fn describe_unseen(seen_as: &[Visibility]) -> String {
    let phrase = |visibility: &Visibility| {
        message(match visibility {
            Visibility::StruckOut => "seen-struck-out",
            Visibility::Deleted => "seen-deleted",
            Visibility::Comment => "seen-comment",
            _ => "seen-hidden",
        })
    };
    join_and(&seen_as.iter().map(phrase).collect::<Vec<_>>())
}

fn describe_gaps(gaps: &[Gap]) -> String {
    const MAX_LISTED: usize = 3;
    let describe = |gap: &Gap| {
        let reason = message(match gap.reason {
            GapReason::UndecodableText => "gap-font",
            GapReason::Malformed => "gap-malformed",
            GapReason::LimitExceeded => "gap-limit",
            GapReason::Picture => "gap-picture",
        });
        match gap.page {
            Some(page) => format_message!("gap-page", page = page, gap = reason),
            None => reason,
        }
    };
    let listed = gaps.iter().take(MAX_LISTED).map(describe).collect::<Vec<_>>().join("; ");
    match gaps.len().saturating_sub(MAX_LISTED) {
        0 => listed,
        more => format!("{listed}; {}", format_message!("gap-more", count = more)),
    }
}

fn describe_nearest(nearest: Option<&NearestPassage>) -> String {
    let Some(nearest) = nearest else { return String::new() };
    let place = in_brackets(&PlaceReport::new(&nearest.place).display());
    let describe = |difference: &Difference| match (difference.quoted.as_str(), difference.document.as_str()) {
        ("", document) => format_message!("evidence-nearest-left-out", words = document),
        (quoted, "") => format_message!("evidence-nearest-added", words = quoted),
        (quoted, document) => format_message!("evidence-nearest-changed", quoted = quoted, words = document),
    };
    let passage = format_message!("evidence-nearest", place = place, text = nearest.text.as_str());
    join_sentences(&iter::once(passage).chain(nearest.differences.iter().map(describe)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::{Visibility, describe_gaps, describe_nearest, describe_unseen};
    use crate::evidence::{
        nearest::Difference,
        passage::{Gap, GapReason, Place},
        search::NearestPassage,
    };

    #[test]
    fn sentences_about_documents() {
        assert_eq!(
            describe_unseen(&[Visibility::StruckOut, Visibility::Hidden]),
            "in text that is struck out and in hidden text"
        );
        let gap = |page| Gap { page, reason: GapReason::Picture };
        assert_eq!(describe_gaps(&[gap(Some(2)), gap(None)]), "page 2: a picture without text; a picture without text");
        assert!(describe_gaps(&vec![gap(Some(1)); 5]).ends_with("; and 2 more"));
        let difference = |quoted: &str, document: &str| Difference { quoted: quoted.into(), document: document.into() };
        let nearest = NearestPassage {
            place: Place { page: Some(1), ..Place::default() },
            text: "Mentors are not paid.".into(),
            differences: vec![difference("", "not"), difference("a", "b"), difference("c", "")],
        };
        assert_eq!(
            describe_nearest(Some(&nearest)),
            "The nearest passage (page 1) is “Mentors are not paid.” The quotation leaves out “not”. The quotation has “a”; the document has “b”. The document does not have “c” there."
        );
        assert_eq!(describe_nearest(None), "");
    }
}
