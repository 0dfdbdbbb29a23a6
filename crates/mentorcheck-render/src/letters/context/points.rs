//! The building blocks of a letter and their points: what the description says on each, and what is missing.

use crate::letters::{
    markdown_escape::Markdown,
    model::{Block, Point},
};
use crate::{
    deciding_points::{facts_of_kind, is_misread, stated_facts_behind},
    wording::supporting_findings,
};
use mentorcheck_core::{
    clause::{to_sentence, without_repetition},
    eval::Answer,
    pack::{CriterionId, Weight},
    report::{BlockReport, CriterionReport},
};

use super::LetterBuilder;

impl LetterBuilder<'_> {
    pub(super) fn blocks(&self) -> Vec<Block> {
        let pack = self.checker.pack();
        let blocks = pack.blocks.iter().zip(&self.programme.blocks);
        blocks
            .map(|(block, report)| Block {
                title: Markdown::text(&block.title),
                topic: Markdown::text(&block.topic),
                says: self.block_says(report),
                supporting: self.block_supporting(report),
                missing: (report.indicators.iter())
                    .filter(|point| point.weight == Weight::Necessary && point.answer == Answer::Open)
                    .map(|point| Markdown::without_names(&point.title, self.checker.vocabulary()))
                    .collect(),
                note: self.block_note(report),
                asked: Vec::new(),
                understood: !is_misread(report),
                question: self.with_field_titles(&block.question),
                answer: report.answer,
                points: report.indicators.iter().filter_map(|indicator| self.point(&indicator.code)).collect(),
                claims: self.claims(block.indicators.iter().flat_map(|id| pack.criteria[*id].claims.iter().copied())),
            })
            .collect()
    }

    pub(super) fn point(&self, code: &str) -> Option<Point> {
        let (id, owner_title) = *self.criteria.get(code)?;
        let report = self.answers.get(code)?;
        let criterion = &self.checker.pack().criteria[id];
        let finding = self.programme.findings.iter().find(|finding| finding.code == code);
        let (finding, help) = match (report.answer, finding) {
            (Answer::Refuted, Some(finding)) => (finding.message.as_str(), finding.help.as_deref().unwrap_or_default()),
            (Answer::Refuted, None) => (criterion.findings.refuted.as_str(), criterion.help.refuted.as_str()),
            (Answer::Open, _) => (criterion.findings.open.as_str(), ""),
            (Answer::Shown | Answer::Contradictory, _) => ("", ""),
        };
        Some(Point {
            of: Markdown::text(owner_title),
            title: self.with_field_titles(&criterion.title),
            question: self.with_field_titles(&criterion.question),
            decides: criterion.weight == Weight::Necessary,
            answer: report.answer,
            answerable: !self.unsettled(id).is_empty(),
            facts: self.description.group_facts(&report.because),
            says: self.says(report),
            advice: self.advice(id, report.answer),
            write: self.sufficient_facts(id),
            quote: self.own_claim(id).map_or_else(Markdown::default, |(quote, _)| quote),
            meaning: self.own_claim(id).map_or_else(Markdown::default, |(_, meaning)| meaning),
            finding: self.with_field_titles(finding),
            help: self.with_field_titles(help),
            evidence: self.all_with_field_titles(&criterion.evidence),
            traps: self.all_with_field_titles(&criterion.traps),
        })
    }

    /// The deciding facts of an answer in sentences: of what is met, those of one field are enough. Of what is open, what
    /// is stated and leaves it open.
    fn says(&self, report: &CriterionReport) -> Vec<Markdown> {
        let facts = if report.answer == Answer::Open { &report.related } else { &report.because };
        let clauses = self.description.clauses(facts, report.answer == Answer::Shown);
        clauses.iter().map(|clause| Markdown::text(&to_sentence(clause))).collect()
    }

    /// What decides a block: what fails and what is contradictory, else what is met and what is known of the rest.
    fn block_says(&self, report: &BlockReport) -> Vec<Markdown> {
        let fails = matches!(report.answer, Answer::Refuted | Answer::Contradictory);
        let points = report.indicators.iter();
        let points = points.filter(|point| {
            let is_failing = matches!(point.answer, Answer::Refuted | Answer::Contradictory);
            point.weight == Weight::Necessary && is_failing == fails
        });
        let (open, decided): (Vec<_>, Vec<_>) = points.partition(|point| point.answer == Answer::Open);
        without_repetition(decided.into_iter().chain(open).flat_map(|point| self.says(point)))
    }

    /// What a block lacks that does not decide.
    fn block_supporting(&self, report: &BlockReport) -> Vec<Markdown> {
        let codes: Vec<&str> = report.indicators.iter().map(|point| point.code.as_str()).collect();
        let findings = supporting_findings(&self.report.pack, self.programme).into_iter();
        let findings = findings.filter(|finding| codes.contains(&finding.code.as_str()));
        let points = findings.filter_map(|finding| self.answers.get(finding.code.as_str()));
        let said = self.block_says(report);
        without_repetition(points.flat_map(|point| self.says(point)).filter(|text| !said.contains(text)))
    }

    /// The source's words on the first necessary point of a block that is not met.
    fn block_note(&self, report: &BlockReport) -> Markdown {
        let unmet = report.indicators.iter().filter(|point| {
            let is_cause = report.answer == Answer::Open || point.answer == report.answer;
            point.weight == Weight::Necessary && point.answer != Answer::Shown && is_cause
        });
        let ids = unmet.filter_map(|point| self.criteria.get(&point.code));
        ids.map(|(id, _)| self.own_claim(*id)).next().flatten().map_or_else(Markdown::default, |(quote, _)| quote)
    }

    /// The first claim of a criterion with words that are the source's own, and its meaning.
    fn own_claim(&self, id: CriterionId) -> Option<(Markdown, Markdown)> {
        let claims = self.checker.pack().criteria[id].claims.iter();
        let mut own = claims.filter_map(|claim| {
            let of = &self.checker.pack().claims[*claim];
            let quote = of.quote.as_ref().filter(|_| of.author.is_none() && of.source.is_none())?;
            let meaning = Markdown::without_names(&to_sentence(&of.says), self.checker.vocabulary());
            Some((Markdown::text(quote), meaning))
        });
        own.next()
    }

    /// What would help with a point that is not met, sentence by sentence.
    fn advice(&self, id: CriterionId, answer: Answer) -> Vec<Markdown> {
        let criterion = &self.checker.pack().criteria[id];
        let case = || criterion.cases.iter().find(|case| case.when.eval(&self.description.facts));
        let help = match answer {
            Answer::Shown => return Vec::new(),
            Answer::Open => criterion.help.open(),
            Answer::Refuted | Answer::Contradictory => {
                case().and_then(|case| case.help.as_deref()).unwrap_or(&criterion.help.refuted)
            }
        };
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let sentences = help.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty());
        sentences.map(|sentence| Markdown::without_names(sentence, self.checker.vocabulary())).collect()
    }

    /// The necessary points of that kind that are not met: first what is refuted, and of that first what makes the
    /// programme another kind.
    pub(super) fn unmet(&self) -> Vec<Point> {
        let of_kind = facts_of_kind(self.programme);
        let points = self.checker.pack().criteria_with_code(self.target());
        let points = points.filter_map(|(code, _)| Some((self.point(&code)?, self.answers.get(code.as_str())?)));
        let mut unmet: Vec<(bool, Point)> = points
            .filter(|(point, _)| point.decides && point.answer != Answer::Shown)
            .map(|(point, report)| (stated_facts_behind(report).any(|fact| of_kind.contains(&fact)), point))
            .collect();
        unmet.sort_by_key(|(is_of_kind, point)| (point.answer != Answer::Refuted, !is_of_kind));
        unmet.into_iter().map(|(_, point)| point).collect()
    }

    pub(super) fn supporting(&self) -> Vec<Point> {
        let findings = supporting_findings(&self.report.pack, self.programme);
        findings.into_iter().filter_map(|finding| self.point(&finding.code)).collect()
    }

    pub(super) fn reasons(&self) -> Vec<Markdown> {
        let refuted = self.unmet().into_iter().filter(|point| point.answer == Answer::Refuted);
        let refuted = refuted.flat_map(|point| point.says);
        let kind = self.programme.verdict.kind.as_ref();
        let kind = self.programme.kinds.iter().find(|report| Some(&report.id) == kind);
        let met = kind.into_iter().flat_map(|kind| &kind.conditions);
        without_repetition(refuted.chain(met.flat_map(|condition| self.says(condition))))
    }

    pub(super) fn points_with_answer(&self, answer: Answer) -> Vec<Point> {
        let points = self.findings_with(answer).filter_map(|finding| {
            let point = self.point(&finding.code)?;
            // The spans of a contradiction are labelled with what each indicates.
            let facts = match answer {
                Answer::Contradictory => self.description.group_facts(&finding.spans),
                _ => point.facts,
            };
            Some(Point { facts, ..point })
        });
        points.collect()
    }
}
