//! Findings on evidence: missing, unreadable, misquoted, too short, or not checked.

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
    clause::uncapitalise,
    diagnostic::{Finding, Severity, SourceLocation},
    facts::Fact,
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
        let document_hint = if self.request.required_level == EvidenceLevel::Quoted {
            " Put the document into the description's folder."
        } else {
            ""
        };
        Finding {
            code: "evidence/asserted".into(),
            severity: Severity::Error,
            message: format!("No evidence is given for {}.", self.join_facts(facts)),
            help: Some(format!(
                "Add an entry to `{}` with `{}: {}`, the document under `{}`, the place in it under `{}` and its own words under `{}`.{document_hint}",
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
        let keys = self.keys;
        let name = entry.source.0;
        let requires_quotation = |message: String, help: String, label: &'static str| {
            let fault =
                Fault { code: "evidence/not-quoted", is_error: true, message, help, label, is_entry_first: false };
            is_unmet.then_some(fault)
        };
        match &entry.outcome {
            EntryOutcome::Searched { outcome, gaps } => self.search_fault(entry, facts, is_unmet, outcome, gaps),
            EntryOutcome::Error(error) => Some(Fault {
                code: error.code(),
                is_error: match error {
                    DocumentError::Missing | DocumentError::OutsideFolder => required > EvidenceLevel::Asserted,
                    _ => is_unmet,
                },
                message: format!("The document given for {facts} {error}: `{name}`."),
                help: error.help().to_owned(),
                label: if *error == DocumentError::OutsideFolder { "not opened" } else { "this document" },
                is_entry_first: true,
            }),
            EntryOutcome::NothingQuoted => requires_quotation(
                format!("No words are quoted for {facts}: the entry only names `{name}`."),
                format!("Add the document's own words under `{}`.", keys.quotation),
                "named without its words",
            ),
            EntryOutcome::Title => requires_quotation(
                format!("The quotation for {facts} cannot be checked: `{name}` is a title or an address, not a file."),
                "Put the document into the description's folder, and give its path from there.".to_owned(),
                "not a file",
            ),
            EntryOutcome::NoFolder if entry.quotation.is_none() => requires_quotation(
                format!("No words are quoted for {facts}: the entry only names `{name}`."),
                format!("Add the document's own words under `{}`.", keys.quotation),
                "named without its words",
            ),
            EntryOutcome::NoFolder => is_unmet.then(|| Fault {
                code: "evidence/not-checked",
                is_error: true,
                message: format!(
                    "The quotation for {facts} could not be checked: a description from standard input has no folder in which `{name}` could be."
                ),
                help: "Save the description as a file in the folder of its documents, and check that file.".to_owned(),
                label: "nowhere to look",
                is_entry_first: false,
            }),
        }
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
        let name = entry.source.0;
        let state = entry.state();
        let (code, message, help, label) = match state {
            EntryState::Quoted | EntryState::Cited => return None,
            EntryState::TooShort => (
                "evidence/too-short",
                format!("The quotation for {facts} is too short to prove anything. Such words can be in any document."),
                format!("Quote the whole sentence: at least {MIN_WORDS} words or {MIN_LETTERS} letters, also before and behind words that are left out."),
                "too short",
            ),
            EntryState::NotChecked if outcome.presence == Presence::NotSearched => (
                "evidence/not-checked",
                format!("The quotation for {facts} could not be checked: searching for it in `{name}` would take too long."),
                "Quote less, or put only the part that is quoted into the description's folder.".to_owned(),
                "not checked",
            ),
            EntryState::NotChecked => (
                "evidence/not-checked",
                format!(
                    "The quotation for {facts} could not be checked: parts of `{name}` cannot be read ({}).{}",
                    describe_gaps(gaps),
                    match &outcome.presence {
                        Presence::Unseen { seen_as, .. } =>
                            format!(" In the other parts, the words are only {}.", describe_unseen(seen_as)),
                        _ => String::new(),
                    }
                ),
                "Compare the quotation with the document yourself, or put the passage into the description's folder as a text file.".to_owned(),
                "not checked",
            ),
            EntryState::Misquoted => match &outcome.presence {
                Presence::Unseen { seen_as, place } => (
                    "evidence/misquoted",
                    format!(
                        "The words quoted for {facts} are not in what a reader of `{name}` sees. They are only {}{}.",
                        describe_unseen(seen_as),
                        in_brackets(&PlaceReport::new(place).display())
                    ),
                    "Quote what the document says to its readers, or remove the quotation.".to_owned(),
                    "not what a reader sees",
                ),
                Presence::Absent { nearest } => (
                    "evidence/misquoted",
                    format!("The words quoted for {facts} are not in `{name}`.{}", describe_nearest(nearest.as_ref())),
                    format!(
                        "Quote one passage word for word, in the document's own language, with […] for words that you leave out; or correct `{}`.",
                        self.keys.document
                    ),
                    "not in the document",
                ),
                Presence::Visible(_) | Presence::NotSearched => return None,
            },
        };
        let is_error = is_unmet || state == EntryState::Misquoted;
        Some(Fault { code, is_error, message, help, label, is_entry_first: true })
    }

    fn fact_locations(&self, facts: &[Fact]) -> Vec<SourceLocation> {
        facts.iter().filter_map(|fact| self.request.locate(*fact, Some("stated here"))).collect()
    }

    fn entry_location(&self, entry: &Entry<'_>, key: &str, node: Node<'_>, label: &str) -> SourceLocation {
        let pointer = pointer::join(&[&self.keys.section, &entry.index.to_string(), key]);
        SourceLocation::new(self.request.text, node.span(), Some(pointer), Some(label.to_owned()))
    }

    fn field_title(&self, field: FieldId) -> String {
        uncapitalise(&self.request.vocabulary.fields[field].title)
    }

    /// Joins the facts as in “a: b”, “a: c” and “a: d”.
    fn join_facts(&self, facts: &[Fact]) -> String {
        let facts: Vec<_> =
            facts.iter().map(|fact| format!("“{}”", fact_title(*fact, self.request.vocabulary))).collect();
        match facts.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [before @ .., last] => format!("{} and {last}", before.join(", ")),
        }
    }
}

/// What is at fault with an entry.
struct Fault {
    code: &'static str,
    is_error: bool,
    message: String,
    help: String,
    /// At the location.
    label: &'static str,
    /// Whether the entry is at fault, and not that more is required.
    is_entry_first: bool,
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
    let phrase = |visibility: &Visibility| match visibility {
        Visibility::StruckOut => "in text that is struck out",
        Visibility::Deleted => "in text that was deleted (a tracked change)",
        Visibility::Comment => "in a comment on the text",
        _ => "in hidden text",
    };
    seen_as.iter().map(phrase).collect::<Vec<_>>().join(" and ")
}

fn describe_gaps(gaps: &[Gap]) -> String {
    const MAX_LISTED: usize = 3;
    let describe = |gap: &Gap| {
        let reason = match gap.reason {
            GapReason::UndecodableText => "text in a font that cannot be decoded",
            GapReason::Malformed => "a part that breaks the rules of its format",
            GapReason::LimitExceeded => "a part that is larger than mentorcheck reads",
            GapReason::Picture => "a picture without text",
        };
        gap.page.map_or_else(|| reason.to_owned(), |page| format!("page {page}: {reason}"))
    };
    let listed = gaps.iter().take(MAX_LISTED).map(describe).collect::<Vec<_>>().join("; ");
    match gaps.len().saturating_sub(MAX_LISTED) {
        0 => listed,
        more => format!("{listed}; and {more} more"),
    }
}

fn describe_nearest(nearest: Option<&NearestPassage>) -> String {
    let Some(nearest) = nearest else { return String::new() };
    let place = in_brackets(&PlaceReport::new(&nearest.place).display());
    let describe = |difference: &Difference| match (difference.quoted.as_str(), difference.document.as_str()) {
        ("", document) => format!("The quotation leaves out “{document}”."),
        (quoted, "") => format!("The document does not have “{quoted}” there."),
        (quoted, document) => format!("The quotation has “{quoted}”; the document has “{document}”."),
    };
    let differences = nearest.differences.iter().map(describe).collect::<Vec<_>>().join(" ");
    format!(" The nearest passage{place} is “{}” {differences}", nearest.text)
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
            " The nearest passage (page 1) is “Mentors are not paid.” The quotation leaves out “not”. The quotation has “a”; the document has “b”. The document does not have “c” there."
        );
        assert_eq!(describe_nearest(None), "");
    }
}
