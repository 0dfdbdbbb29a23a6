//! Constructed descriptions in any number, the same for the same seed: every kind and every standing, with the
//! comments, quotations and mistakes that people write. None of them describes a real programme.
//!
//! The facts come from the rules (what would establish each kind), so that nothing here has to know them.

use std::fmt::Write;

use mentorcheck_core::{
    facts::{Fact, Facts},
    fixes,
    schema::vocabulary,
    pack::{Pack, built_in},
    schema::{Sort, Vocabulary},
};

/// How many descriptions of each kind the others are varied from.
const BASES: usize = 6;

/// Words for whatever is only told.
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

/// Numbers that look like chance (splitmix64, Steele, Lea and Flood 2014).
pub struct Chance(u64);

impl Chance {
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

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("it is below a usize")
    }

    /// Whether something happens that happens `times` in a hundred.
    fn often(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}

/// Makes descriptions.
pub struct Programmes {
    vocabulary: &'static Vocabulary,
    seed: u64,
    /// How many of a hundred have a mistake.
    mistakes: usize,
    /// What establishes a kind, each kind in several ways.
    bases: Vec<Facts>,
}

impl Programmes {
    /// A maker of descriptions from `seed`, of which `mistakes` in a hundred have one.
    pub fn new(seed: u64, mistakes: usize) -> Self {
        let vocabulary = vocabulary();
        let rules = built_in("mentoring-to-work").expect("it comes with the program");
        let pack = rules.load(vocabulary).expect("it holds together");
        let mut chance = Chance::new(seed);
        let bases = (0..pack.kinds.len())
            .flat_map(|kind| (0..BASES).map(move |_| kind))
            .map(|kind| base(&pack, vocabulary, kind, &mut chance))
            .collect();
        Self { vocabulary, seed, mistakes, bases }
    }

    /// Description `number`.
    pub fn text(&self, number: usize) -> String {
        let mut chance = Chance::new(self.seed ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let mut facts = self.bases[chance.below(self.bases.len())].clone();
        match chance.below(10) {
            // As it is; not all said; as good as nothing said; one thing said otherwise or besides.
            0..=4 => {}
            5..=7 => facts = self.thinned(&facts, 85, &mut chance),
            8 => facts = self.thinned(&facts, 25, &mut chance),
            _ => facts = self.more(facts, 3, &mut chance),
        }
        let text = self.written(&facts, number, &mut chance);
        if chance.often(self.mistakes) { spoilt(&text, &mut chance) } else { text }
    }

    fn thinned(&self, facts: &Facts, kept: usize, chance: &mut Chance) -> Facts {
        let kept = facts.all().filter(|_| chance.often(kept)).collect::<Vec<_>>();
        kept.into_iter().fold(Facts::none(self.vocabulary), |facts, fact| facts.with(self.vocabulary, fact))
    }

    fn more(&self, facts: Facts, count: usize, chance: &mut Chance) -> Facts {
        (0..count).fold(facts, |facts, _| facts.with(self.vocabulary, any(self.vocabulary, chance)))
    }

    fn written(&self, facts: &Facts, number: usize, chance: &mut Chance) -> String {
        let mut out = String::from("# Constructed for measuring; no such programme exists.\n");
        for section in &self.vocabulary.sections {
            let mut body = String::new();
            let fields = self.vocabulary.fields.iter().enumerate().filter(|(_, field)| field.section == section.name);
            for (id, field) in fields {
                let values: Vec<_> = facts.all().filter(|fact| fact.field == id).collect();
                let names: Vec<_> = values.iter().map(|fact| fact.value_name(self.vocabulary)).collect();
                if chance.often(8) {
                    let _ = writeln!(body, "  # {}", chance.words(9));
                }
                match field.sort {
                    _ if id == self.vocabulary.name => {
                        let _ = writeln!(body, "  {}: Constructed programme {number}", field.key);
                    }
                    Sort::Free if field.informative && !needs_form(&field.key) && chance.often(75) => {
                        free(&mut body, &field.key, chance);
                    }
                    Sort::One if !names.is_empty() => {
                        let _ = write!(body, "  {}: {}", field.key, names[0]);
                        comment(&mut body, chance);
                    }
                    Sort::List if !names.is_empty() && chance.often(50) => {
                        let _ = write!(body, "  {}: [{}]", field.key, names.join(", "));
                        comment(&mut body, chance);
                    }
                    Sort::List if !names.is_empty() => {
                        let _ = writeln!(body, "  {}:", field.key);
                        for name in names {
                            let _ = write!(body, "    - {name}");
                            comment(&mut body, chance);
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
            let stated: Vec<_> = facts.all().map(|fact| &self.vocabulary.fields[fact.field].name).collect();
            if !stated.is_empty() {
                let _ = writeln!(out, "{}:", keys.section);
                for _ in 0..6 + chance.below(9) {
                    let _ = writeln!(out, "  - {}: {}", keys.field, stated[chance.below(stated.len())]);
                    let _ = writeln!(out, "    {}: report-{}.pdf", keys.document, chance.below(90));
                    let _ = writeln!(out, "    {}: page {}", keys.place, 1 + chance.below(40));
                    let _ = writeln!(out, "    {}: \"{}\"", keys.quotation, chance.words(11));
                }
            }
        }
        out
    }
}

/// Free fields whose values the schema holds to a form.
fn needs_form(key: &str) -> bool {
    ["country", "website", "organisations", "languages", "dates", "date"].contains(&key)
}

fn free(out: &mut String, key: &str, chance: &mut Chance) {
    let _ = match chance.below(4) {
        0 => writeln!(out, "  {key}: >-\n    {}\n    {}\n    {}", chance.words(14), chance.words(15), chance.words(7)),
        1 => writeln!(out, "  {key}: \"{}\"", chance.words(8)),
        2 => writeln!(out, "  {key}: '{}, and that’s it'", chance.words(6)),
        _ => writeln!(out, "  {key}: {}", chance.words(9)),
    };
}

fn comment(out: &mut String, chance: &mut Chance) {
    if chance.often(20) {
        let _ = write!(out, " # {}", chance.words(6));
    }
    out.push('\n');
}

/// A text with a mistake in it, as people make them.
fn spoilt(text: &str, chance: &mut Chance) -> String {
    let lines: Vec<&str> = text.lines().collect();
    // The first line is a comment, the second the first section.
    let at = 2 + chance.below(lines.len() - 2);
    let mut out: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    match chance.below(6) {
        0 => out[at] = out[at].replacen('-', "", 1),
        1 => out[at].push('x'),
        2 => out.insert(at, out[at].clone()),
        3 => out[at] = out[at].replacen(':', "", 1),
        4 => out[at].insert(0, '\t'),
        _ => out[at] = out[at].replacen('e', "", 1),
    }
    out.join("\n") + "\n"
}

fn any(vocabulary: &Vocabulary, chance: &mut Chance) -> Fact {
    loop {
        let field = chance.below(vocabulary.fields.len());
        let definition = &vocabulary.fields[field];
        let values = definition.values.len() + usize::from(definition.closing.is_some());
        if values > 0 {
            let value = chance.below(values);
            return Fact { field, value: (value < definition.values.len()).then_some(value) };
        }
    }
}

/// Facts that establish a kind, found by what the rules themselves say would.
fn base(pack: &Pack, vocabulary: &Vocabulary, kind: usize, chance: &mut Chance) -> Facts {
    let facts = (0..30).fold(Facts::none(vocabulary), |facts, _| facts.with(vocabulary, any(vocabulary, chance)));
    let ways = fixes::ways(pack, vocabulary, &facts, kind).ways;
    let Some(way) = (!ways.is_empty()).then(|| &ways[chance.below(ways.len().min(6))]) else { return facts };
    way.state.iter().chain(&way.change).fold(facts, |facts, step| {
        let facts = step.remove.iter().fold(facts, |facts, fact| match fact.value {
            Some(value) => facts.without(fact.field, 1 << value),
            None => facts,
        });
        if step.any_of.is_empty() {
            facts
        } else {
            facts.with(vocabulary, step.any_of[chance.below(step.any_of.len())])
        }
    })
}
