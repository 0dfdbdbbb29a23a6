//! Resolves names in a pack and checks them for uniqueness.

use std::collections::{HashMap, HashSet};

use crate::{
    pack::{
        error::{FirstDefinition, PackErrorKind},
        json_path::JsonPointer,
        link::Linker,
    },
    schema::suggest,
};

impl Linker<'_> {
    /// Returns the index of `name` in `names`, or reports an unknown name with a suggestion.
    pub(super) fn resolve<'n>(
        &mut self,
        pointer: &JsonPointer<'_>,
        what: &'static str,
        name: &str,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<usize> {
        let index = names.clone().position(|candidate| candidate == name);
        if index.is_none() {
            let suggestion = suggest(name, names).map(str::to_owned);
            self.report_error(pointer, PackErrorKind::UnknownName { what, name: name.to_owned(), suggestion });
        }
        index
    }

    /// Reports a block or kind that `concept.yaml` does not list.
    pub(super) fn check_listed(&mut self, concept: &str, what: &'static str, name: &str, names: &[String]) {
        if !names.iter().any(|candidate| candidate == name) {
            let suggestion = suggest(name, names.iter().map(String::as_str)).map(str::to_owned);
            let (file, name) = (concept.to_owned(), name.to_owned());
            self.report_error(&JsonPointer::Root.key("id"), PackErrorKind::Unlisted { file, what, name, suggestion });
        }
    }

    /// Reports an ID that an earlier file already defines.
    pub(super) fn check_single_file<'p>(
        &mut self,
        files: &mut HashMap<(&'static str, String), &'p str>,
        what: &'static str,
        name: &str,
        path: &'p str,
    ) {
        if let Some(first) = files.get(&(what, name.to_owned())) {
            let first = FirstDefinition::OtherFile((*first).to_owned());
            self.report_error(
                &JsonPointer::Root.key("id"),
                PackErrorKind::Duplicate { what, name: name.to_owned(), first },
            );
        } else {
            files.insert((what, name.to_owned()), path);
        }
    }

    /// Reports duplicate names in `list`. Locations point to `key` of each item, or to the item itself without a key.
    pub(super) fn check_unique<'n>(
        &mut self,
        what: &'static str,
        list: &JsonPointer<'_>,
        key: Option<&str>,
        names: impl Iterator<Item = (usize, &'n str)>,
    ) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (index, name) in names {
            let Some(first) = seen.get(name) else {
                seen.insert(name, index);
                continue;
            };
            let pointer_to = |index| {
                let item = list.index(index);
                key.map_or_else(|| item.to_string(), |key| item.key(key).to_string())
            };
            let error = PackErrorKind::Duplicate {
                what,
                name: name.to_owned(),
                first: FirstDefinition::SameFile(pointer_to(*first)),
            };
            self.errors.push((pointer_to(index), error));
        }
    }

    /// Sorts blocks or kinds into the order of `concept.yaml` and reports those without a file.
    pub(super) fn order_by<T>(
        &mut self,
        list: &str,
        (what, file_label): (&'static str, &'static str),
        order: &[String],
        mut items: HashMap<String, T>,
    ) -> Vec<T> {
        let list = JsonPointer::Root.key(list);
        self.check_unique(what, &list, None, order.iter().map(String::as_str).enumerate());
        let mut ordered = Vec::new();
        let mut seen = HashSet::new();
        for (index, id) in order.iter().enumerate().filter(|(_, id)| seen.insert(id.as_str())) {
            let Some(item) = items.remove(id) else {
                let error = PackErrorKind::UnknownName { what: file_label, name: id.clone(), suggestion: None };
                self.report_error(&list.index(index), error);
                continue;
            };
            ordered.push(item);
        }
        ordered
    }
}
