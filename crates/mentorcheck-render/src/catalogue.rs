//! The messages that reports consist of, read from `locales`.
//!
//! Fluent chooses plurals and fills in arguments, so that translators need no Rust. The texts of rules and vocabulary
//! are not here: they come with the rules and the schema.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

/// The messages of the text report.
const REPORT: &str = include_str!("../../../locales/en/report.ftl");

static MESSAGES: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let english: LanguageIdentifier = "en-GB".parse().expect("it is a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![english]);
    // The marks around arguments are for text of another direction, which `sanitize` treats.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(REPORT.to_owned()).expect("a test reads the messages");
    bundle.add_resource(resource).expect("a test finds repeated messages");
    bundle
});

/// The message with this id, which needs no argument.
pub(crate) fn message(id: &str) -> String {
    message_with(id, &[])
}

/// The message with this id and these arguments.
pub(crate) fn message_with(id: &str, arguments: &[(&str, FluentValue<'_>)]) -> String {
    let pattern = MESSAGES.get_message(id).and_then(|message| message.value()).expect("a test finds missing messages");
    let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    let text = MESSAGES.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{id}: {errors:?}");
    text
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    fn ids() -> BTreeSet<String> {
        let is_id = |line: &&str| line.contains(" =") && line.starts_with(|ch: char| ch.is_ascii_lowercase());
        REPORT.lines().filter(is_id).filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect()
    }

    /// The text literals in the sources of this crate that may be ids of messages: words joined by hyphens.
    fn literals(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                literals(&path, found);
            } else {
                let text = fs::read_to_string(&path).expect("a source is text");
                let is_id = |word: &&str| word.chars().all(|ch| ch == '-' || ch.is_ascii_lowercase());
                found.extend(text.split('"').filter(is_id).map(str::to_owned));
            }
        }
    }

    #[test]
    fn messages_are_well_formed_and_the_ones_in_use() {
        assert!(FluentResource::try_new(REPORT.to_owned()).is_ok());
        let starts = REPORT.lines().filter(|line| line.starts_with(|ch: char| ch.is_ascii_lowercase()));
        assert_eq!(starts.count(), ids().len());
        let mut used = BTreeSet::new();
        literals(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
        let unused: Vec<_> = ids().difference(&used).cloned().collect();
        assert_eq!(unused, Vec::<String>::new());
        // An id that is chosen by an answer or a verdict begins as others do.
        let groups: BTreeSet<_> = ids().iter().filter_map(|id| Some(id.split_once('-')?.0.to_owned())).collect();
        let is_of_group = |word: &&String| word.split_once('-').is_some_and(|(group, _)| groups.contains(group));
        let missing: Vec<_> = used.difference(&ids()).filter(is_of_group).cloned().collect();
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn plurals_and_arguments_are_filled_in() {
        assert_eq!(message_with("findings-more", &[("count", 1.into())]), "One finding has details: add --full.");
        assert_eq!(message_with("findings-more", &[("count", 2.into())]), "2 findings have details: add --full.");
        assert_eq!(message_with("heading-why", &[("kind", "coaching".into())]), "Why coaching");
    }
}
