//! Links the files of a pack: resolves names to IDs of fields, values, claims, blocks and kinds, and reports unresolved
//! names with their locations.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    facts::value_mask,
    pack::{
        Block, Case, Claim, ClaimId, Condition, Criterion, CriterionId, Interpretation, Kind, KindId, LabelRules,
        Operator, Pack, PackError, PackFile, Point, Predicate, Requirement, SHARED_CONDITION_PREFIX, Spectrum,
        error::{MEANINGS_KEY, PackErrorKind, diagnostics_at},
        json_path::JsonPointer,
        limits::{self, MAX_BLOCKS_OR_KINDS, MAX_CRITERIA},
        raw::{
            AllKeyword, Examples, OneOrMany, RawBlock, RawClaims, RawConcept, RawCondition, RawConditions,
            RawCriterion, RawInformative, RawKind, RawLabels, RawOperator, RawPredicate, RawRequirement, RawSpectrum,
        },
    },
    schema::{Field, FieldType, Vocabulary, suggest},
};

/// A deserialised file and its source.
pub(super) struct RawFile<'p, T> {
    pub(super) file: &'p PackFile,
    pub(super) content: T,
}

pub(super) struct RawPack<'p> {
    pub(super) concept: RawFile<'p, RawConcept>,
    pub(super) claims: RawFile<'p, RawClaims>,
    pub(super) conditions: RawFile<'p, RawConditions>,
    pub(super) blocks: Vec<RawFile<'p, RawBlock>>,
    pub(super) kinds: Vec<RawFile<'p, RawKind>>,
}

pub(super) fn link(pack: RawPack<'_>, vocabulary: &Vocabulary) -> Result<Pack, PackError> {
    let mut linker = Linker { vocabulary, errors: Vec::new(), claims: HashMap::new(), criteria: Vec::new() };
    let mut diagnostics = Vec::new();
    let mut finish_file = |linker: &mut Linker<'_>, file: &PackFile| {
        let errors = std::mem::take(&mut linker.errors);
        if !errors.is_empty() {
            diagnostics.push(diagnostics_at(&file.path, file.content.bytes(), &errors));
        }
    };

    let claims = linker.link_claims(pack.claims.content);
    finish_file(&mut linker, pack.claims.file);

    let shared = linker.link_criteria(&JsonPointer::Root.key("conditions"), pack.conditions.content.conditions);
    let shared: HashMap<String, CriterionId> =
        shared.into_iter().map(|criterion| (linker.criteria[criterion].id.clone(), criterion)).collect();
    finish_file(&mut linker, pack.conditions.file);

    let concept = pack.concept.content;
    let mut first_paths = HashMap::new();
    let mut blocks = HashMap::new();
    for raw in pack.blocks {
        let RawBlock { id, title, topic, question, summary, indicators } = raw.content;
        let list = JsonPointer::Root.key("indicators");
        for (index, indicator) in indicators.iter().enumerate() {
            linker.check_examples(&list.index(index), &indicator.id, &indicator.examples, indicator.refuted.is_some());
        }
        let indicators = linker.link_criteria(&list, indicators);
        linker.check_listed(&pack.concept.file.path, "block", &id, &concept.blocks);
        linker.check_single_file(&mut first_paths, "block", &id, &raw.file.path);
        blocks.insert(
            id.clone(),
            Block { id, topic: topic.unwrap_or_else(|| title.clone()), title, question, summary, indicators },
        );
        finish_file(&mut linker, raw.file);
    }

    let mut kinds = HashMap::new();
    for raw in pack.kinds {
        let scope = KindScope { block_ids: &concept.blocks, blocks: &blocks, shared: &shared };
        let kind = linker.link_kind(raw.content, &scope);
        linker.check_listed(&pack.concept.file.path, "kind", &kind.id, &concept.kinds);
        linker.check_single_file(&mut first_paths, "kind", &kind.id, &raw.file.path);
        kinds.insert(kind.id.clone(), kind);
        finish_file(&mut linker, raw.file);
    }

    for (list, what, ids) in
        [("blocks", "blocks in these rules", &concept.blocks), ("kinds", "kinds in these rules", &concept.kinds)]
    {
        if ids.len() > MAX_BLOCKS_OR_KINDS {
            linker.report_error(
                &JsonPointer::Root.key(list),
                PackErrorKind::TooManyItems { what, limit: MAX_BLOCKS_OR_KINDS },
            );
        }
    }
    let labels = linker.link_labels(concept.labels, &concept.kinds);
    let spectrum = linker.link_spectrum(concept.spectrum);
    let informative = linker.link_informative(concept.informative);
    let concept_kind =
        linker.resolve(&JsonPointer::Root.key("id"), "kind", &concept.id, concept.kinds.iter().map(String::as_str));
    let blocks = linker.order_by("blocks", ("block", "file for the block"), &concept.blocks, blocks);
    let kinds = linker.order_by("kinds", ("kind", "file for the kind"), &concept.kinds, kinds);
    linker.check_renamed_codes(&concept.renamed, &blocks, &kinds, &shared);
    finish_file(&mut linker, pack.concept.file);

    match (diagnostics.is_empty(), labels, concept_kind) {
        (true, Some(labels), Some(subject)) => Ok(Pack {
            concept: subject,
            title: concept.title,
            version: concept.version,
            citation: concept.source.short_citation(),
            source: concept.source,
            other_sources: concept.works,
            definition: concept.definition,
            programme: concept.programme,
            renamed_codes: concept.renamed.into_iter().collect(),
            informative_values: informative,
            caution: concept.caution,
            claims,
            criteria: linker.criteria,
            blocks,
            kinds,
            labels,
            spectrum,
        }),
        _ => Err(PackError { files: diagnostics }),
    }
}

/// Names that a kind can refer to.
struct KindScope<'n> {
    /// Block IDs in the order of `concept.yaml`.
    block_ids: &'n [String],
    /// Linked blocks by ID.
    blocks: &'n HashMap<String, Block>,
    /// Shared conditions by ID.
    shared: &'n HashMap<String, CriterionId>,
}

pub(super) struct Linker<'v> {
    vocabulary: &'v Vocabulary,
    pub(super) errors: Vec<(String, PackErrorKind)>,
    claims: HashMap<String, ClaimId>,
    criteria: Vec<Criterion>,
}

impl Linker<'_> {
    pub(super) fn report_error(&mut self, pointer: &JsonPointer<'_>, error: PackErrorKind) {
        self.errors.push((pointer.to_string(), error));
    }

    fn link_claims(&mut self, file: RawClaims) -> Vec<Claim> {
        let ids = file.claims.iter().map(|claim| claim.id.as_str());
        self.check_unique("claim", &JsonPointer::Root.key("claims"), Some("id"), ids.enumerate());
        self.claims = file.claims.iter().enumerate().map(|(id, claim)| (claim.id.clone(), id)).collect();
        file.claims
    }

    fn resolve_claim(&mut self, pointer: &JsonPointer<'_>, id: &str) -> Option<ClaimId> {
        let found = self.claims.get(id).copied();
        if found.is_none() {
            self.report_error(
                pointer,
                PackErrorKind::UnknownName { what: "claim", name: id.to_owned(), suggestion: None },
            );
        }
        found
    }

    fn resolve_claims(&mut self, list: &JsonPointer<'_>, ids: &[String]) -> Vec<ClaimId> {
        ids.iter().enumerate().filter_map(|(index, id)| self.resolve_claim(&list.index(index), id)).collect()
    }

    /// Links a list of criteria. Those with errors are reported and omitted.
    fn link_criteria(&mut self, list: &JsonPointer<'_>, criteria: Vec<RawCriterion>) -> Vec<CriterionId> {
        self.check_unique("id", list, Some("id"), criteria.iter().map(|criterion| criterion.id.as_str()).enumerate());
        let criteria = criteria.into_iter().enumerate();
        criteria.filter_map(|(index, criterion)| self.link_criterion(&list.index(index), criterion)).collect()
    }

    fn link_criterion(&mut self, pointer: &JsonPointer<'_>, raw: RawCriterion) -> Option<CriterionId> {
        let claims = self.resolve_claims(&pointer.key("claims"), &raw.claims);
        let shown = self.link_condition(&pointer.key("shown"), &raw.shown);
        let refuted = raw.refuted.as_ref().map(|refuted| self.link_condition(&pointer.key("refuted"), refuted));
        let mut cases = Vec::new();
        for (index, case) in raw.cases.into_iter().enumerate() {
            if let Some(when) = self.link_condition(&pointer.key("cases").index(index).key("when"), &case.when) {
                cases.push(Case { when, finding: case.finding, help: case.help });
            }
        }
        let mut interpretations = Vec::new();
        for (index, interpretation) in raw.interpretations.into_iter().enumerate() {
            let list = pointer.key("interpretations");
            let pointer = list.index(index);
            let claims = self.resolve_claims(&pointer.key("claims"), &interpretation.claims);
            if let Some(when) = self.link_condition(&pointer.key("when"), &interpretation.when) {
                interpretations.push(Interpretation { id: interpretation.id, when, claims, note: interpretation.note });
            }
        }
        let refuted = match refuted {
            Some(linked) => Some(linked?),
            None => None,
        };
        if self.criteria.len() >= MAX_CRITERIA {
            let what = "indicators and conditions in these rules";
            self.report_error(&pointer.key("id"), PackErrorKind::TooManyItems { what, limit: MAX_CRITERIA });
            return None;
        }
        self.criteria.push(Criterion {
            id: raw.id,
            title: raw.title,
            weight: raw.weight,
            claims,
            question: raw.question,
            shown: shown?,
            refuted,
            findings: raw.findings,
            cases,
            help: raw.help,
            evidence: raw.evidence,
            traps: raw.traps,
            interpretations,
            examples: raw.examples,
        });
        Some(self.criteria.len() - 1)
    }

    /// Checks that the examples exist and use names of the vocabulary. `rules test` checks their answers.
    fn check_examples(&mut self, pointer: &JsonPointer<'_>, name: &str, examples: &Examples, refutable: bool) {
        let vocabulary = self.vocabulary;
        for (which, examples, required) in [
            ("shows", &examples.shows, true),
            ("refutes", &examples.refutes, refutable),
            ("leaves_open", &examples.leaves_open, true),
        ] {
            if required && examples.is_empty() {
                let error = PackErrorKind::MissingExample { name: name.to_owned(), which };
                self.report_error(&pointer.key("id"), error);
            }
            let all_examples = pointer.key("examples");
            let list = all_examples.key(which);
            for (index, example) in examples.iter().enumerate() {
                let pointer = list.index(index);
                for (field, stated) in example {
                    let pointer = pointer.key(field);
                    let names = vocabulary.fields.iter().map(|field| field.name.as_str());
                    let Some(id) = self.resolve(&pointer, "field", field, names) else { continue };
                    let field = &vocabulary.fields[id];
                    match (stated, field.field_type) {
                        (OneOrMany::One(value), FieldType::Enum) => {
                            self.resolve_value(&pointer, field, value);
                        }
                        (OneOrMany::Many(values), FieldType::EnumList) => {
                            let listed =
                                values.iter().enumerate().filter(|(_, value)| field.closing_name() != Some(*value));
                            for (index, value) in listed {
                                self.resolve_value(&pointer.index(index), field, value);
                            }
                        }
                        (given, _) => {
                            let given = if matches!(given, OneOrMany::One(_)) { "one value" } else { "a list" };
                            let taken = match field.field_type {
                                FieldType::Enum => "one value",
                                FieldType::EnumList => "a list",
                                FieldType::FreeText => "free text, which no rule reads",
                            };
                            let error = PackErrorKind::ExampleTypeMismatch { field: field.name.clone(), given, taken };
                            self.report_error(&pointer, error);
                        }
                    }
                }
            }
        }
    }

    fn link_condition(&mut self, pointer: &JsonPointer<'_>, raw: &RawCondition) -> Option<Condition> {
        if let Some(error) = limits::exceeded_limit(raw) {
            self.report_error(pointer, error);
            return None;
        }
        self.link_condition_part(pointer, raw)
    }

    fn link_condition_part(&mut self, pointer: &JsonPointer<'_>, raw: &RawCondition) -> Option<Condition> {
        let mut entries = raw.0.iter();
        let (Some((key, predicate)), None) = (entries.next(), entries.next()) else {
            let error = PackErrorKind::NotSingleEntry {
                what: "a condition",
                entries: raw.0.len(),
                advice: "Put several conditions under `all:` or `any:`, each as an item of its own.",
            };
            self.report_error(pointer, error);
            return None;
        };
        let pointer = pointer.key(key);
        match predicate {
            RawPredicate::Parts(parts) => {
                let parts = parts.iter().enumerate();
                let parts: Vec<_> =
                    parts.map(|(index, part)| self.link_condition_part(&pointer.index(index), part)).collect();
                let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
                Some(if key == "all" { Condition::All(parts) } else { Condition::Any(parts) })
            }
            RawPredicate::Values(values) => self.link_predicate(&pointer, key, Operator::OneOf, &pointer, values),
            RawPredicate::Operators(operators) => {
                let mut entries = operators.iter();
                let (Some((operator, values)), None) = (entries.next(), entries.next()) else {
                    let error = PackErrorKind::NotSingleEntry {
                        what: "a test of a field",
                        entries: operators.len(),
                        advice: "Keep one; to ask both, test the field twice under `all:` or `any:`.",
                    };
                    self.report_error(&pointer, error);
                    return None;
                };
                let (operator, keyword) = match operator {
                    RawOperator::OtherThan => (Operator::OtherThan, "other_than"),
                    RawOperator::AnyOf => (Operator::AnyOf, "any_of"),
                    RawOperator::NoneOf => (Operator::NoneOf, "none_of"),
                };
                self.link_predicate(&pointer, key, operator, &pointer.key(keyword), values)
            }
        }
    }

    fn link_predicate(
        &mut self,
        pointer: &JsonPointer<'_>,
        name: &str,
        operator: Operator,
        list: &JsonPointer<'_>,
        values: &[String],
    ) -> Option<Condition> {
        let vocabulary = self.vocabulary;
        let id = self.resolve(pointer, "field", name, vocabulary.fields.iter().map(|field| field.name.as_str()))?;
        let field = &vocabulary.fields[id];
        if field.informative || field.field_type == FieldType::FreeText {
            self.report_error(pointer, PackErrorKind::InformativeField { field: name.to_owned() });
            return None;
        }
        let for_lists = matches!(operator, Operator::AnyOf | Operator::NoneOf);
        if for_lists != (field.field_type == FieldType::EnumList) {
            let (sort, advice) = if for_lists {
                ("a field of one value", "Write `[values]`, or `{other_than: [values]}`.")
            } else {
                ("a list", "Write `{any_of: [values]}`, or `{none_of: [values]}`.")
            };
            self.report_error(pointer, PackErrorKind::OperatorMismatch { field: name.to_owned(), sort, advice });
            return None;
        }
        let values = values.iter().enumerate();
        let known: Vec<_> = values.map(|(index, value)| self.resolve_value(&list.index(index), field, value)).collect();
        let values =
            known.into_iter().collect::<Option<Vec<_>>>()?.into_iter().fold(0, |set, value| set | value_mask(value));
        Some(Condition::Predicate(Predicate { field: id, values, operator }))
    }

    fn resolve_value(&mut self, pointer: &JsonPointer<'_>, field: &Field, value: &str) -> Option<usize> {
        let index = field.value_index(value);
        if field.closing_name() == Some(value) {
            let error = PackErrorKind::ClosingValue { field: field.name.clone(), value: value.to_owned() };
            self.report_error(pointer, error);
        } else if index.is_none() {
            let suggestion = suggest(value, field.values.iter().map(|value| value.name.as_str())).map(str::to_owned);
            let field = field.name.clone();
            self.report_error(pointer, PackErrorKind::UnknownValue { field, value: value.to_owned(), suggestion });
        }
        index
    }

    fn link_kind(&mut self, raw: RawKind, scope: &KindScope<'_>) -> Kind {
        self.check_examples(&JsonPointer::Root, &raw.id, &raw.examples, true);
        let claims = self.resolve_claims(&JsonPointer::Root.key("claims"), &raw.claims);
        let list = JsonPointer::Root.key("requires");
        let own = raw.requires.iter().enumerate().filter_map(|(index, requirement)| match requirement {
            RawRequirement::Inline(own) => Some((index, own.id.as_str())),
            _ => None,
        });
        self.check_unique("id", &list, Some("id"), own);
        let mut requires = Vec::new();
        for (index, requirement) in raw.requires.into_iter().enumerate() {
            let pointer = list.index(index);
            requires.extend(match requirement {
                RawRequirement::Block { block } => self
                    .resolve(&pointer.key("block"), "block", &block, scope.block_ids.iter().map(String::as_str))
                    .map(Requirement::Block),
                RawRequirement::Condition { condition } => {
                    let known = scope.shared.keys().map(String::as_str);
                    let known = self.resolve(&pointer.key("condition"), "shared condition", &condition, known);
                    known.and(scope.shared.get(&condition).copied()).map(Requirement::Criterion)
                }
                RawRequirement::Inline(own) => self.link_criterion(&pointer, *own).map(Requirement::Criterion),
            });
        }
        let defining = self.resolve_defining(&raw.defining, &requires, scope);
        let RawKind { id, title, summary, sources, examples, residual, .. } = raw;
        Kind { id, title, summary, claims, sources, requires, defining, residual, examples }
    }

    /// Resolves the defining requirements of a kind: its own requirements, or indicators of its required blocks.
    fn resolve_defining(
        &mut self,
        codes: &[String],
        requires: &[Requirement],
        scope: &KindScope<'_>,
    ) -> Vec<Requirement> {
        // Requirements that failed to link are absent here; they are reported already.
        let mut candidates: HashMap<String, Requirement> = HashMap::new();
        for requirement in requires {
            match *requirement {
                Requirement::Criterion(id) => drop(candidates.insert(self.criteria[id].id.clone(), *requirement)),
                Requirement::Block(index) => {
                    let block = scope.block_ids.get(index).and_then(|name| scope.blocks.get(name));
                    if let Some(block) = block {
                        candidates.insert(block.id.clone(), *requirement);
                        let indicators = block.indicators.iter();
                        candidates.extend(indicators.map(|id| {
                            (format!("{}/{}", block.id, self.criteria[*id].id), Requirement::Criterion(*id))
                        }));
                    }
                }
            }
        }
        let list = JsonPointer::Root.key("defining");
        let mut defining = Vec::new();
        for (index, code) in codes.iter().enumerate() {
            let names = candidates.keys().map(String::as_str);
            if self.resolve(&list.index(index), "requirement", code, names).is_some() {
                defining.extend(candidates.get(code).copied());
            }
        }
        defining
    }

    fn link_labels(&mut self, raw: RawLabels, kinds: &[String]) -> Option<LabelRules> {
        let vocabulary = self.vocabulary;
        let pointer = JsonPointer::Root.key("labels");
        let claim = self.resolve_claim(&pointer.key("claim"), &raw.claim);
        let names = vocabulary.fields.iter().map(|field| field.name.as_str());
        let id = self.resolve(&pointer.key("field"), "field", &raw.field, names)?;
        let field = &vocabulary.fields[id];
        let meanings_pointer = pointer.key(MEANINGS_KEY);
        // Report a misspelt label only as unknown, not also as missing.
        if raw.meanings.keys().all(|label| field.value_index(label).is_some()) {
            for value in field.values.iter().filter(|value| !raw.meanings.contains_key(&value.name)) {
                let (field, value) = (field.name.clone(), value.name.clone());
                self.report_error(&meanings_pointer, PackErrorKind::MissingLabelKinds { field, value });
            }
        }
        let meanings = self.link_kinds_by_label(&meanings_pointer, field, raw.meanings, kinds);
        let silent = self.link_kinds_by_label(&pointer.key("silent"), field, raw.silent, kinds);
        let mut names_kind = vec![false; field.values.len()];
        let list = pointer.key("names_a_kind");
        for (index, label) in raw.names_a_kind.iter().enumerate() {
            if let Some(value) = self.resolve_value(&list.index(index), field, label) {
                names_kind[value] = true;
            }
        }
        let RawLabels { finding, help, .. } = raw;
        Some(LabelRules {
            field: id,
            claim: claim?,
            finding,
            help,
            allowed_kinds: meanings,
            unspecified_kinds: silent,
            names_kind,
        })
    }

    /// Kinds listed per label, indexed by the label's value.
    fn link_kinds_by_label(
        &mut self,
        parent: &JsonPointer<'_>,
        field: &Field,
        lists: BTreeMap<String, Vec<String>>,
        kinds: &[String],
    ) -> Vec<Vec<KindId>> {
        let mut by_label = vec![Vec::new(); field.values.len()];
        for (label, names) in lists {
            let pointer = parent.key(&label);
            let value = self.resolve_value(&pointer, field, &label);
            let ids = names.iter().enumerate().filter_map(|(index, name)| {
                self.resolve(&pointer.index(index), "kind", name, kinds.iter().map(String::as_str))
            });
            let ids = ids.collect();
            if let Some(value) = value {
                by_label[value] = ids;
            }
        }
        by_label
    }

    /// Checks that replacement codes exist. Codes outside this pack's blocks and kinds are not checked.
    fn check_renamed_codes(
        &mut self,
        renamed: &BTreeMap<String, String>,
        blocks: &[Block],
        kinds: &[Kind],
        shared: &HashMap<String, CriterionId>,
    ) {
        let mut codes: Vec<String> = shared.keys().map(|id| format!("{SHARED_CONDITION_PREFIX}{id}")).collect();
        for block in blocks {
            codes.extend(block.indicators.iter().map(|id| format!("{}/{}", block.id, self.criteria[*id].id)));
        }
        for kind in kinds {
            let own_codes = kind.requires.iter().filter_map(|requirement| match requirement {
                Requirement::Criterion(id) => Some(format!("{}/{}", kind.id, self.criteria[*id].id)),
                Requirement::Block(_) => None,
            });
            codes.extend(own_codes);
        }
        codes.sort();
        let prefixes: HashSet<&str> = codes.iter().filter_map(|code| code.split('/').next()).collect();
        let list = JsonPointer::Root.key("renamed");
        for (old, new) in renamed {
            if new.split('/').next().is_some_and(|prefix| prefixes.contains(prefix)) {
                self.resolve(&list.key(old), "code", new, codes.iter().map(String::as_str));
            }
        }
    }

    fn link_informative(&mut self, raw: BTreeMap<String, RawInformative>) -> Vec<u64> {
        let vocabulary = self.vocabulary;
        let mut informative = vec![0; vocabulary.fields.len()];
        for (name, values) in raw {
            let list = JsonPointer::Root.key("informative");
            let pointer = list.key(&name);
            let names = vocabulary.fields.iter().map(|field| field.name.as_str());
            let Some(id) = self.resolve(&pointer, "field", &name, names) else { continue };
            informative[id] = match values {
                RawInformative::All(AllKeyword::All) => u64::MAX,
                RawInformative::Values(values) => {
                    let known = values.iter().enumerate();
                    let known = known.filter_map(|(index, value)| {
                        self.resolve_value(&pointer.index(index), &vocabulary.fields[id], value)
                    });
                    known.fold(0, |set, value| set | value_mask(value))
                }
            };
        }
        informative
    }

    fn link_spectrum(&mut self, raw: RawSpectrum) -> Spectrum {
        let pointer = JsonPointer::Root.key("spectrum");
        let list = pointer.key("points");
        let claim = self.resolve_claim(&pointer.key("claim"), &raw.claim).unwrap_or_default();
        let applies = raw.applies.as_ref().and_then(|applies| self.link_condition(&pointer.key("applies"), applies));
        let outside = raw.outside.as_ref().and_then(|outside| self.link_condition(&pointer.key("outside"), outside));
        let numbers: Vec<String> = raw.points.iter().map(|point| point.at.to_string()).collect();
        self.check_unique("point", &list, Some("at"), numbers.iter().map(String::as_str).enumerate());
        let mut points = Vec::new();
        for (index, point) in raw.points.into_iter().enumerate() {
            if let Some(ruled_out) = self.link_condition(&list.index(index).key("ruled_out"), &point.ruled_out) {
                points.push(Point { position: point.at, title: point.title, ruled_out });
            }
        }
        Spectrum {
            low: raw.low,
            high: raw.high,
            claim,
            note: raw.note,
            applies_if: applies,
            excluded_if: outside,
            points,
        }
    }
}
