//! Tells cargo that the program embeds the folder of rules, new files in it included.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}
