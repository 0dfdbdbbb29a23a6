//! Builds the data of letters from a report.

mod fixes;
mod points;
mod questions;

use std::collections::HashMap;

use crate::letters::{
    asked::{self, MAX_ASKED},
    describe::Description,
    markdown_escape::Markdown,
    model::{
        Claim, ClaimGroup, Details, InterpretationUse, Kind, Label, Letter, Outcome, Quoted, Rules, Source, Spectrum,
        SpectrumPosition, Verdict,
    },
    schema_messages::schema_message,
};
use mentorcheck_core::{
    catalogue::message,
    checker::Checker,
    clause::{capitalise, to_sentence, without_repetition},
    diagnostic::{Finding, codes::LABEL_CODE},
    eval::{Answer, VerdictStatus},
    facts::{Facts, UNNAMED_PROGRAMME},
    pack::{ClaimId, CriterionId, KindId, Weight},
    report::{CriterionReport, Programme, Report},
    schema::FieldId,
};
use mentorcheck_yaml::ParsedFile;

impl Letter {
    /// Builds a letter for each programme of a report, in order, with what the sender adds.
    #[must_use]
    pub fn for_report(checker: &Checker, report: &Report, details: &Details) -> Vec<Self> {
        let mut letters = Vec::new();
        // The documents of one file share a text, which is parsed once.
        let mut parsed: Option<ParsedFile> = None;
        for programme in &report.programmes {
            let source = match parsed.take() {
                Some(source) if source.text.content() == programme.text.content() => source,
                _ => ParsedFile::parse(&programme.path, programme.text.content().into()),
            };
            let document = source.documents.iter().find(|document| document.index == programme.document);
            letters.extend(document.map(|document| {
                let description = Description {
                    vocabulary: checker.vocabulary(),
                    file: &source.text,
                    document,
                    facts: Facts::from_document(document, checker.vocabulary()),
                };
                LetterBuilder::new(checker, report, programme, &description).build(source.documents.len() > 1, details)
            }));
            parsed = Some(source);
        }
        letters
    }
}

/// How many documents a letter suggests.
const MAX_ATTACHED: usize = 3;

struct LetterBuilder<'a> {
    checker: &'a Checker,
    report: &'a Report,
    programme: &'a Programme,
    description: &'a Description<'a>,
    /// Criteria by finding code, with the title of their block or kind.
    criteria: HashMap<String, (CriterionId, &'a str)>,
    /// Answers by finding code.
    answers: HashMap<&'a str, &'a CriterionReport>,
}

impl<'a> LetterBuilder<'a> {
    fn new(
        checker: &'a Checker,
        report: &'a Report,
        programme: &'a Programme,
        description: &'a Description<'a>,
    ) -> Self {
        let pack = checker.pack();
        let mut criteria = HashMap::new();
        for (id, kind) in pack.kinds.iter().enumerate() {
            for (code, criterion) in pack.criteria_with_code(id) {
                let block = pack.blocks.iter().find(|block| block.indicators.contains(&criterion));
                criteria.insert(code, (criterion, block.map_or(kind.title.as_str(), |block| &block.title)));
            }
        }
        let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
        let conditions = programme.kinds.iter().flat_map(|kind| &kind.conditions);
        let answers = indicators.chain(conditions).map(|criterion| (criterion.code.as_str(), criterion)).collect();
        Self { checker, report, programme, description, criteria, answers }
    }

    fn with_field_titles(&self, text: &str) -> Markdown {
        Markdown::with_titles(text, &[], self.checker.vocabulary())
    }

    fn kind_title(&self, id: &str) -> Markdown {
        let kind = self.programme.kinds.iter().find(|kind| kind.id == id);
        Markdown::text(kind.map_or(id, |kind| &kind.title))
    }

    fn build(&self, is_one_of_several: bool, details: &Details) -> Letter {
        let Self { checker, report, programme, description, .. } = *self;
        let pack = checker.pack();
        let file = if is_one_of_several {
            format!("{}, description {}", programme.path, programme.document + 1)
        } else {
            programme.path.clone()
        };
        let questions = self.questions();
        let further_questions = self.further_questions();
        let outcome = self.outcome();
        let ended = programme.ended;
        let asked = self.asked(outcome, ended);
        let asked_total = match outcome {
            Outcome::Questions => asked::fields_to_ask(programme, description).len(),
            _ => asked.len(),
        };
        let attach = if outcome == Outcome::Questions { self.attachments() } else { Vec::new() };
        let mut blocks = self.blocks();
        for block in &mut blocks {
            let numbered = asked.iter().zip(1..).filter(|(question, _)| question.block.as_ref() == Some(&block.title));
            block.asked = numbered.map(|(_, number)| number).collect();
        }
        Letter {
            name: Markdown::text(&self.name()),
            file: Markdown::text(&file),
            rules: Rules {
                title: Markdown::text(&pack.title),
                source: Markdown::text(&pack.source.citation()),
                definition: Markdown::text(&pack.definition.quote),
                heading: Markdown::text(&pack.definition.heading),
                caution: Markdown::text(&pack.caution),
            },
            expected: pack.kind(&report.expected).map(|kind| Markdown::text(&pack.kinds[kind].title)),
            as_expected: programme.as_expected,
            verdict: self.verdict(),
            outcome,
            ended,
            from_form: programme.text.origin().is_some(),
            asked,
            asked_total,
            attach,
            target: Markdown::text(&pack.kinds[self.target()].title),
            unmet: self.unmet(),
            supporting: self.supporting(),
            reasons: self.reasons(),
            evidence: self.evidence(),
            letter: self.details(details),
            understood: description.stated_by_section(),
            mistakes: programme
                .findings
                .iter()
                .filter_map(|finding| schema_message(finding, checker.vocabulary()))
                .collect(),
            blocks,
            differs: self.points_with_answer(Answer::Refuted),
            contradicts: self.points_with_answer(Answer::Contradictory),
            questions,
            also: further_questions,
            readings: self.interpretations(),
            label: self.label(),
            spectrum: self.spectrum(),
            remedy: self.fixes(),
        }
    }

    fn verdict(&self) -> Verdict {
        let verdict = &self.programme.verdict;
        let kind = verdict.kind.as_deref().and_then(|id| self.checker.pack().kind(id));
        let mut kinds = self.checker.pack().kinds.iter().zip(&self.programme.kinds);
        Verdict {
            sentence: Markdown::text(&self.verdict_sentence()),
            standing: verdict.standing,
            kind: kind.map(|kind| self.kind(kind)),
            candidates: verdict.candidates.iter().map(|id| self.kind_title(id)).collect(),
            has_exception: kinds.any(|(kind, report)| kind.residual && report.answer == Answer::Open),
        }
    }

    fn kind(&self, id: KindId) -> Kind {
        let pack = self.checker.pack();
        let kind = &pack.kinds[id];
        let report = &self.programme.kinds[id];
        let blocks = pack.blocks.iter().filter(|block| report.blocks.contains(&block.id));
        let conditions = report.conditions.iter().filter_map(|condition| self.criteria.get(&condition.code));
        let condition_claims = conditions.flat_map(|(id, _)| pack.criteria[*id].claims.iter().copied());
        // The source's claims on its own concept are listed with the blocks.
        let kind_claims = if id == pack.concept { &[][..] } else { &kind.claims };
        let sources = kind.sources.iter().map(|source| Source {
            cited: Markdown::text(&source.citation()),
            short: Markdown::text(&source.short_citation()),
            note: Markdown::text(source.note.as_deref().unwrap_or_default()),
        });
        Kind {
            title: Markdown::text(&kind.title),
            summary: self.with_field_titles(&kind.summary),
            blocks: blocks.map(|block| Markdown::text(&block.title)).collect(),
            points: report.conditions.iter().filter_map(|condition| self.point(&condition.code)).collect(),
            claims: self.claims(condition_claims.chain(kind_claims.iter().copied())),
            sources: sources.collect(),
        }
    }

    /// Groups claims by heading, each claim once. Interpretations have no quotation and are listed where they are used.
    fn claims(&self, claims: impl Iterator<Item = ClaimId>) -> Vec<ClaimGroup> {
        let mut headings: Vec<ClaimGroup> = Vec::new();
        let mut seen = Vec::new();
        for id in claims {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            let claim = &self.checker.pack().claims[id];
            let (Some(heading), Some(quote)) = (&claim.heading, &claim.quote) else { continue };
            let heading = Markdown::text(heading);
            let claim = Claim { says: self.claim_text(id), quote: Markdown::text(quote) };
            match headings.iter_mut().find(|group| group.heading == heading) {
                Some(group) => group.claims.push(claim),
                None => headings.push(ClaimGroup { heading, claims: vec![claim] }),
            }
        }
        headings
    }

    fn claim_text(&self, id: ClaimId) -> Markdown {
        let claim = &self.checker.pack().claims[id];
        self.with_field_titles(&to_sentence(claim.interpretation.as_ref().unwrap_or(&claim.says)))
    }

    /// The kind that is looked for.
    fn target(&self) -> KindId {
        let pack = self.checker.pack();
        pack.kind(&self.report.expected).unwrap_or(pack.concept)
    }

    /// What the evidence quotes, for deciding facts first.
    fn evidence(&self) -> Vec<Quoted> {
        let points = self.programme.blocks.iter().flat_map(|block| &block.indicators);
        let necessary = points.filter(|point| point.weight == Weight::Necessary);
        let deciding: Vec<FieldId> = necessary.flat_map(|point| self.description.fields_at(&point.because)).collect();
        let mut evidence = self.description.quoted(|field| deciding.contains(&field));
        evidence.extend(self.description.quoted(|field| !deciding.contains(&field)));
        evidence
    }

    fn outcome(&self) -> Outcome {
        let verdict = &self.programme.verdict;
        let pack = self.checker.pack();
        let expected = pack.kind(&self.report.expected).map(|_| self.report.expected.as_str());
        let is_possible = expected.is_none_or(|expected| verdict.candidates.iter().any(|kind| kind == expected));
        match verdict.standing {
            VerdictStatus::Contradictory => Outcome::Contradiction,
            VerdictStatus::Unclassified => Outcome::NoKind,
            _ if !is_possible => Outcome::OtherKind,
            VerdictStatus::Open | VerdictStatus::Provisional if !self.programme.remedy.questions.is_empty() => {
                Outcome::Questions
            }
            _ => Outcome::Clear,
        }
    }

    /// A document for each question, without repetition.
    fn attachments(&self) -> Vec<Markdown> {
        let groups = asked::fields_to_ask(self.programme, self.description);
        let criteria = groups.iter().take(MAX_ASKED).filter_map(|(text, _)| self.criterion_with_question(text));
        let first = criteria.filter_map(|id| {
            let documents = &self.checker.pack().criteria[id].evidence;
            // A document that is itself a list would be hard to read in a list.
            let is_plain = |document: &&String| !document.contains(',') && !document.contains(" or ");
            documents.iter().find(is_plain).or_else(|| documents.first())
        });
        let vocabulary = self.checker.vocabulary();
        let mut documents = without_repetition(first.map(|text| Markdown::without_names(text, vocabulary)));
        documents.truncate(MAX_ATTACHED);
        documents
    }

    /// A sentence that begins with the programme's name, with words for one without a name.
    fn verdict_sentence(&self) -> String {
        let sentence = &self.programme.verdict.sentence_without_lines;
        match sentence.strip_prefix(UNNAMED_PROGRAMME) {
            Some(rest) => format!("{}{rest}", capitalise(&message("letter-unnamed"))),
            None => sentence.clone(),
        }
    }

    fn name(&self) -> String {
        let name = &self.programme.name;
        if name == UNNAMED_PROGRAMME { message("letter-unnamed") } else { name.clone() }
    }

    fn details(&self, details: &Details) -> Details {
        let id = self.programme.identifier.as_deref().map(Markdown::text);
        let reference = match (&details.reference, id) {
            (Some(given), Some(id)) => Some(Markdown::join(&[given, &id], " / ")),
            (given, id) => given.clone().or(id),
        };
        Details {
            reference,
            rules_version: self.report.pack.version,
            version: self.report.tool.version.to_owned(),
            ..details.clone()
        }
    }

    fn all_with_field_titles(&self, texts: &[String]) -> Vec<Markdown> {
        texts.iter().map(|text| self.with_field_titles(text)).collect()
    }

    /// Findings on criteria with this answer.
    fn findings_with(&self, answer: Answer) -> impl Iterator<Item = &'a Finding> {
        let findings = self.programme.findings.iter();
        findings.filter(move |finding| {
            self.answers.get(finding.code.as_str()).is_some_and(|criterion| criterion.answer == answer)
        })
    }

    fn interpretations(&self) -> Vec<InterpretationUse> {
        let is_interpretation = |finding: &&Finding| {
            self.criteria.iter().any(|(code, (id, _))| {
                let owner = code.split('/').next();
                let readings = &self.checker.pack().criteria[*id].interpretations;
                let name = finding.code.split_once('/');
                name.is_some_and(|(of, name)| owner == Some(of) && readings.iter().any(|reading| reading.id == name))
            })
        };
        let readings = self.programme.findings.iter().filter(is_interpretation);
        readings
            .map(|finding| InterpretationUse {
                note: self.with_field_titles(&finding.message),
                facts: self.description.group_facts(&finding.spans),
            })
            .collect()
    }

    fn label(&self) -> Label {
        let pack = self.checker.pack();
        let report = &self.programme.label;
        let declared = report.declared.as_deref().map(|name| self.description.value(pack.labels.field, name));
        let is_violated = self.programme.findings.iter().any(|finding| finding.code == LABEL_CODE);
        let only_then = |text: &str| if is_violated { self.with_field_titles(text) } else { Markdown::default() };
        Label {
            declared: declared.unwrap_or_default(),
            holds: report.holds,
            finding: only_then(&pack.labels.finding),
            help: only_then(&pack.labels.help),
        }
    }

    fn spectrum(&self) -> Spectrum {
        let scale = &self.report.pack.spectrum;
        let range = self.programme.spectrum;
        let within =
            scale.points.iter().filter(|point| range.is_some_and(|range| (range.from..=range.to).contains(&point.at)));
        Spectrum {
            places: within
                .map(|point| SpectrumPosition { at: point.at, title: Markdown::text(&point.title) })
                .collect(),
            first: scale.points.first().map_or(0, |point| point.at),
            last: scale.points.last().map_or(0, |point| point.at),
            low: Markdown::text(&scale.low),
            high: Markdown::text(&scale.high),
            note: Markdown::text(&scale.note),
        }
    }
}
