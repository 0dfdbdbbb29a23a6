//! Resolves names in a pack and checks them for uniqueness.

use std::collections::{HashMap, HashSet};

use crate::{
    pack::{
        error::{LinkProblem, Place},
        json_path::At,
        link::Linker,
    },
    schema::nearest,
};

impl Linker<'_> {
    /// Returns the index of `name` in `names`, or reports an unknown name with a suggestion.
    pub(super) fn one_of<'n>(
        &mut self,
        at: &At<'_>,
        what: &'static str,
        name: &str,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<usize> {
        let found = names.clone().position(|one| one == name);
        if found.is_none() {
            let meant = nearest(name, names).map(str::to_owned);
            self.problem(at, LinkProblem::Unknown { what, name: name.to_owned(), meant });
        }
        found
    }

    /// Reports a block or kind that `concept.yaml` does not list.
    pub(super) fn listed(&mut self, concept: &str, what: &'static str, name: &str, names: &[String]) {
        if !names.iter().any(|one| one == name) {
            let meant = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
            let (file, name) = (concept.to_owned(), name.to_owned());
            self.problem(&At::File.key("id"), LinkProblem::Unlisted { file, what, name, meant });
        }
    }

    /// Reports an ID that an earlier file already defines.
    pub(super) fn one_file<'p>(
        &mut self,
        files: &mut HashMap<(&'static str, String), &'p str>,
        what: &'static str,
        name: &str,
        path: &'p str,
    ) {
        if let Some(first) = files.get(&(what, name.to_owned())) {
            let first = Place::File((*first).to_owned());
            self.problem(&At::File.key("id"), LinkProblem::Twice { what, name: name.to_owned(), first });
        } else {
            files.insert((what, name.to_owned()), path);
        }
    }

    /// Reports duplicate names in `list`. Locations point to `key` of each item, or to the item itself without a key.
    pub(super) fn unique<'n>(
        &mut self,
        what: &'static str,
        list: &At<'_>,
        key: Option<&str>,
        names: impl Iterator<Item = (usize, &'n str)>,
    ) {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (number, name) in names {
            let Some(first) = seen.get(name) else {
                seen.insert(name, number);
                continue;
            };
            let place = |number| {
                let item = list.item(number);
                key.map_or_else(|| item.to_string(), |key| item.key(key).to_string())
            };
            let problem = LinkProblem::Twice { what, name: name.to_owned(), first: Place::Here(place(*first)) };
            self.problems.push((place(number), problem));
        }
    }

    /// Sorts blocks or kinds into the order of `concept.yaml` and reports those without a file.
    pub(super) fn in_order<T>(
        &mut self,
        list: &str,
        (what, file): (&'static str, &'static str),
        order: &[String],
        mut parts: HashMap<String, T>,
    ) -> Vec<T> {
        let list = At::File.key(list);
        self.unique(what, &list, None, order.iter().map(String::as_str).enumerate());
        let mut ordered = Vec::new();
        let mut seen = HashSet::new();
        for (number, id) in order.iter().enumerate().filter(|(_, id)| seen.insert(id.as_str())) {
            let Some(part) = parts.remove(id) else {
                let problem = LinkProblem::Unknown { what: file, name: id.clone(), meant: None };
                self.problem(&list.item(number), problem);
                continue;
            };
            ordered.push(part);
        }
        ordered
    }
}
