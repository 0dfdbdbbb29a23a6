//! Synthetic descriptions, reproducible from a seed: every kind and verdict status, with the comments, quotations and
//! mistakes that people write. None describes a real programme.
//!
//! The facts are derived from the rules (what would establish each kind), so nothing here encodes the concept.

use std::fmt::Write;

use mentorcheck_core::{
    facts::{Fact, Facts},
    fixes,
    pack::{Pack, built_in},
    schema::vocabulary,
    schema::{FieldType, Vocabulary},
};

/// Base descriptions per kind, from which the others are varied.
const BASES_PER_KIND: usize = 6;

/// Words for free-text fields.
const WORDS: [&str; 24] = [
    "volunteers",
    "meet",
    "people",
    "who",
    "look",
    "for",
    "a",
    "first",
    "job",
    "in",
    "their",
    "town",
    "and",
    "talk",
    "about",
    "work",
    "every",
    "second",
    "week",
    "over",
    "coffee",
    "or",
    "on",
    "a walk",
];

/// Pseudo-random numbers by splitmix64 (Steele, Lea and Flood 2014).
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("less than `end`")
    }

    /// `true` in the given percentage of cases.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}

pub struct ProgrammeGenerator {
    vocabulary: &'static Vocabulary,
    seed: u64,
    /// Percentage of descriptions with a mistake.
    mistakes: usize,
    /// Facts that establish a kind, several variants of each.
    bases: Vec<Facts>,
}

impl ProgrammeGenerator {
    pub fn new(seed: u64, mistakes: usize) -> Self {
        let vocabulary = vocabulary();
        let rules = built_in("mentoring-to-work").expect("built-in pack");
        let pack = rules.load(vocabulary).expect("built-in pack is valid");
        let mut rng = Rng::new(seed);
        let bases = (0..pack.kinds.len())
            .flat_map(|kind| (0..BASES_PER_KIND).map(move |_| kind))
            .map(|kind| base_facts(&pack, vocabulary, kind, &mut rng))
            .collect();
        Self { vocabulary, seed, mistakes, bases }
    }

    pub fn generate(&self, number: usize) -> String {
        let mut rng = Rng::new(self.seed ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let mut facts = self.bases[rng.below(self.bases.len())].clone();
        match rng.below(10) {
            // Unchanged; some facts removed; most facts removed; random facts added.
            0..=4 => {}
            5..=7 => facts = self.sample_facts(&facts, 85, &mut rng),
            8 => facts = self.sample_facts(&facts, 25, &mut rng),
            _ => facts = self.add_random_facts(facts, 3, &mut rng),
        }
        let text = self.to_yaml(&facts, number, &mut rng);
        if rng.chance(self.mistakes) { add_mistake(&text, &mut rng) } else { text }
    }

    fn sample_facts(&self, facts: &Facts, percent: usize, rng: &mut Rng) -> Facts {
        let kept = facts.iter().filter(|_| rng.chance(percent)).collect::<Vec<_>>();
        kept.into_iter().fold(Facts::empty(self.vocabulary), |facts, fact| facts.with(self.vocabulary, fact))
    }

    fn add_random_facts(&self, facts: Facts, count: usize, rng: &mut Rng) -> Facts {
        (0..count).fold(facts, |facts, _| facts.with(self.vocabulary, random_fact(self.vocabulary, rng)))
    }

    fn to_yaml(&self, facts: &Facts, number: usize, rng: &mut Rng) -> String {
        let mut out = String::from("# Constructed for measuring; no such programme exists.\n");
        for section in &self.vocabulary.sections {
            let mut body = String::new();
            let fields = self.vocabulary.fields.iter().enumerate().filter(|(_, field)| field.section == section.name);
            for (id, field) in fields {
                let values: Vec<_> = facts.iter().filter(|fact| fact.field == id).collect();
                let names: Vec<_> = values.iter().map(|fact| fact.value_name(self.vocabulary)).collect();
                if rng.chance(8) {
                    let _ = writeln!(body, "  # {}", rng.words(9));
                }
                match field.field_type {
                    _ if id == self.vocabulary.name_field => {
                        let _ = writeln!(body, "  {}: Constructed programme {number}", field.key);
                    }
                    FieldType::FreeText if field.informative && !has_format(&field.key) && rng.chance(75) => {
                        write_free_text(&mut body, &field.key, rng);
                    }
                    FieldType::Enum if !names.is_empty() => {
                        let _ = write!(body, "  {}: {}", field.key, names[0]);
                        write_comment(&mut body, rng);
                    }
                    FieldType::EnumList if !names.is_empty() && rng.chance(50) => {
                        let _ = write!(body, "  {}: [{}]", field.key, names.join(", "));
                        write_comment(&mut body, rng);
                    }
                    FieldType::EnumList if !names.is_empty() => {
                        let _ = writeln!(body, "  {}:", field.key);
                        for name in names {
                            let _ = write!(body, "    - {name}");
                            write_comment(&mut body, rng);
                        }
                    }
                    _ => {}
                }
            }
            if !body.is_empty() {
                let _ = write!(out, "{}:\n{body}", section.name);
            }
        }
        if let Some(keys) = &self.vocabulary.evidence {
            let stated: Vec<_> = facts.iter().map(|fact| &self.vocabulary.fields[fact.field].name).collect();
            if !stated.is_empty() {
                let _ = writeln!(out, "{}:", keys.section);
                for _ in 0..6 + rng.below(9) {
                    let _ = writeln!(out, "  - {}: {}", keys.field, stated[rng.below(stated.len())]);
                    let _ = writeln!(out, "    {}: report-{}.pdf", keys.document, rng.below(90));
                    let _ = writeln!(out, "    {}: page {}", keys.place, 1 + rng.below(40));
                    let _ = writeln!(out, "    {}: \"{}\"", keys.quotation, rng.words(11));
                }
            }
        }
        out
    }
}

/// Free-text fields whose format the schema restricts.
fn has_format(key: &str) -> bool {
    ["country", "website", "organisations", "languages", "dates", "date"].contains(&key)
}

fn write_free_text(out: &mut String, key: &str, rng: &mut Rng) {
    let _ = match rng.below(4) {
        0 => writeln!(out, "  {key}: >-\n    {}\n    {}\n    {}", rng.words(14), rng.words(15), rng.words(7)),
        1 => writeln!(out, "  {key}: \"{}\"", rng.words(8)),
        2 => writeln!(out, "  {key}: '{}, and that’s it'", rng.words(6)),
        _ => writeln!(out, "  {key}: {}", rng.words(9)),
    };
}

fn write_comment(out: &mut String, rng: &mut Rng) {
    if rng.chance(20) {
        let _ = write!(out, " # {}", rng.words(6));
    }
    out.push('\n');
}

/// Introduces a typical mistake.
fn add_mistake(text: &str, rng: &mut Rng) -> String {
    let lines: Vec<&str> = text.lines().collect();
    // The first line is a comment, the second the first section.
    let index = 2 + rng.below(lines.len() - 2);
    let mut out: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match rng.below(6) {
        0 => out[index] = out[index].replacen('-', "", 1),
        1 => out[index].push('x'),
        2 => out.insert(index, out[index].clone()),
        3 => out[index] = out[index].replacen(':', "", 1),
        4 => out[index].insert(0, '\t'),
        _ => out[index] = out[index].replacen('e', "", 1),
    }
    out.join("\n") + "\n"
}

fn random_fact(vocabulary: &Vocabulary, rng: &mut Rng) -> Fact {
    loop {
        let field = rng.below(vocabulary.fields.len());
        let definition = &vocabulary.fields[field];
        let values = definition.values.len() + usize::from(definition.closing.is_some());
        if values > 0 {
            let value = rng.below(values);
            return Fact { field, value: (value < definition.values.len()).then_some(value) };
        }
    }
}

/// Facts that establish a kind, found through the fixes that the rules suggest.
fn base_facts(pack: &Pack, vocabulary: &Vocabulary, kind: usize, rng: &mut Rng) -> Facts {
    let facts = (0..30).fold(Facts::empty(vocabulary), |facts, _| facts.with(vocabulary, random_fact(vocabulary, rng)));
    let fixes = fixes::minimal_fix_sets(pack, vocabulary, &facts, kind).sets;
    let Some(fix) = (!fixes.is_empty()).then(|| &fixes[rng.below(fixes.len().min(6))]) else { return facts };
    fix.additions.iter().chain(&fix.changes).fold(facts, |facts, edit| {
        let facts = edit.remove.iter().fold(facts, |facts, fact| match fact.value {
            Some(value) => facts.without(fact.field, 1 << value),
            None => facts,
        });
        if edit.any_of.is_empty() { facts } else { facts.with(vocabulary, edit.any_of[rng.below(edit.any_of.len())]) }
    })
}
