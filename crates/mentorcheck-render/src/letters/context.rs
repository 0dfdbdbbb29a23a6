//! From a report to what its letters say.

use std::collections::HashMap;

use crate::letters::{
    describe::Description,
    group_fixes,
    markdown_escape::Markdown,
    model::{
        Block, Choice, Claim, Heading, Kind, Label, Letter, Place, Point, Question, Reading, Remedy, Rules, Source,
        Spectrum, Step, Verdict,
    },
    schema_messages::mistake,
};
use mentorcheck_core::{
    checker::Checker,
    diagnostic::{Finding, codes::LABEL_CODE, to_sentence},
    eval::Answer,
    facts::Facts,
    fixes::fields_read,
    pack::{ClaimId, CriterionId, KindId, Weight},
    report::{AdditionReport, CriterionReport, Programme, ReplacementReport, Report},
    schema::FieldId,
};
use mentorcheck_yaml;

impl Letter {
    /// What is to be said of each programme of a report, in its order.
    #[must_use]
    pub fn for_report(checker: &Checker, report: &Report) -> Vec<Self> {
        let mut letters = Vec::new();
        // Documents of one file share its text, which is then read only once.
        let mut read: Option<mentorcheck_yaml::ParsedFile> = None;
        for programme in &report.programmes {
            let source = match read.take() {
                Some(source) if source.text.content() == programme.text.content() => source,
                _ => mentorcheck_yaml::ParsedFile::parse(&programme.path, programme.text.content().into()),
            };
            let described = source.documents.iter().find(|document| document.index == programme.document);
            letters.extend(described.map(|document| {
                let description = Description {
                    vocabulary: checker.vocabulary,
                    text: &source.text,
                    document,
                    facts: Facts::from_document(document, checker.vocabulary),
                };
                LetterBuilder::new(checker, report, programme, &description).letter(source.documents.len() > 1)
            }));
            read = Some(source);
        }
        letters
    }
}

/// What is at hand while a letter is made.
struct LetterBuilder<'a> {
    checker: &'a Checker,
    report: &'a Report,
    programme: &'a Programme,
    description: &'a Description<'a>,
    /// Every criterion by the codes that findings give it, with the title of what it belongs to.
    criteria: HashMap<String, (CriterionId, &'a str)>,
    /// The report's answers by the same codes.
    answers: HashMap<&'a str, &'a CriterionReport>,
}

impl<'a> LetterBuilder<'a> {
    fn new(
        checker: &'a Checker,
        report: &'a Report,
        programme: &'a Programme,
        description: &'a Description<'a>,
    ) -> Self {
        let pack = &checker.pack;
        let mut criteria = HashMap::new();
        for (id, kind) in pack.kinds.iter().enumerate() {
            for (code, criterion) in pack.criteria_with_code(id) {
                let block = pack.blocks.iter().find(|block| block.indicators.contains(&criterion));
                criteria.insert(code, (criterion, block.map_or(kind.title.as_str(), |block| &block.title)));
            }
        }
        let indicators = programme.blocks.iter().flat_map(|block| &block.indicators);
        let conditions = programme.kinds.iter().flat_map(|kind| &kind.conditions);
        let answers = indicators.chain(conditions).map(|one| (one.code.as_str(), one)).collect();
        Self { checker, report, programme, description, criteria, answers }
    }

    fn with_field_titles(&self, words: &str) -> Markdown {
        Markdown::with_titles(words, &[], self.checker.vocabulary)
    }

    fn kind_title(&self, id: &str) -> Markdown {
        let kind = self.programme.kinds.iter().find(|kind| kind.id == id);
        Markdown::text(kind.map_or(id, |kind| &kind.title))
    }

    fn letter(&self, one_of_several: bool) -> Letter {
        let Self { checker, report, programme, description, .. } = *self;
        let pack = &checker.pack;
        let file = if one_of_several {
            format!("{}, description {}", programme.path, programme.document + 1)
        } else {
            programme.path.clone()
        };
        let questions = self.questions();
        let also = self.further_questions();
        Letter {
            name: Markdown::text(&programme.name),
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
            understood: description.understood(),
            mistakes: programme.findings.iter().filter_map(|finding| mistake(finding, checker.vocabulary)).collect(),
            blocks: self.blocks(),
            differs: self.found(Answer::Refuted),
            contradicts: self.found(Answer::Contradictory),
            questions,
            also,
            readings: self.readings(),
            label: self.label(),
            spectrum: self.spectrum(),
            remedy: self.remedy(),
        }
    }

    fn verdict(&self) -> Verdict {
        let verdict = &self.programme.verdict;
        let kind = verdict.kind.as_deref().and_then(|id| self.checker.pack.kind(id));
        Verdict {
            sentence: Markdown::text(&verdict.sentence),
            standing: verdict.standing,
            kind: kind.map(|kind| self.kind(kind)),
            candidates: verdict.candidates.iter().map(|id| self.kind_title(id)).collect(),
        }
    }

    fn kind(&self, id: KindId) -> Kind {
        let pack = &self.checker.pack;
        let kind = &pack.kinds[id];
        let report = &self.programme.kinds[id];
        let blocks = pack.blocks.iter().filter(|block| report.blocks.contains(&block.id));
        let conditions = report.conditions.iter().filter_map(|one| self.criteria.get(&one.code));
        let of_conditions = conditions.flat_map(|(id, _)| pack.criteria[*id].claims.iter().copied());
        // What the source says of its own concept stands with the blocks.
        let own = if id == pack.concept { &[][..] } else { &kind.claims };
        let sources = kind.sources.iter().map(|source| Source {
            cited: Markdown::text(&source.citation()),
            note: Markdown::text(source.note.as_deref().unwrap_or_default()),
        });
        Kind {
            title: Markdown::text(&kind.title),
            summary: self.with_field_titles(&kind.summary),
            blocks: blocks.map(|block| Markdown::text(&block.title)).collect(),
            points: report.conditions.iter().filter_map(|one| self.point(&one.code)).collect(),
            claims: self.claims(of_conditions.chain(own.iter().copied())),
            sources: sources.collect(),
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let pack = &self.checker.pack;
        let blocks = pack.blocks.iter().zip(&self.programme.blocks);
        blocks
            .map(|(block, report)| Block {
                title: Markdown::text(&block.title),
                question: self.with_field_titles(&block.question),
                answer: report.answer,
                points: report.indicators.iter().filter_map(|one| self.point(&one.code)).collect(),
                claims: self.claims(block.indicators.iter().flat_map(|id| pack.criteria[*id].claims.iter().copied())),
            })
            .collect()
    }

    /// Claims under their headings, each once. A reading of this tool has no words of the source to
    /// show, and is mentioned where it is used.
    fn claims(&self, claims: impl Iterator<Item = ClaimId>) -> Vec<Heading> {
        let mut headings: Vec<Heading> = Vec::new();
        let mut seen = Vec::new();
        for id in claims {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            let claim = &self.checker.pack.claims[id];
            let (Some(heading), Some(quote)) = (&claim.heading, &claim.quote) else { continue };
            let heading = Markdown::text(heading);
            let claim = Claim { says: self.claim_text(id), quote: Markdown::text(quote) };
            match headings.iter_mut().find(|one| one.heading == heading) {
                Some(one) => one.claims.push(claim),
                None => headings.push(Heading { heading, claims: vec![claim] }),
            }
        }
        headings
    }

    fn claim_text(&self, id: ClaimId) -> Markdown {
        let claim = &self.checker.pack.claims[id];
        self.with_field_titles(&to_sentence(claim.interpretation.as_ref().unwrap_or(&claim.says)))
    }

    fn point(&self, code: &str) -> Option<Point> {
        let (id, of) = *self.criteria.get(code)?;
        let report = self.answers.get(code)?;
        let criterion = &self.checker.pack.criteria[id];
        let found = self.programme.findings.iter().find(|finding| finding.code == code);
        let (finding, help) = match (report.answer, found) {
            (Answer::Refuted, Some(found)) => (found.message.as_str(), found.help.as_deref().unwrap_or_default()),
            (Answer::Refuted, None) => (criterion.findings.refuted.as_str(), criterion.help.refuted.as_str()),
            (Answer::Open, _) => (criterion.findings.open.as_str(), ""),
            (Answer::Shown | Answer::Contradictory, _) => ("", ""),
        };
        Some(Point {
            of: Markdown::text(of),
            title: self.with_field_titles(&criterion.title),
            question: self.with_field_titles(&criterion.question),
            decides: criterion.weight == Weight::Necessary,
            answer: report.answer,
            answerable: !self.unsettled(id).is_empty(),
            facts: self.description.stated(&report.because),
            finding: self.with_field_titles(finding),
            help: self.with_field_titles(help),
            evidence: self.all_with_field_titles(&criterion.evidence),
            traps: self.all_with_field_titles(&criterion.traps),
        })
    }

    /// The fields that a criterion reads and in which more can be stated.
    fn unsettled(&self, id: CriterionId) -> Vec<FieldId> {
        let fields = fields_read(&self.checker.pack, id).into_iter();
        fields.filter(|field| !self.description.is_settled(*field)).collect()
    }

    fn all_with_field_titles(&self, words: &[String]) -> Vec<Markdown> {
        words.iter().map(|words| self.with_field_titles(words)).collect()
    }

    /// The findings on criteria with this answer.
    fn findings_with(&self, answer: Answer) -> impl Iterator<Item = &'a Finding> {
        let findings = self.programme.findings.iter();
        findings.filter(move |finding| self.answers.get(finding.code.as_str()).is_some_and(|one| one.answer == answer))
    }

    fn found(&self, answer: Answer) -> Vec<Point> {
        let points = self.findings_with(answer).filter_map(|finding| {
            let point = self.point(&finding.code)?;
            // A finding says of each place what it speaks for; that matters where places disagree.
            let facts = match answer {
                Answer::Contradictory => self.description.stated(&finding.spans),
                _ => point.facts,
            };
            Some(Point { facts, ..point })
        });
        points.collect()
    }

    /// The questions that would move the verdict; fields that answer the same one are put together.
    fn questions(&self) -> Vec<Question> {
        let mut asked: Vec<(&str, Vec<FieldId>)> = Vec::new();
        for question in &self.programme.remedy.questions {
            let Some(field) = self.checker.vocabulary.field_id(&question.field) else { continue };
            match asked.iter_mut().find(|(words, _)| *words == question.question) {
                Some((_, fields)) => fields.push(field),
                None => asked.push((&question.question, vec![field])),
            }
        }
        asked.iter().map(|(words, fields)| self.question(words, fields)).collect()
    }

    /// Other open points. A field that is asked about is not asked about again, and where all is
    /// stated there is nothing to ask.
    fn further_questions(&self) -> Vec<Question> {
        let vocabulary = &self.checker.vocabulary;
        let mut asked: Vec<FieldId> = self
            .programme
            .remedy
            .questions
            .iter()
            .filter_map(|question| vocabulary.field_id(&question.field))
            .collect();
        let mut also = Vec::new();
        for finding in self.findings_with(Answer::Open) {
            let Some((id, _)) = self.criteria.get(&finding.code) else { continue };
            let mut fields = self.unsettled(*id);
            fields.retain(|field| !asked.contains(field));
            if !fields.is_empty() {
                asked.extend(&fields);
                also.push(self.question(&self.checker.pack.criteria[*id].question, &fields));
            }
        }
        also
    }

    fn question(&self, words: &str, fields: &[FieldId]) -> Question {
        let pack = &self.checker.pack;
        let asking = || (0..pack.criteria.len()).filter(|id| pack.criteria[*id].question == words);
        let reading =
            || (0..pack.criteria.len()).filter(|id| fields_read(pack, *id).iter().any(|one| fields.contains(one)));
        // Conditions of kinds name no documents; what bears out the same fields elsewhere will do.
        let with_evidence = |id: &CriterionId| !pack.criteria[*id].evidence.is_empty();
        let bearing = asking().find(with_evidence).or_else(|| reading().find(with_evidence));
        let claim = asking().find_map(|id| pack.criteria[id].claims.first());
        let fields: Vec<Choice> = fields.iter().map(|field| self.description.choice(*field)).collect();
        Question {
            question: self.with_field_titles(words),
            why: claim.map(|claim| self.claim_text(*claim)).unwrap_or_default(),
            fields,
            evidence: bearing.map(|id| self.all_with_field_titles(&pack.criteria[id].evidence)).unwrap_or_default(),
        }
    }

    fn readings(&self) -> Vec<Reading> {
        let is_reading = |finding: &&Finding| {
            self.criteria.iter().any(|(code, (id, _))| {
                let owner = code.split('/').next();
                let readings = &self.checker.pack.criteria[*id].interpretations;
                let name = finding.code.split_once('/');
                name.is_some_and(|(of, name)| owner == Some(of) && readings.iter().any(|reading| reading.id == name))
            })
        };
        let readings = self.programme.findings.iter().filter(is_reading);
        readings
            .map(|finding| Reading {
                note: self.with_field_titles(&finding.message),
                facts: self.description.stated(&finding.spans),
            })
            .collect()
    }

    fn label(&self) -> Label {
        let pack = &self.checker.pack;
        let report = &self.programme.label;
        let declared = report.declared.as_deref().map(|name| self.description.value(pack.labels.field, name));
        let offends = self.programme.findings.iter().any(|finding| finding.code == LABEL_CODE);
        let if_it_does = |words: &str| if offends { self.with_field_titles(words) } else { Markdown::default() };
        Label {
            declared: declared.unwrap_or_default(),
            holds: report.holds,
            finding: if_it_does(&pack.labels.finding),
            help: if_it_does(&pack.labels.help),
        }
    }

    fn spectrum(&self) -> Spectrum {
        let scale = &self.report.pack.spectrum;
        let range = self.programme.spectrum;
        let within =
            scale.points.iter().filter(|point| range.is_some_and(|range| (range.from..=range.to).contains(&point.at)));
        Spectrum {
            places: within.map(|point| Place { at: point.at, title: Markdown::text(&point.title) }).collect(),
            first: scale.points.first().map_or(0, |point| point.at),
            last: scale.points.last().map_or(0, |point| point.at),
            low: Markdown::text(&scale.low),
            high: Markdown::text(&scale.high),
            note: Markdown::text(&scale.note),
        }
    }

    fn remedy(&self) -> Remedy {
        let remedy = &self.programme.remedy;
        let ways: Vec<Vec<Step>> = remedy
            .sets
            .iter()
            .map(|set| {
                let change = set.change.iter().filter_map(|step| self.change(step));
                change.chain(set.state.iter().filter_map(|step| self.state(step))).collect()
            })
            .collect();
        let (always, choices) = group_fixes::factor_common(&ways, ways.len() == remedy.sets_total);
        Remedy {
            target: self.kind_title(&remedy.target),
            unreachable: remedy.unreachable,
            total: remedy.sets_total,
            listed: ways.len(),
            always,
            choices,
        }
    }

    fn change(&self, step: &ReplacementReport) -> Option<Step> {
        let field = self.checker.vocabulary.field_id(&step.field)?;
        Some(Step {
            change: true,
            from: self.values(field, &step.from),
            remove: self.values(field, &step.remove),
            ..self.step(field, &step.any_of)
        })
    }

    fn state(&self, step: &AdditionReport) -> Option<Step> {
        Some(self.step(self.checker.vocabulary.field_id(&step.field)?, &step.any_of))
    }

    fn step(&self, field: FieldId, any_of: &[String]) -> Step {
        Step {
            field: self.description.field(field),
            change: false,
            from: Vec::new(),
            remove: Vec::new(),
            any_of: self.values(field, any_of),
        }
    }

    fn values(&self, field: FieldId, names: &[String]) -> Vec<Markdown> {
        names.iter().map(|name| self.description.value(field, name)).collect()
    }
}
