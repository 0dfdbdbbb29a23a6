//! Linking: the names in a pack's files become references to fields, values, claims, blocks and
//! kinds, and whatever refers to nothing is reported where it stands.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Block, BrokenPack, Claim, ClaimId, Condition, Criterion, CriterionId, How, Interpretation, Kind, KindId, Labels,
    Pack, Point, Requirement, Spectrum, Test,
    file::{
        AllValues, AnyKind, BlockFile, ClaimsFile, ConceptFile, ConditionFile, ConditionsFile, CriterionFile, Examples,
        HowFile, InformativeFile, KindFile, LabelsFile, MeaningFile, OneOrMore, RequirementFile, SpectrumFile,
        TestFile,
    },
    limits::{self, MAX_CRITERIA, MAX_PARTS},
    problem::{LinkProblem, MEANINGS, Place, at},
};
use crate::{
    facts::bit,
    schema::{Field, Sort, Vocabulary, escape, nearest},
};

/// A file that was read, and what it says.
pub(super) struct Part<T> {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    pub(super) content: T,
}

/// A whole pack, file by file.
pub(super) struct Parts {
    pub(super) concept: Part<ConceptFile>,
    pub(super) claims: Part<ClaimsFile>,
    pub(super) conditions: Part<ConditionsFile>,
    pub(super) blocks: Vec<Part<BlockFile>>,
    pub(super) kinds: Vec<Part<KindFile>>,
}

pub(super) fn link(parts: Parts, vocabulary: &Vocabulary) -> Result<Pack, BrokenPack> {
    let mut linker = Linker { vocabulary, problems: Vec::new(), claims: HashMap::new(), criteria: Vec::new() };
    let mut broken = Vec::new();
    let mut close = |linker: &mut Linker<'_>, path: &str, bytes: &[u8]| {
        let problems = std::mem::take(&mut linker.problems);
        if !problems.is_empty() {
            broken.push(at(path, bytes, &problems));
        }
    };

    let claims = linker.ledger(parts.claims.content);
    close(&mut linker, &parts.claims.path, &parts.claims.bytes);

    let shared = linker.criteria("/conditions", parts.conditions.content.conditions);
    let shared: HashMap<String, CriterionId> =
        shared.into_iter().map(|criterion| (linker.criteria[criterion].id.clone(), criterion)).collect();
    close(&mut linker, &parts.conditions.path, &parts.conditions.bytes);

    let concept = parts.concept.content;
    let mut files: HashMap<(&'static str, String), String> = HashMap::new();
    let mut blocks = HashMap::new();
    for part in parts.blocks {
        let BlockFile { id, title, question, summary, indicators } = part.content;
        for (at, indicator) in indicators.iter().enumerate() {
            let pointer = format!("/indicators/{at}");
            linker.examples(&pointer, &indicator.id, &indicator.examples, indicator.refuted.is_some());
        }
        let indicators = linker.criteria("/indicators", indicators);
        linker.listed(&parts.concept.path, "block", &id, &concept.blocks);
        linker.one_file(&mut files, "block", &id, &part.path);
        blocks.insert(id.clone(), Block { id, title, question, summary, indicators });
        close(&mut linker, &part.path, &part.bytes);
    }

    let mut kinds = HashMap::new();
    for part in parts.kinds {
        let kind = linker.kind(part.content, &concept.blocks, &shared);
        linker.listed(&parts.concept.path, "kind", &kind.id, &concept.kinds);
        linker.one_file(&mut files, "kind", &kind.id, &part.path);
        kinds.insert(kind.id.clone(), kind);
        close(&mut linker, &part.path, &part.bytes);
    }

    for (pointer, what, names) in
        [("/blocks", "blocks in these rules", &concept.blocks), ("/kinds", "kinds in these rules", &concept.kinds)]
    {
        if names.len() > MAX_PARTS {
            linker.problem(pointer, LinkProblem::TooMany { what, limit: MAX_PARTS });
        }
    }
    let labels = linker.labels(concept.labels, &concept.kinds);
    let spectrum = linker.spectrum(concept.spectrum);
    let informative = linker.informative(concept.informative);
    let subject = linker.one_of("/id", "kind", &concept.id, concept.kinds.iter().map(String::as_str));
    let blocks = linker.in_order("/blocks", ("block", "file for the block"), &concept.blocks, blocks);
    let kinds = linker.in_order("/kinds", ("kind", "file for the kind"), &concept.kinds, kinds);
    close(&mut linker, &parts.concept.path, &parts.concept.bytes);

    match (broken.is_empty(), labels, subject) {
        (true, Some(labels), Some(subject)) => Ok(Pack {
            concept: subject,
            title: concept.title,
            source: concept.source,
            definition: concept.definition,
            informative,
            caution: concept.caution,
            claims,
            criteria: linker.criteria,
            blocks,
            kinds,
            labels,
            spectrum,
        }),
        _ => Err(BrokenPack { files: broken }),
    }
}

struct Linker<'v> {
    vocabulary: &'v Vocabulary,
    problems: Vec<(String, LinkProblem)>,
    claims: HashMap<String, ClaimId>,
    criteria: Vec<Criterion>,
}

impl Linker<'_> {
    fn problem(&mut self, pointer: &str, problem: LinkProblem) {
        self.problems.push((pointer.to_owned(), problem));
    }

    /// The position of `name` among `names`, or a finding.
    fn one_of<'n>(
        &mut self,
        pointer: &str,
        what: &'static str,
        name: &str,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<usize> {
        let found = names.clone().position(|one| one == name);
        if found.is_none() {
            let meant = nearest(name, names).map(str::to_owned);
            self.problem(pointer, LinkProblem::Unknown { what, name: name.to_owned(), meant });
        }
        found
    }

    /// Whether `concept.yaml` lists what a file holds.
    fn listed(&mut self, concept: &str, what: &'static str, name: &str, names: &[String]) {
        if !names.iter().any(|one| one == name) {
            let meant = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
            let (file, name) = (concept.to_owned(), name.to_owned());
            self.problem("/id", LinkProblem::Unlisted { file, what, name, meant });
        }
    }

    /// Whether no file before held the same.
    fn one_file(
        &mut self,
        files: &mut HashMap<(&'static str, String), String>,
        what: &'static str,
        name: &str,
        path: &str,
    ) {
        if let Some(first) = files.get(&(what, name.to_owned())) {
            let first = Place::File(first.clone());
            self.problem("/id", LinkProblem::Twice { what, name: name.to_owned(), first });
        } else {
            files.insert((what, name.to_owned()), path.to_owned());
        }
    }

    /// Whether each name, given with its place, stands once.
    fn unique(&mut self, what: &'static str, names: impl Iterator<Item = (String, String)>) {
        let mut seen: HashMap<String, String> = HashMap::new();
        for (pointer, name) in names {
            if let Some(first) = seen.get(&name) {
                let first = Place::Here(first.clone());
                self.problem(&pointer, LinkProblem::Twice { what, name, first });
            } else {
                seen.insert(name, pointer);
            }
        }
    }

    /// The parts in the order in which `concept.yaml` lists them.
    fn in_order<T>(
        &mut self,
        pointer: &str,
        (what, file): (&'static str, &'static str),
        order: &[String],
        mut parts: HashMap<String, T>,
    ) -> Vec<T> {
        let places = order.iter().enumerate().map(|(index, id)| (format!("{pointer}/{index}"), id.clone()));
        self.unique(what, places.clone());
        let mut ordered = Vec::new();
        let mut seen = HashSet::new();
        for (place, id) in places.filter(|(_, id)| seen.insert(id.clone())) {
            match parts.remove(&id) {
                Some(part) => ordered.push(part),
                None => self.problem(&place, LinkProblem::Unknown { what: file, name: id, meant: None }),
            }
        }
        ordered
    }

    fn ledger(&mut self, file: ClaimsFile) -> Vec<Claim> {
        self.unique(
            "claim",
            file.claims.iter().enumerate().map(|(at, claim)| (format!("/claims/{at}/id"), claim.id.clone())),
        );
        self.claims = file.claims.iter().enumerate().map(|(id, claim)| (claim.id.clone(), id)).collect();
        file.claims
    }

    fn claim(&mut self, pointer: &str, id: &str) -> Option<ClaimId> {
        let found = self.claims.get(id).copied();
        if found.is_none() {
            self.problem(pointer, LinkProblem::Unknown { what: "claim", name: id.to_owned(), meant: None });
        }
        found
    }

    fn claim_list(&mut self, pointer: &str, ids: &[String]) -> Vec<ClaimId> {
        ids.iter().enumerate().filter_map(|(at, id)| self.claim(&format!("{pointer}/{at}"), id)).collect()
    }

    /// Links a list of criteria; what has a mistake is left out, for it is reported.
    fn criteria(&mut self, pointer: &str, files: Vec<CriterionFile>) -> Vec<CriterionId> {
        self.unique("id", files.iter().enumerate().map(|(at, file)| (format!("{pointer}/{at}/id"), file.id.clone())));
        let linked =
            files.into_iter().enumerate().filter_map(|(at, file)| self.criterion(&format!("{pointer}/{at}"), file));
        linked.collect()
    }

    fn criterion(&mut self, pointer: &str, file: CriterionFile) -> Option<CriterionId> {
        let claims = self.claim_list(&format!("{pointer}/claims"), &file.claims);
        let shown = self.condition(&format!("{pointer}/shown"), &file.shown);
        let refuted = file.refuted.as_ref().map(|refuted| self.condition(&format!("{pointer}/refuted"), refuted));
        let mut interpretations = Vec::new();
        for (at, reading) in file.interpretations.into_iter().enumerate() {
            let pointer = format!("{pointer}/interpretations/{at}");
            let claims = self.claim_list(&format!("{pointer}/claims"), &reading.claims);
            if let Some(when) = self.condition(&format!("{pointer}/when"), &reading.when) {
                interpretations.push(Interpretation { id: reading.id, when, claims, note: reading.note });
            }
        }
        let refuted = match refuted {
            Some(linked) => Some(linked?),
            None => None,
        };
        if self.criteria.len() >= MAX_CRITERIA {
            let what = "indicators and conditions in these rules";
            self.problem(&format!("{pointer}/id"), LinkProblem::TooMany { what, limit: MAX_CRITERIA });
            return None;
        }
        self.criteria.push(Criterion {
            id: file.id,
            title: file.title,
            weight: file.weight,
            claims,
            question: file.question,
            shown: shown?,
            refuted,
            findings: file.findings,
            help: file.help,
            evidence: file.evidence,
            traps: file.traps,
            interpretations,
            examples: file.examples,
        });
        Some(self.criteria.len() - 1)
    }

    /// Examples must be there, and within the vocabulary; what they give is for `rules test` to say.
    fn examples(&mut self, pointer: &str, name: &str, examples: &Examples, refutable: bool) {
        let vocabulary = self.vocabulary;
        for (which, examples, wanted) in [
            ("shows", &examples.shows, true),
            ("refutes", &examples.refutes, refutable),
            ("leaves_open", &examples.leaves_open, true),
        ] {
            if wanted && examples.is_empty() {
                let problem = LinkProblem::MissingExample { name: name.to_owned(), which };
                self.problem(&format!("{pointer}/id"), problem);
            }
            for (at, example) in examples.iter().enumerate() {
                for (field, stated) in example {
                    let pointer = format!("{pointer}/examples/{which}/{at}/{}", escape(field));
                    let names = vocabulary.fields.iter().map(|field| field.name.as_str());
                    let Some(id) = self.one_of(&pointer, "field", field, names) else { continue };
                    let field = &vocabulary.fields[id];
                    match (stated, field.sort) {
                        (OneOrMore::One(value), Sort::One) => {
                            self.value(&pointer, field, value);
                        }
                        (OneOrMore::More(values), Sort::List) => {
                            let listed =
                                values.iter().enumerate().filter(|(_, value)| field.closing.as_ref() != Some(*value));
                            for (at, value) in listed {
                                self.value(&format!("{pointer}/{at}"), field, value);
                            }
                        }
                        (given, _) => {
                            let given = if matches!(given, OneOrMore::One(_)) { "one value" } else { "a list" };
                            let taken = match field.sort {
                                Sort::One => "one value",
                                Sort::List => "a list",
                                Sort::Free => "free text, which no rule reads",
                            };
                            self.problem(
                                &pointer,
                                LinkProblem::WrongExample { field: field.name.clone(), given, taken },
                            );
                        }
                    }
                }
            }
        }
    }

    fn condition(&mut self, pointer: &str, file: &ConditionFile) -> Option<Condition> {
        if let Some(problem) = limits::exceeded(file) {
            self.problem(pointer, problem);
            return None;
        }
        self.part(pointer, file)
    }

    fn part(&mut self, pointer: &str, file: &ConditionFile) -> Option<Condition> {
        let mut entries = file.0.iter();
        let (Some((key, test)), None) = (entries.next(), entries.next()) else {
            let problem = LinkProblem::NotOneEntry {
                what: "a condition",
                entries: file.0.len(),
                advice: "Put several conditions under `all:` or `any:`, each as an item of its own.",
            };
            self.problem(pointer, problem);
            return None;
        };
        let pointer = format!("{pointer}/{}", escape(key));
        match test {
            TestFile::Parts(parts) => {
                let parts: Vec<_> =
                    parts.iter().enumerate().map(|(at, part)| self.part(&format!("{pointer}/{at}"), part)).collect();
                let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
                Some(if key == "all" { Condition::All(parts) } else { Condition::Any(parts) })
            }
            TestFile::Values(values) => self.test(&pointer, key, How::OneOf, &pointer, values),
            TestFile::How(how) => {
                let mut entries = how.iter();
                let (Some((how, values)), None) = (entries.next(), entries.next()) else {
                    let problem = LinkProblem::NotOneEntry {
                        what: "a test of a field",
                        entries: how.len(),
                        advice: "Keep one; to ask both, test the field twice under `all:` or `any:`.",
                    };
                    self.problem(&pointer, problem);
                    return None;
                };
                let (how, word) = match how {
                    HowFile::OtherThan => (How::OtherThan, "other_than"),
                    HowFile::AnyOf => (How::AnyOf, "any_of"),
                    HowFile::NoneOf => (How::NoneOf, "none_of"),
                };
                self.test(&pointer, key, how, &format!("{pointer}/{word}"), values)
            }
        }
    }

    fn test(&mut self, pointer: &str, name: &str, how: How, list: &str, values: &[String]) -> Option<Condition> {
        let vocabulary = self.vocabulary;
        let id = self.one_of(pointer, "field", name, vocabulary.fields.iter().map(|field| field.name.as_str()))?;
        let field = &vocabulary.fields[id];
        if field.informative || field.sort == Sort::Free {
            self.problem(pointer, LinkProblem::Informative { field: name.to_owned() });
            return None;
        }
        let for_lists = matches!(how, How::AnyOf | How::NoneOf);
        if for_lists != (field.sort == Sort::List) {
            let (sort, advice) = if for_lists {
                ("a field of one value", "Write `[values]`, or `{other_than: [values]}`.")
            } else {
                ("a list", "Write `{any_of: [values]}`, or `{none_of: [values]}`.")
            };
            self.problem(pointer, LinkProblem::WrongTest { field: name.to_owned(), sort, advice });
            return None;
        }
        let known: Vec<_> =
            values.iter().enumerate().map(|(at, value)| self.value(&format!("{list}/{at}"), field, value)).collect();
        let values = known.into_iter().collect::<Option<Vec<_>>>()?.into_iter().fold(0, |set, value| set | bit(value));
        Some(Condition::Test(Test { field: id, values, how }))
    }

    fn value(&mut self, pointer: &str, field: &Field, value: &str) -> Option<usize> {
        let found = field.value(value);
        if field.closing.as_deref() == Some(value) {
            let problem = LinkProblem::Closing { field: field.name.clone(), value: value.to_owned() };
            self.problem(pointer, problem);
        } else if found.is_none() {
            let meant = nearest(value, field.values.iter().map(|value| value.name.as_str())).map(str::to_owned);
            let field = field.name.clone();
            self.problem(pointer, LinkProblem::UnknownValue { field, value: value.to_owned(), meant });
        }
        found
    }

    fn kind(&mut self, file: KindFile, blocks: &[String], shared: &HashMap<String, CriterionId>) -> Kind {
        self.examples("", &file.id, &file.examples, true);
        let claims = self.claim_list("/claims", &file.claims);
        let own = file.requires.iter().enumerate().filter_map(|(at, requirement)| match requirement {
            RequirementFile::Own(own) => Some((format!("/requires/{at}/id"), own.id.clone())),
            _ => None,
        });
        self.unique("id", own);
        let mut requires = Vec::new();
        for (at, requirement) in file.requires.into_iter().enumerate() {
            let pointer = format!("/requires/{at}");
            requires.extend(match requirement {
                RequirementFile::Block { block } => self
                    .one_of(&format!("{pointer}/block"), "block", &block, blocks.iter().map(String::as_str))
                    .map(Requirement::Block),
                RequirementFile::Condition { condition } => {
                    let names = shared.keys().map(String::as_str);
                    let known = self.one_of(&format!("{pointer}/condition"), "shared condition", &condition, names);
                    known.and(shared.get(&condition).copied()).map(Requirement::Criterion)
                }
                RequirementFile::Own(own) => self.criterion(&pointer, *own).map(Requirement::Criterion),
            });
        }
        let KindFile { id, title, summary, sources, examples, .. } = file;
        Kind { id, title, summary, claims, sources, requires, examples }
    }

    fn labels(&mut self, file: LabelsFile, kinds: &[String]) -> Option<Labels> {
        let vocabulary = self.vocabulary;
        let claim = self.claim("/labels/claim", &file.claim);
        let names = vocabulary.fields.iter().map(|field| field.name.as_str());
        let id = self.one_of("/labels/field", "field", &file.field, names)?;
        let field = &vocabulary.fields[id];
        let within = format!("/labels/{MEANINGS}");
        // A label that is misspelt is said to be so, and not to be missing as well.
        if file.meanings.keys().all(|label| field.value(label).is_some()) {
            for value in field.values.iter().filter(|value| !file.meanings.contains_key(&value.name)) {
                let (field, value) = (field.name.clone(), value.name.clone());
                self.problem(&within, LinkProblem::NoMeaning { field, value });
            }
        }
        let mut meanings = vec![Some(Vec::new()); field.values.len()];
        for (label, meaning) in file.meanings {
            let pointer = format!("{within}/{}", escape(&label));
            let value = self.value(&pointer, field, &label);
            let meant = match meaning {
                MeaningFile::Any(AnyKind::Any) => None,
                MeaningFile::Kinds(names) => {
                    let ids = names.iter().enumerate().filter_map(|(at, name)| {
                        self.one_of(&format!("{pointer}/{at}"), "kind", name, kinds.iter().map(String::as_str))
                    });
                    Some(ids.collect::<Vec<KindId>>())
                }
            };
            if let Some(value) = value {
                meanings[value] = meant;
            }
        }
        Some(Labels { field: id, claim: claim?, finding: file.finding, help: file.help, meanings })
    }

    fn informative(&mut self, file: BTreeMap<String, InformativeFile>) -> Vec<u64> {
        let vocabulary = self.vocabulary;
        let mut informative = vec![0; vocabulary.fields.len()];
        for (name, values) in file {
            let pointer = format!("/informative/{}", escape(&name));
            let names = vocabulary.fields.iter().map(|field| field.name.as_str());
            let Some(id) = self.one_of(&pointer, "field", &name, names) else { continue };
            informative[id] = match values {
                InformativeFile::All(AllValues::All) => u64::MAX,
                InformativeFile::Values(values) => {
                    let known = values.iter().enumerate().filter_map(|(at, value)| {
                        self.value(&format!("{pointer}/{at}"), &vocabulary.fields[id], value)
                    });
                    known.fold(0, |set, value| set | bit(value))
                }
            };
        }
        informative
    }

    fn spectrum(&mut self, file: SpectrumFile) -> Spectrum {
        let claim = self.claim("/spectrum/claim", &file.claim).unwrap_or_default();
        let numbers = file.points.iter().enumerate();
        self.unique("point", numbers.map(|(at, point)| (format!("/spectrum/points/{at}/at"), point.at.to_string())));
        let mut points = Vec::new();
        for (at, point) in file.points.into_iter().enumerate() {
            if let Some(ruled_out) = self.condition(&format!("/spectrum/points/{at}/ruled_out"), &point.ruled_out) {
                points.push(Point { at: point.at, title: point.title, ruled_out });
            }
        }
        Spectrum { low: file.low, high: file.high, claim, note: file.note, points }
    }
}
