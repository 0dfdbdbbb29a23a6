//! From a judgement straight to its summary, where no message is needed.

use super::{
    answers::SpectrumRange,
    summary::{AnswerMap, FindingSummary, LabelSummary, ProgrammeSummary, VerdictSummary},
};
use crate::{
    diagnose::{DiagnoseContext, PlannedFinding},
    diagnostic::{
        Severity,
        codes::{self, LABEL_CODE},
    },
    eval::{Answer, Belnap},
    facts::{Fact, UNNAMED_PROGRAMME, programme_name},
    pack::{Condition, KindId},
};
use mentorcheck_yaml::Span;

impl<'a> DiagnoseContext<'a> {
    /// Builds the summary of [`DiagnoseContext::assemble`], without suppressions.
    #[must_use]
    pub fn summarize(&'a self) -> ProgrammeSummary<'a> {
        let Self { pack, vocabulary, judgement, .. } = *self;
        let verdict = &judgement.verdict;
        let ids = |kinds: &[KindId]| kinds.iter().map(|kind| pack.kinds[*kind].id.as_str()).collect();
        let name = programme_name(self.document, vocabulary).unwrap_or(UNNAMED_PROGRAMME);
        let as_expected = self.expectation.is_met(judgement, self.accept_provisional);
        let label_field = &vocabulary.fields[pack.labels.field];
        ProgrammeSummary {
            path: self.text.name(),
            document: self.document.index,
            name,
            valid: self.schema_errors.is_empty(),
            as_expected,
            passes: as_expected,
            settings: self.own_settings.map(|settings| &**settings),
            verdict: VerdictSummary {
                standing: verdict.status,
                kind: verdict.kind.map(|kind| pack.kinds[kind].id.as_str()),
                candidates: ids(&verdict.candidates),
                nearest: ids(&verdict.nearest),
            },
            blocks: answer_map(pack.blocks.iter().map(|block| block.id.as_str()), &judgement.blocks),
            kinds: answer_map(pack.kinds.iter().map(|kind| kind.id.as_str()), &judgement.kinds),
            spectrum: judgement.spectrum.map(|(from, to)| SpectrumRange { from, to }),
            label: LabelSummary {
                declared: judgement.label.map(|label| label_field.values[label.declared].name.as_str()),
                holds: judgement.label.and_then(|label| label.is_accurate),
            },
            findings: self.summarize_findings(),
        }
    }

    fn summarize_findings(&self) -> Vec<FindingSummary<'_>> {
        let mut findings = Vec::with_capacity(16);
        for error in self.schema_errors.iter().chain(self.schema_notices) {
            let severity = codes::severity(error.kind.code());
            findings.push(self.finding_summary(error.kind.code(), severity, Some(error.span)));
        }
        if let Some(declared) = self.refuted_label() {
            let code = LABEL_CODE;
            findings.push(self.finding_summary(code, self.label_severity(), self.fact_location(declared)));
        }
        for planned in self.applicable() {
            if let Some(severity) = self.severity(planned) {
                findings.push(self.finding_summary(&planned.code, severity, self.finding_location(planned)));
            }
            for (code, interpretation) in self.interpretations(planned) {
                let location = self.condition_location(&interpretation.when);
                findings.push(self.finding_summary(code, Severity::Note, location));
            }
        }
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    fn finding_summary<'f>(&self, code: &'f str, severity: Severity, span: Option<Span>) -> FindingSummary<'f> {
        let position = span.map(|span| self.text.line_col(span.start));
        FindingSummary {
            code,
            severity,
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            excused: None,
        }
    }

    /// First location of the finding on a criterion.
    fn finding_location(&self, planned: &PlannedFinding) -> Option<Span> {
        let criterion = &self.pack.criteria[planned.criterion];
        let opposing = || criterion.refuted.as_ref().and_then(|refuted| self.condition_location(refuted));
        match self.judgement.criteria[planned.criterion].answer() {
            Answer::Open => self.missing_fact(planned).map(|missing| missing.span),
            Answer::Contradictory => self.condition_location(&criterion.shown).or_else(opposing),
            Answer::Refuted | Answer::Shown => opposing(),
        }
    }

    /// Location of the first fact that makes the condition hold.
    fn condition_location(&self, condition: &Condition) -> Option<Span> {
        condition.find_witness(self.facts, &mut |fact| self.fact_location(fact))
    }

    fn fact_location(&self, fact: Fact) -> Option<Span> {
        fact.node(self.document, self.vocabulary).map(|(node, _)| node.span())
    }
}

fn answer_map<'p>(ids: impl Iterator<Item = &'p str>, values: &[Belnap]) -> AnswerMap<'p> {
    AnswerMap(ids.zip(values).map(|(id, value)| (id, value.answer())).collect())
}
