//! Checks on the parsed source code: no import cycles between modules, no identifier of the concept in string literals.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{Attribute, Item, UseTree, visit::Visit};

use crate::common::{CHECKER, ROOT, RULES, files_below, vocabulary};

/// The root file of each crate, by the crate's name in Rust paths.
fn crates() -> BTreeMap<String, PathBuf> {
    let members = fs::read_dir(Path::new(ROOT).join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let libraries = members.filter(|path| path.is_dir()).map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().replace('-', "_");
        (name, path.join("src/lib.rs"))
    });
    libraries.chain([("mentorcheck".to_owned(), Path::new(ROOT).join("src/main.rs"))]).collect()
}

/// A file module, without its tests.
struct Module {
    /// Re-exported names and their targets.
    reexports: BTreeMap<String, Vec<String>>,
    paths: Vec<Vec<String>>,
}

/// Modules by path; the first segment is the crate.
type Modules = BTreeMap<Vec<String>, Module>;

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

fn load(path: &[String], file: &Path, modules: &mut Modules) {
    let code = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let syntax = syn::parse_file(&code).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let items: Vec<Item> = syntax.items.into_iter().filter(|item| !is_test(attributes(item))).collect();
    let folder = match file.file_name().and_then(|name| name.to_str()) {
        Some("lib.rs" | "main.rs" | "mod.rs") => file.parent().unwrap().to_owned(),
        _ => file.with_extension(""),
    };
    let children = items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
        _ => None,
    });
    let children: Vec<String> = children.collect();
    for child in &children {
        let files = [folder.join(format!("{child}.rs")), folder.join(child).join("mod.rs")];
        let file = files.iter().find(|file| file.is_file()).unwrap_or_else(|| panic!("no file for {child}"));
        load(&[path, std::slice::from_ref(child)].concat(), file, modules);
    }
    let mut collector =
        Collector { path, children: &children, module: Module { reexports: BTreeMap::new(), paths: Vec::new() } };
    for item in &items {
        collector.visit_item(item);
    }
    modules.insert(path.to_vec(), collector.module);
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(module) => &module.attrs,
        Item::Fn(function) => &function.attrs,
        Item::Impl(block) => &block.attrs,
        Item::Use(import) => &import.attrs,
        _ => &[],
    }
}

struct Collector<'m> {
    path: &'m [String],
    children: &'m [String],
    module: Module,
}

impl Collector<'_> {
    /// The path from the crate root; `None` if it leads outside the workspace.
    fn absolute(&self, segments: &[String]) -> Option<Vec<String>> {
        let (first, rest) = segments.split_first()?;
        match first.as_str() {
            "crate" => Some([&self.path[..1], rest].concat()),
            "self" => Some([self.path, rest].concat()),
            "super" => {
                let super_count = segments.iter().take_while(|segment| *segment == "super").count();
                Some([&self.path[..self.path.len() - super_count], &segments[super_count..]].concat())
            }
            _ if self.children.contains(first) => Some([self.path, segments].concat()),
            _ => first.starts_with("mentorcheck").then(|| segments.to_vec()),
        }
    }

    fn use_tree(&mut self, tree: &UseTree, prefix: &[String], public: bool) {
        let join = |name: String| [prefix, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.use_tree(&path.tree, &join(path.ident.to_string()), public),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.use_tree(item, prefix, public)),
            UseTree::Glob(_) => self.module.paths.extend(self.absolute(prefix)),
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let full = if name == "self" { prefix.to_vec() } else { join(name.clone()) };
                self.record_name(&name, &full, public);
            }
            UseTree::Rename(rename) => {
                self.record_name(&rename.rename.to_string(), &join(rename.ident.to_string()), public);
            }
        }
    }

    fn record_name(&mut self, name: &str, full: &[String], public: bool) {
        let Some(path) = self.absolute(full) else { return };
        if public {
            self.module.reexports.insert(name.to_owned(), path);
        } else {
            self.module.paths.push(path);
        }
    }
}

impl<'a> Visit<'a> for Collector<'_> {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.use_tree(&item.tree, &[], !matches!(item.vis, syn::Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.module.paths.extend(self.absolute(&segments));
        }
        syn::visit::visit_path(self, path);
    }
}

/// The module that defines the item at `path`; follows re-exports.
fn defining_module(modules: &Modules, path: &[String]) -> Option<Vec<String>> {
    let mut module = path[..1].to_vec();
    let mut rest = path[1..].to_vec();
    modules.get(&module)?;
    while !rest.is_empty() {
        let child = [module.as_slice(), &rest[..1]].concat();
        if modules.contains_key(&child) {
            module = child;
            rest.remove(0);
        } else if let Some(target) = modules[&module].reexports.get(&rest[0]) {
            return defining_module(modules, &[target.as_slice(), &rest[1..]].concat());
        } else {
            break;
        }
    }
    Some(module)
}

fn load_modules() -> Modules {
    let mut modules = Modules::new();
    for (name, root) in crates() {
        load(&[name], &root, &mut modules);
    }
    modules
}

#[test]
fn modules_have_no_import_cycles() {
    let modules = load_modules();
    assert!(modules.len() > 100, "only {} modules were found", modules.len());
    let imports: BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> = modules
        .iter()
        .map(|(path, module)| {
            let imported = module.paths.iter().filter_map(|reference| defining_module(&modules, reference));
            (path, imported.filter(|target| target != path).collect())
        })
        .collect();
    // Repeatedly remove modules whose imports are all removed; the rest are on a cycle or import one.
    let mut remaining: BTreeSet<&Vec<String>> = imports.keys().copied().collect();
    loop {
        let leaves: Vec<_> = remaining
            .iter()
            .copied()
            .filter(|module| imports[*module].iter().all(|other| !remaining.contains(other)))
            .collect();
        if leaves.is_empty() {
            break;
        }
        remaining.retain(|module| !leaves.contains(module));
    }
    // Remove modules that no remaining module imports: they are not on a cycle.
    loop {
        let unused: Vec<_> = remaining
            .iter()
            .copied()
            .filter(|module| !remaining.iter().any(|other| imports[*other].contains(*module)))
            .collect();
        if unused.is_empty() {
            break;
        }
        remaining.retain(|module| !unused.contains(module));
    }
    let cycle: Vec<String> = remaining
        .iter()
        .map(|module| {
            let within =
                imports[*module].iter().filter(|other| remaining.contains(other)).map(|other| other.join("::"));
            format!("{} imports {}", module.join("::"), within.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert!(cycle.is_empty(), "these modules import each other:\n{}", cycle.join("\n"));
}

/// String literals with their lines, except those in attributes and tests.
struct Literals(Vec<(usize, String)>);

impl<'a> Visit<'a> for Literals {
    fn visit_item(&mut self, item: &'a Item) {
        if !is_test(attributes(item)) {
            syn::visit::visit_item(self, item);
        }
    }

    fn visit_attribute(&mut self, _: &'a Attribute) {}

    fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
        self.0.push((literal.span().start().line, literal.value()));
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        self.visit_tokens(call.tokens.clone());
    }
}

impl Literals {
    fn collect(code: &str) -> Vec<(usize, String)> {
        let mut literals = Self(Vec::new());
        literals.visit_file(&syn::parse_file(code).unwrap());
        literals.0
    }

    /// Collects literals from the arguments of a macro, which are unparsed tokens.
    fn visit_tokens(&mut self, tokens: proc_macro2::TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => self.visit_tokens(group.stream()),
                proc_macro2::TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                        self.visit_lit_str(&text);
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn literals_are_distinguished_from_comments_and_tests() {
    let code = r##"
//! "inner"
/// "doc"
fn a<'a>(x: &'a str) { b("one", '"', '\'', 'x', "t\"wo"); c!("in {}", d(r#"a macro"#)); } // "comment"
const R: &str = r#"three "four" and"#;
#[cfg(test)]
mod tests { fn t() { if x { e("six") } } }
fn g() { "seven"; }
"##;
    let found: Vec<_> = Literals::collect(code).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["one", "t\"wo", "in {}", "a macro", "three \"four\" and", "seven"]);
}

#[test]
fn no_string_literal_is_an_identifier_of_the_concept() {
    let pack = CHECKER.pack();
    let mut words: BTreeSet<&str> = BTreeSet::new();
    words.extend(pack.blocks.iter().map(|block| block.id.as_str()));
    words.extend(pack.kinds.iter().map(|kind| kind.id.as_str()));
    words.extend(pack.claims.iter().map(|claim| claim.id.as_str()));
    words.extend(vocabulary().fields.iter().map(|field| field.name.as_str()));
    words.extend(vocabulary().sections.iter().map(|section| section.name.as_str()));

    let (mut found, mut count) = (Vec::new(), 0);
    let members = fs::read_dir(Path::new(ROOT).join("crates")).unwrap().map(|entry| entry.unwrap().path().join("src"));
    for path in
        members.chain([Path::new(ROOT).join("src")]).flat_map(|folder| files_below(&folder, &["rs"], &["generated"]))
    {
        let name = path.strip_prefix(ROOT).unwrap().display().to_string().replace('\\', "/");
        for (line, text) in Literals::collect(&fs::read_to_string(&path).unwrap()) {
            count += 1;
            if words.contains(text.as_str()) {
                found.push((name.clone(), line, text));
            }
        }
    }
    assert!(count > 300, "only {count} literals were found");
    let mut defaults = Vec::new();
    found.retain(|(name, _, text)| {
        let default = name == "crates/mentorcheck-core/src/pack/mod.rs" && text == RULES;
        // A schema, a setting and what the page is sent share their names with sections.
        let schema = name == "crates/mentorcheck-core/src/generate.rs"
            || name == "crates/mentorcheck-page/src/content.rs" && text == "evidence"
            || ["src/commands/config.rs", "src/config/resolve.rs"].contains(&name.as_str()) && text == "evidence";
        if default {
            defaults.push(name.clone());
        }
        !default && !schema
    });
    assert_eq!(defaults.len(), 1, "the default rules must be named exactly once: {defaults:?}");
    assert!(found.is_empty(), "{found:#?}");
}
