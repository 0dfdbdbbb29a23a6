//! Assumptions (`--what-if`): evaluates a description as if other facts were stated, without changing the file.

use std::{iter, sync::Arc};

use crate::diagnostic::FindingKind;
use crate::{
    diagnostic::SourceLocation,
    diff::{
        attribution::{VersionRef, compare_versions},
        fact_changes::SourceRef,
    },
    facts::Facts,
    format_message,
    pack::{CriterionId, Pack, Requirement},
    report::{CriterionReport, Programme},
    schema::{FieldId, Vocabulary, pointer},
};
use mentorcheck_yaml::{Document, SourceFile};

/// The facts that the document itself states: assumed facts have no evidence.
pub(crate) fn only_stated(vocabulary: &Vocabulary, document: &Document, facts: &Facts) -> Facts {
    let stated = Facts::from_document(document, vocabulary);
    let confirmed = facts.iter().filter(|fact| stated.iter().any(|one| one == *fact));
    confirmed.fold(Facts::empty(vocabulary), |facts, fact| facts.with(vocabulary, fact))
}

/// Completes a report made under an assumption: every location that states something else is rewritten, and the
/// difference to the report on the document as it is (`before`) is added.
pub(crate) fn complete(case: &WhatIf<'_>, before: &Programme, programme: &mut Programme) {
    case.rewrite(programme);
    let places = SourceRef { text: case.text, document: case.document };
    let old = VersionRef { facts: case.stated, programme: before, source: Some(places) };
    let new = VersionRef { facts: case.facts, programme, source: None };
    programme.difference = Some(Box::new(compare_versions(case.pack, case.vocabulary, old, new)));
}

/// Removes or moves locations that would refer to text that an assumption overrides.
pub(crate) struct WhatIf<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) text: &'a Arc<SourceFile>,
    pub(crate) document: &'a Document,
    pub(crate) stated: &'a Facts,
    pub(crate) facts: &'a Facts,
}

impl WhatIf<'_> {
    /// Drops or replaces every location whose text differs from the assumed facts. Answers list assumed facts by name;
    /// findings point to the section instead.
    fn rewrite(&self, programme: &mut Programme) {
        for (block, report) in self.pack.blocks.iter().zip(&mut programme.blocks) {
            for (id, indicator) in block.indicators.iter().zip(&mut report.indicators) {
                self.rewrite_answer(*id, indicator);
            }
        }
        for (kind, report) in self.pack.kinds.iter().zip(&mut programme.kinds) {
            let conditions = kind.requires.iter().filter_map(|requirement| match requirement {
                Requirement::Criterion(id) => Some(*id),
                Requirement::Block(_) => None,
            });
            for (id, condition) in conditions.zip(&mut report.conditions) {
                self.rewrite_answer(id, condition);
            }
        }
        // Schema findings concern the file itself and keep their locations.
        for finding in programme.findings.iter_mut().filter(|finding| finding.kind != FindingKind::Schema) {
            let marks = std::mem::take(&mut finding.spans);
            for mark in marks {
                let mark = match self.assumed_field_at(&mark) {
                    Some(field) => self.section_location(field),
                    None => Some(mark),
                };
                finding.spans.extend(mark.filter(|mark| !finding.spans.contains(mark)));
            }
        }
    }

    fn rewrite_answer(&self, id: CriterionId, report: &mut CriterionReport) {
        report.because.retain(|mark| self.assumed_field_at(mark).is_none());
        let criterion = &self.pack.criteria[id];
        let conditions = iter::once(&criterion.shown).chain(&criterion.refuted);
        for fact in conditions.flat_map(|condition| condition.witnesses(self.facts)) {
            let written = fact.display(self.vocabulary);
            if self.stated.iter().all(|stated| stated != fact) && !report.supposed.contains(&written) {
                report.supposed.push(written);
            }
        }
    }

    /// The field at a location, if an assumption changes it. Single items of a list are unaffected: a list is only
    /// extended or removed as a whole.
    fn assumed_field_at(&self, mark: &SourceLocation) -> Option<FieldId> {
        let field = pointer::field_at(mark.pointer.as_deref()?, self.vocabulary)?;
        (self.facts.get(field) != self.stated.get(field)).then_some(field)
    }

    /// The location of the section of an assumed fact, if the file has that section.
    fn section_location(&self, field: FieldId) -> Option<SourceLocation> {
        let section = &self.vocabulary.fields[field].section;
        let key = self.document.root().as_mapping()?.key(section)?;
        let facts = self.facts.of_field(field);
        let written: Vec<_> = facts.map(|fact| format!("`{}`", fact.display(self.vocabulary))).collect();
        let label = format_message!("diff-assumed-here", facts = written.join(", "));
        Some(SourceLocation::new(self.text, key.span, Some(pointer::section(section)), Some(label)))
    }
}
