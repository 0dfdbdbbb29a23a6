//! Evaluates the examples in a pack and compares each answer with the expected one.

use mentorcheck_core::{
    eval::{Answer, Judgement},
    facts::{Fact, Facts},
    pack::{Condition, Examples, Pack},
    schema::Vocabulary,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleRun {
    pub count: usize,
    pub failures: Vec<ExampleFailure>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The criterion code or kind ID.
    pub code: String,
    pub expected: &'static str,
    pub actual: &'static str,
    /// The example as YAML.
    pub example: String,
    /// The deciding facts of a criterion, or the answers on the requirements of a kind.
    pub reasons: Vec<String>,
}

/// Evaluates every example of every criterion and kind.
#[must_use]
pub fn run_examples(pack: &Pack, vocabulary: &Vocabulary) -> ExampleRun {
    let mut run = ExampleRun { count: 0, failures: Vec::new() };
    for (id, criterion) in pack.criteria.iter().enumerate() {
        let (shown, refuted) = (Some(&criterion.shown), criterion.refuted.as_ref());
        let grounds = |facts: &Facts| {
            let witnesses = |verb: &str, condition: Option<&Condition>| {
                let facts = condition.map(|condition| condition.witnesses(facts)).unwrap_or_default();
                facts
                    .into_iter()
                    .map(|fact: Fact| format!("{verb} by `{}`", fact.display(vocabulary)))
                    .collect::<Vec<_>>()
            };
            [witnesses("shown", shown), witnesses("refuted", refuted)].concat()
        };
        let answer = |facts: &Facts| Judgement::evaluate(pack, facts).criteria[id].answer();
        run.check(&pack.criterion_code(id), &criterion.examples, vocabulary, &answer, &grounds);
    }
    for (id, kind) in pack.kinds.iter().enumerate() {
        let answer = |facts: &Facts| Judgement::evaluate(pack, facts).kinds[id].answer();
        let grounds = |facts: &Facts| {
            let judgement = Judgement::evaluate(pack, facts);
            let requirements = kind
                .requires
                .iter()
                .map(|requirement| (requirement, judgement.requirement_answer(*requirement).answer()));
            requirements
                .map(|(requirement, answer)| format!("{}: {}", pack.requirement_title(*requirement), answer.as_str()))
                .collect()
        };
        run.check(&kind.id, &kind.examples, vocabulary, &answer, &grounds);
    }
    run
}

impl ExampleRun {
    fn check(
        &mut self,
        code: &str,
        examples: &Examples,
        vocabulary: &Vocabulary,
        answer: &dyn Fn(&Facts) -> Answer,
        grounds: &dyn Fn(&Facts) -> Vec<String>,
    ) {
        for (examples, expected) in [
            (&examples.shows, Answer::Shown),
            (&examples.refutes, Answer::Refuted),
            (&examples.leaves_open, Answer::Open),
        ] {
            for example in examples {
                self.count += 1;
                // A pack with an example outside the vocabulary does not load.
                let Some(facts) = Facts::from_example(example, vocabulary) else { continue };
                let actual = answer(&facts);
                if actual != expected {
                    self.failures.push(ExampleFailure {
                        code: code.to_owned(),
                        expected: expected.as_str(),
                        actual: actual.as_str(),
                        example: facts.to_yaml(vocabulary, "Example (constructed)"),
                        reasons: grounds(&facts),
                    });
                }
            }
        }
    }
}
