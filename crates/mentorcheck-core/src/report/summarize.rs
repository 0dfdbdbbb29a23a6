//! From a judgement straight to its summary, where no message is needed.

use super::{
    answers::Range,
    summary::{Answers, Brief, BriefFinding, BriefLabel, BriefVerdict},
};
use crate::{
    diagnose::{Judged, Line},
    diagnostic::{Severity, codes::LABEL_CODE},
    eval::{Answer, Told},
    facts::{Fact, UNNAMED, name_of},
    pack::{Condition, KindId},
};
use mentorcheck_yaml::Span;

impl<'a> Judged<'a> {
    /// Builds the summary of [`Judged::report`], without suppressions.
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
            let code = LABEL_CODE;
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

    /// First location of the finding on a criterion.
    fn place(&self, line: &Line) -> Option<Span> {
        let criterion = &self.pack.criteria[line.criterion];
        let against = || criterion.refuted.as_ref().and_then(|refuted| self.first_place(refuted));
        match self.judgement.criteria[line.criterion].answer() {
            Answer::Open => self.missing(line).map(|missing| missing.span),
            Answer::Contradictory => self.first_place(&criterion.shown).or_else(against),
            Answer::Refuted | Answer::Shown => against(),
        }
    }

    /// Location of the first fact that makes the condition hold.
    fn first_place(&self, condition: &Condition) -> Option<Span> {
        condition.ground(self.facts, &mut |fact| self.place_of(fact))
    }

    fn place_of(&self, fact: Fact) -> Option<Span> {
        fact.node(self.document, self.vocabulary).map(|(node, _)| node.span())
    }
}

fn answers<'p>(ids: impl Iterator<Item = &'p str>, told: &[Told]) -> Answers<'p> {
    Answers(ids.zip(told).map(|(id, told)| (id, told.answer())).collect())
}
