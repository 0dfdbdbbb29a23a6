//! What is known of one document when it is diagnosed and reported on.

use std::sync::Arc;

use super::plan::FindingPlan;
use crate::{
    clause::to_sentence,
    diagnostic::{Rationale, SourceLocation},
    eval::{Answer, Expectation, Judgement},
    facts::{Fact, Facts},
    fixes,
    pack::{ClaimId, CriterionId, KindId, Pack, subjects},
    report::OwnSettings,
    sanitize::sanitize_line,
    schema::{FieldId, SchemaError, Vocabulary},
};
use mentorcheck_yaml::{Document, Node, SourceFile};

/// Input of the report on one document.
pub struct DiagnoseContext<'a> {
    pub pack: &'a Pack,
    pub vocabulary: &'a Vocabulary,
    pub expectation: Expectation,
    /// Whether provisional verdicts meet the expectation.
    pub accept_provisional: bool,
    /// The settings, if they are not those of the report.
    pub own_settings: Option<&'a Arc<OwnSettings>>,
    /// The kind that fixes establish.
    pub fix_target: KindId,
    pub text: &'a Arc<SourceFile>,
    pub document: &'a Document,
    pub schema_errors: &'a [SchemaError],
    /// Valid, but worth reporting.
    pub schema_notices: &'a [SchemaError],
    pub facts: &'a Facts,
    pub judgement: &'a Judgement,
    pub plan: &'a FindingPlan,
    /// Whether to search for minimal sets of facts, by far the slowest step.
    pub find_fixes: bool,
}

/// Path of the documentation page for `code`.
pub(crate) fn docs_path(pack: &Pack, code: &str) -> Option<String> {
    let path = subjects::address(pack, code)?;
    Some(format!("docs/{}/{path}", pack.kinds[pack.concept].id))
}

pub(crate) fn rationale(pack: &Pack, claim: ClaimId) -> Rationale {
    let claim = &pack.claims[claim];
    let work = claim.source.as_ref().unwrap_or(&pack.citation);
    let author = claim.author.as_ref().map(|author| format!("{author}, quoted in ")).unwrap_or_default();
    let from = claim.heading.as_ref().map(|heading| format!("{author}{work}, “{heading}”"));
    // Where the source does not decide, this tool's interpretation is part of the claim.
    let interpretation =
        claim.interpretation.as_ref().map(|interpretation| format!(" {}", to_sentence(interpretation)));
    Rationale {
        claim: claim.id.clone(),
        says: to_sentence(&claim.says) + interpretation.as_deref().unwrap_or_default(),
        quote: claim.quote.clone(),
        from,
    }
}

impl DiagnoseContext<'_> {
    /// The field, if any, whose value is not understood and could have answered an open criterion.
    pub(crate) fn misread_field(&self, id: CriterionId) -> Option<FieldId> {
        let is_open = self.judgement.criteria[id].answer() == Answer::Open;
        let is_misread = |field: &FieldId| self.facts.is_misread(*field);
        fixes::fields_read(self.pack, id).into_iter().find(is_misread).filter(|_| is_open)
    }

    /// The programme's own words for what it is, if it states any.
    pub(crate) fn own_words(&self) -> Option<String> {
        self.free_text(self.vocabulary.own_words_field).into_iter().next()
    }

    /// The texts that are stated for a field, or the one text.
    pub(crate) fn free_text(&self, field: Option<FieldId>) -> Vec<String> {
        let field = field.map(|field| &self.vocabulary.fields[field]);
        let node = field.and_then(|field| self.document.root().find([field.section.as_str(), field.key.as_str()]));
        let Some(node) = node else { return Vec::new() };
        let items: Vec<_> = match node.as_sequence() {
            Some(items) => items.iter().filter_map(Node::as_str).collect(),
            None => node.as_str().into_iter().collect(),
        };
        let texts = items.into_iter().map(str::trim);
        texts.filter(|text| !text.is_empty() && !self.vocabulary.is_placeholder(text)).map(sanitize_line).collect()
    }

    /// The kind that severities refer to: the expected kind, else that of the verdict.
    pub(crate) fn target(&self) -> Option<KindId> {
        self.expectation.target(self.judgement)
    }

    pub(crate) fn supporting_facts(&self, id: CriterionId) -> Vec<Fact> {
        self.pack.criteria[id].shown.witnesses(self.facts)
    }

    pub(crate) fn opposing_facts(&self, id: CriterionId) -> Vec<Fact> {
        self.pack.criteria[id].refuted.as_ref().map(|refuted| refuted.witnesses(self.facts)).unwrap_or_default()
    }

    /// The facts in the field that an open criterion asks about, which leave it open. It is the one that its condition
    /// names first.
    pub(crate) fn related_facts(&self, id: CriterionId) -> Vec<Fact> {
        if self.judgement.criteria[id].answer() != Answer::Open {
            return Vec::new();
        }
        let own = self.pack.criteria[id].shown.predicates().next();
        own.into_iter().flat_map(|predicate| self.facts.of_field(predicate.field)).collect()
    }

    pub(crate) fn location(&self, fact: Fact, label: Option<&str>) -> Option<SourceLocation> {
        let (node, pointer) = fact.locate(self.document, self.vocabulary)?;
        let location = SourceLocation::new(self.text, node.span(), Some(pointer), label.map(str::to_owned));
        Some(SourceLocation { fact: Some(fact), ..location })
    }

    pub(crate) fn locations(&self, facts: &[Fact], label: &str) -> Vec<SourceLocation> {
        facts.iter().filter_map(|fact| self.location(*fact, Some(label))).collect()
    }
}
