//! Links the files of a pack: resolves names to IDs of fields, values, claims, blocks and kinds, and reports unresolved
//! names with their locations.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    facts::bit,
    pack::{
        Block, BrokenPack, Case, Claim, ClaimId, Condition, Criterion, CriterionId, How, Interpretation, Kind, KindId,
        Labels, Pack, PackFile, Point, Requirement, SHARED, Spectrum, Test,
        error::{LinkProblem, MEANINGS, at},
        json_path::At,
        limits::{self, MAX_CRITERIA, MAX_PARTS},
        raw::{
            AllValues, BlockFile, ClaimsFile, ConceptFile, ConditionFile, ConditionsFile, CriterionFile, Examples,
            HowFile, InformativeFile, KindFile, LabelsFile, OneOrMore, RequirementFile, SpectrumFile, TestFile,
        },
    },
    schema::{Field, Sort, Vocabulary, nearest},
};

/// A deserialised file and its source.
pub(super) struct Part<'p, T> {
    pub(super) file: &'p PackFile,
    pub(super) content: T,
}

pub(super) struct Parts<'p> {
    pub(super) concept: Part<'p, ConceptFile>,
    pub(super) claims: Part<'p, ClaimsFile>,
    pub(super) conditions: Part<'p, ConditionsFile>,
    pub(super) blocks: Vec<Part<'p, BlockFile>>,
    pub(super) kinds: Vec<Part<'p, KindFile>>,
}

pub(super) fn link(parts: Parts<'_>, vocabulary: &Vocabulary) -> Result<Pack, BrokenPack> {
    let mut linker = Linker { vocabulary, problems: Vec::new(), claims: HashMap::new(), criteria: Vec::new() };
    let mut broken = Vec::new();
    let mut close = |linker: &mut Linker<'_>, file: &PackFile| {
        let problems = std::mem::take(&mut linker.problems);
        if !problems.is_empty() {
            broken.push(at(&file.path, file.content.bytes(), &problems));
        }
    };

    let claims = linker.ledger(parts.claims.content);
    close(&mut linker, parts.claims.file);

    let shared = linker.criteria(&At::File.key("conditions"), parts.conditions.content.conditions);
    let shared: HashMap<String, CriterionId> =
        shared.into_iter().map(|criterion| (linker.criteria[criterion].id.clone(), criterion)).collect();
    close(&mut linker, parts.conditions.file);

    let concept = parts.concept.content;
    let mut files = HashMap::new();
    let mut blocks = HashMap::new();
    for part in parts.blocks {
        let BlockFile { id, title, question, summary, indicators } = part.content;
        let list = At::File.key("indicators");
        for (at, indicator) in indicators.iter().enumerate() {
            linker.examples(&list.item(at), &indicator.id, &indicator.examples, indicator.refuted.is_some());
        }
        let indicators = linker.criteria(&list, indicators);
        linker.listed(&parts.concept.file.path, "block", &id, &concept.blocks);
        linker.one_file(&mut files, "block", &id, &part.file.path);
        blocks.insert(id.clone(), Block { id, title, question, summary, indicators });
        close(&mut linker, part.file);
    }

    let mut kinds = HashMap::new();
    for part in parts.kinds {
        let names = Names { order: &concept.blocks, blocks: &blocks, shared: &shared };
        let kind = linker.kind(part.content, &names);
        linker.listed(&parts.concept.file.path, "kind", &kind.id, &concept.kinds);
        linker.one_file(&mut files, "kind", &kind.id, &part.file.path);
        kinds.insert(kind.id.clone(), kind);
        close(&mut linker, part.file);
    }

    for (list, what, names) in
        [("blocks", "blocks in these rules", &concept.blocks), ("kinds", "kinds in these rules", &concept.kinds)]
    {
        if names.len() > MAX_PARTS {
            linker.problem(&At::File.key(list), LinkProblem::TooMany { what, limit: MAX_PARTS });
        }
    }
    let labels = linker.labels(concept.labels, &concept.kinds);
    let spectrum = linker.spectrum(concept.spectrum);
    let informative = linker.informative(concept.informative);
    let subject = linker.one_of(&At::File.key("id"), "kind", &concept.id, concept.kinds.iter().map(String::as_str));
    let blocks = linker.in_order("blocks", ("block", "file for the block"), &concept.blocks, blocks);
    let kinds = linker.in_order("kinds", ("kind", "file for the kind"), &concept.kinds, kinds);
    linker.renamed(&concept.renamed, &blocks, &kinds, &shared);
    close(&mut linker, parts.concept.file);

    match (broken.is_empty(), labels, subject) {
        (true, Some(labels), Some(subject)) => Ok(Pack {
            concept: subject,
            title: concept.title,
            version: concept.version,
            work: concept.source.in_short(),
            source: concept.source,
            works: concept.works,
            definition: concept.definition,
            programme: concept.programme,
            renamed: concept.renamed.into_iter().collect(),
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

/// Names that a kind can refer to.
struct Names<'n> {
    /// Block IDs in the order of `concept.yaml`.
    order: &'n [String],
    /// Linked blocks by ID.
    blocks: &'n HashMap<String, Block>,
    /// Shared conditions by ID.
    shared: &'n HashMap<String, CriterionId>,
}

pub(super) struct Linker<'v> {
    vocabulary: &'v Vocabulary,
    pub(super) problems: Vec<(String, LinkProblem)>,
    claims: HashMap<String, ClaimId>,
    criteria: Vec<Criterion>,
}

impl Linker<'_> {
    pub(super) fn problem(&mut self, at: &At<'_>, problem: LinkProblem) {
        self.problems.push((at.to_string(), problem));
    }

    fn ledger(&mut self, file: ClaimsFile) -> Vec<Claim> {
        let ids = file.claims.iter().map(|claim| claim.id.as_str());
        self.unique("claim", &At::File.key("claims"), Some("id"), ids.enumerate());
        self.claims = file.claims.iter().enumerate().map(|(id, claim)| (claim.id.clone(), id)).collect();
        file.claims
    }

    fn claim(&mut self, at: &At<'_>, id: &str) -> Option<ClaimId> {
        let found = self.claims.get(id).copied();
        if found.is_none() {
            self.problem(at, LinkProblem::Unknown { what: "claim", name: id.to_owned(), meant: None });
        }
        found
    }

    fn claim_list(&mut self, list: &At<'_>, ids: &[String]) -> Vec<ClaimId> {
        ids.iter().enumerate().filter_map(|(number, id)| self.claim(&list.item(number), id)).collect()
    }

    /// Links a list of criteria. Those with errors are reported and omitted.
    fn criteria(&mut self, list: &At<'_>, files: Vec<CriterionFile>) -> Vec<CriterionId> {
        self.unique("id", list, Some("id"), files.iter().map(|file| file.id.as_str()).enumerate());
        let files = files.into_iter().enumerate();
        files.filter_map(|(number, file)| self.criterion(&list.item(number), file)).collect()
    }

    fn criterion(&mut self, at: &At<'_>, file: CriterionFile) -> Option<CriterionId> {
        let claims = self.claim_list(&at.key("claims"), &file.claims);
        let shown = self.condition(&at.key("shown"), &file.shown);
        let refuted = file.refuted.as_ref().map(|refuted| self.condition(&at.key("refuted"), refuted));
        let mut cases = Vec::new();
        for (number, case) in file.cases.into_iter().enumerate() {
            if let Some(when) = self.condition(&at.key("cases").item(number).key("when"), &case.when) {
                cases.push(Case { when, finding: case.finding, help: case.help });
            }
        }
        let mut interpretations = Vec::new();
        for (number, reading) in file.interpretations.into_iter().enumerate() {
            let list = at.key("interpretations");
            let at = list.item(number);
            let claims = self.claim_list(&at.key("claims"), &reading.claims);
            if let Some(when) = self.condition(&at.key("when"), &reading.when) {
                interpretations.push(Interpretation { id: reading.id, when, claims, note: reading.note });
            }
        }
        let refuted = match refuted {
            Some(linked) => Some(linked?),
            None => None,
        };
        if self.criteria.len() >= MAX_CRITERIA {
            let what = "indicators and conditions in these rules";
            self.problem(&at.key("id"), LinkProblem::TooMany { what, limit: MAX_CRITERIA });
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
            cases,
            help: file.help,
            evidence: file.evidence,
            traps: file.traps,
            interpretations,
            examples: file.examples,
        });
        Some(self.criteria.len() - 1)
    }

    /// Checks that the examples exist and use names of the vocabulary. `rules test` checks their answers.
    fn examples(&mut self, at: &At<'_>, name: &str, examples: &Examples, refutable: bool) {
        let vocabulary = self.vocabulary;
        for (which, examples, wanted) in [
            ("shows", &examples.shows, true),
            ("refutes", &examples.refutes, refutable),
            ("leaves_open", &examples.leaves_open, true),
        ] {
            if wanted && examples.is_empty() {
                let problem = LinkProblem::MissingExample { name: name.to_owned(), which };
                self.problem(&at.key("id"), problem);
            }
            let all = at.key("examples");
            let list = all.key(which);
            for (number, example) in examples.iter().enumerate() {
                let at = list.item(number);
                for (field, stated) in example {
                    let at = at.key(field);
                    let names = vocabulary.fields.iter().map(|field| field.name.as_str());
                    let Some(id) = self.one_of(&at, "field", field, names) else { continue };
                    let field = &vocabulary.fields[id];
                    match (stated, field.sort) {
                        (OneOrMore::One(value), Sort::One) => {
                            self.value(&at, field, value);
                        }
                        (OneOrMore::More(values), Sort::List) => {
                            let listed =
                                values.iter().enumerate().filter(|(_, value)| field.closing_name() != Some(*value));
                            for (number, value) in listed {
                                self.value(&at.item(number), field, value);
                            }
                        }
                        (given, _) => {
                            let given = if matches!(given, OneOrMore::One(_)) { "one value" } else { "a list" };
                            let taken = match field.sort {
                                Sort::One => "one value",
                                Sort::List => "a list",
                                Sort::Free => "free text, which no rule reads",
                            };
                            let problem = LinkProblem::WrongExample { field: field.name.clone(), given, taken };
                            self.problem(&at, problem);
                        }
                    }
                }
            }
        }
    }

    fn condition(&mut self, at: &At<'_>, file: &ConditionFile) -> Option<Condition> {
        if let Some(problem) = limits::exceeded(file) {
            self.problem(at, problem);
            return None;
        }
        self.part(at, file)
    }

    fn part(&mut self, at: &At<'_>, file: &ConditionFile) -> Option<Condition> {
        let mut entries = file.0.iter();
        let (Some((key, test)), None) = (entries.next(), entries.next()) else {
            let problem = LinkProblem::NotOneEntry {
                what: "a condition",
                entries: file.0.len(),
                advice: "Put several conditions under `all:` or `any:`, each as an item of its own.",
            };
            self.problem(at, problem);
            return None;
        };
        let at = at.key(key);
        match test {
            TestFile::Parts(parts) => {
                let parts = parts.iter().enumerate();
                let parts: Vec<_> = parts.map(|(number, part)| self.part(&at.item(number), part)).collect();
                let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
                Some(if key == "all" { Condition::All(parts) } else { Condition::Any(parts) })
            }
            TestFile::Values(values) => self.test(&at, key, How::OneOf, &at, values),
            TestFile::How(how) => {
                let mut entries = how.iter();
                let (Some((how, values)), None) = (entries.next(), entries.next()) else {
                    let problem = LinkProblem::NotOneEntry {
                        what: "a test of a field",
                        entries: how.len(),
                        advice: "Keep one; to ask both, test the field twice under `all:` or `any:`.",
                    };
                    self.problem(&at, problem);
                    return None;
                };
                let (how, word) = match how {
                    HowFile::OtherThan => (How::OtherThan, "other_than"),
                    HowFile::AnyOf => (How::AnyOf, "any_of"),
                    HowFile::NoneOf => (How::NoneOf, "none_of"),
                };
                self.test(&at, key, how, &at.key(word), values)
            }
        }
    }

    fn test(&mut self, at: &At<'_>, name: &str, how: How, list: &At<'_>, values: &[String]) -> Option<Condition> {
        let vocabulary = self.vocabulary;
        let id = self.one_of(at, "field", name, vocabulary.fields.iter().map(|field| field.name.as_str()))?;
        let field = &vocabulary.fields[id];
        if field.informative || field.sort == Sort::Free {
            self.problem(at, LinkProblem::Informative { field: name.to_owned() });
            return None;
        }
        let for_lists = matches!(how, How::AnyOf | How::NoneOf);
        if for_lists != (field.sort == Sort::List) {
            let (sort, advice) = if for_lists {
                ("a field of one value", "Write `[values]`, or `{other_than: [values]}`.")
            } else {
                ("a list", "Write `{any_of: [values]}`, or `{none_of: [values]}`.")
            };
            self.problem(at, LinkProblem::WrongTest { field: name.to_owned(), sort, advice });
            return None;
        }
        let values = values.iter().enumerate();
        let known: Vec<_> = values.map(|(number, value)| self.value(&list.item(number), field, value)).collect();
        let values = known.into_iter().collect::<Option<Vec<_>>>()?.into_iter().fold(0, |set, value| set | bit(value));
        Some(Condition::Test(Test { field: id, values, how }))
    }

    fn value(&mut self, at: &At<'_>, field: &Field, value: &str) -> Option<usize> {
        let found = field.value(value);
        if field.closing_name() == Some(value) {
            let problem = LinkProblem::Closing { field: field.name.clone(), value: value.to_owned() };
            self.problem(at, problem);
        } else if found.is_none() {
            let meant = nearest(value, field.values.iter().map(|value| value.name.as_str())).map(str::to_owned);
            let field = field.name.clone();
            self.problem(at, LinkProblem::UnknownValue { field, value: value.to_owned(), meant });
        }
        found
    }

    fn kind(&mut self, file: KindFile, names: &Names<'_>) -> Kind {
        self.examples(&At::File, &file.id, &file.examples, true);
        let claims = self.claim_list(&At::File.key("claims"), &file.claims);
        let list = At::File.key("requires");
        let own = file.requires.iter().enumerate().filter_map(|(number, requirement)| match requirement {
            RequirementFile::Own(own) => Some((number, own.id.as_str())),
            _ => None,
        });
        self.unique("id", &list, Some("id"), own);
        let mut requires = Vec::new();
        for (number, requirement) in file.requires.into_iter().enumerate() {
            let at = list.item(number);
            requires.extend(match requirement {
                RequirementFile::Block { block } => self
                    .one_of(&at.key("block"), "block", &block, names.order.iter().map(String::as_str))
                    .map(Requirement::Block),
                RequirementFile::Condition { condition } => {
                    let known = names.shared.keys().map(String::as_str);
                    let known = self.one_of(&at.key("condition"), "shared condition", &condition, known);
                    known.and(names.shared.get(&condition).copied()).map(Requirement::Criterion)
                }
                RequirementFile::Own(own) => self.criterion(&at, *own).map(Requirement::Criterion),
            });
        }
        let defining = self.defining(&file.defining, &requires, names);
        let KindFile { id, title, summary, sources, examples, residual, .. } = file;
        Kind { id, title, summary, claims, sources, requires, defining, residual, examples }
    }

    /// Resolves the defining requirements of a kind: its own requirements, or indicators of its required blocks.
    fn defining(&mut self, codes: &[String], requires: &[Requirement], names: &Names<'_>) -> Vec<Requirement> {
        // Requirements that failed to link are absent here; they are reported already.
        let mut known: HashMap<String, Requirement> = HashMap::new();
        for requirement in requires {
            match *requirement {
                Requirement::Criterion(id) => drop(known.insert(self.criteria[id].id.clone(), *requirement)),
                Requirement::Block(number) => {
                    let block = names.order.get(number).and_then(|name| names.blocks.get(name));
                    if let Some(block) = block {
                        known.insert(block.id.clone(), *requirement);
                        let indicators = block.indicators.iter();
                        known.extend(indicators.map(|id| {
                            (format!("{}/{}", block.id, self.criteria[*id].id), Requirement::Criterion(*id))
                        }));
                    }
                }
            }
        }
        let list = At::File.key("defining");
        let mut defining = Vec::new();
        for (number, code) in codes.iter().enumerate() {
            let names = known.keys().map(String::as_str);
            if self.one_of(&list.item(number), "requirement", code, names).is_some() {
                defining.extend(known.get(code).copied());
            }
        }
        defining
    }

    fn labels(&mut self, file: LabelsFile, kinds: &[String]) -> Option<Labels> {
        let vocabulary = self.vocabulary;
        let at = At::File.key("labels");
        let claim = self.claim(&at.key("claim"), &file.claim);
        let names = vocabulary.fields.iter().map(|field| field.name.as_str());
        let id = self.one_of(&at.key("field"), "field", &file.field, names)?;
        let field = &vocabulary.fields[id];
        let within = at.key(MEANINGS);
        // Report a misspelt label only as unknown, not also as missing.
        if file.meanings.keys().all(|label| field.value(label).is_some()) {
            for value in field.values.iter().filter(|value| !file.meanings.contains_key(&value.name)) {
                let (field, value) = (field.name.clone(), value.name.clone());
                self.problem(&within, LinkProblem::NoMeaning { field, value });
            }
        }
        let meanings = self.kinds_by_label(&within, field, file.meanings, kinds);
        let silent = self.kinds_by_label(&at.key("silent"), field, file.silent, kinds);
        let mut names_kind = vec![false; field.values.len()];
        let list = at.key("names_a_kind");
        for (number, label) in file.names_a_kind.iter().enumerate() {
            if let Some(value) = self.value(&list.item(number), field, label) {
                names_kind[value] = true;
            }
        }
        let LabelsFile { finding, help, .. } = file;
        Some(Labels { field: id, claim: claim?, finding, help, meanings, silent, names_kind })
    }

    /// Kinds listed per label, indexed by the label's value.
    fn kinds_by_label(
        &mut self,
        within: &At<'_>,
        field: &Field,
        lists: BTreeMap<String, Vec<String>>,
        kinds: &[String],
    ) -> Vec<Vec<KindId>> {
        let mut by_label = vec![Vec::new(); field.values.len()];
        for (label, names) in lists {
            let at = within.key(&label);
            let value = self.value(&at, field, &label);
            let ids = names.iter().enumerate().filter_map(|(number, name)| {
                self.one_of(&at.item(number), "kind", name, kinds.iter().map(String::as_str))
            });
            let ids = ids.collect();
            if let Some(value) = value {
                by_label[value] = ids;
            }
        }
        by_label
    }

    /// Checks that replacement codes exist. Codes outside this pack's blocks and kinds are not checked.
    fn renamed(
        &mut self,
        renamed: &BTreeMap<String, String>,
        blocks: &[Block],
        kinds: &[Kind],
        shared: &HashMap<String, CriterionId>,
    ) {
        let mut codes: Vec<String> = shared.keys().map(|id| format!("{SHARED}{id}")).collect();
        for block in blocks {
            codes.extend(block.indicators.iter().map(|id| format!("{}/{}", block.id, self.criteria[*id].id)));
        }
        for kind in kinds {
            let own = kind.requires.iter().filter_map(|one| match one {
                Requirement::Criterion(id) => Some(format!("{}/{}", kind.id, self.criteria[*id].id)),
                Requirement::Block(_) => None,
            });
            codes.extend(own);
        }
        codes.sort();
        let parts: HashSet<&str> = codes.iter().filter_map(|code| code.split('/').next()).collect();
        let list = At::File.key("renamed");
        for (old, new) in renamed {
            if new.split('/').next().is_some_and(|part| parts.contains(part)) {
                self.one_of(&list.key(old), "code", new, codes.iter().map(String::as_str));
            }
        }
    }

    fn informative(&mut self, file: BTreeMap<String, InformativeFile>) -> Vec<u64> {
        let vocabulary = self.vocabulary;
        let mut informative = vec![0; vocabulary.fields.len()];
        for (name, values) in file {
            let list = At::File.key("informative");
            let at = list.key(&name);
            let names = vocabulary.fields.iter().map(|field| field.name.as_str());
            let Some(id) = self.one_of(&at, "field", &name, names) else { continue };
            informative[id] = match values {
                InformativeFile::All(AllValues::All) => u64::MAX,
                InformativeFile::Values(values) => {
                    let known = values.iter().enumerate();
                    let known =
                        known.filter_map(|(number, value)| self.value(&at.item(number), &vocabulary.fields[id], value));
                    known.fold(0, |set, value| set | bit(value))
                }
            };
        }
        informative
    }

    fn spectrum(&mut self, file: SpectrumFile) -> Spectrum {
        let at = At::File.key("spectrum");
        let list = at.key("points");
        let claim = self.claim(&at.key("claim"), &file.claim).unwrap_or_default();
        let applies = file.applies.as_ref().and_then(|applies| self.condition(&at.key("applies"), applies));
        let outside = file.outside.as_ref().and_then(|outside| self.condition(&at.key("outside"), outside));
        let numbers: Vec<String> = file.points.iter().map(|point| point.at.to_string()).collect();
        self.unique("point", &list, Some("at"), numbers.iter().map(String::as_str).enumerate());
        let mut points = Vec::new();
        for (number, point) in file.points.into_iter().enumerate() {
            if let Some(ruled_out) = self.condition(&list.item(number).key("ruled_out"), &point.ruled_out) {
                points.push(Point { at: point.at, title: point.title, ruled_out });
            }
        }
        Spectrum { low: file.low, high: file.high, claim, note: file.note, applies, outside, points }
    }
}
