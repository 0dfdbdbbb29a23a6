//! Writes synthetic descriptions into a folder: `cargo bench --bench generate -- COUNT FOLDER [SEED] [MISTAKES]`.
//! MISTAKES is the percentage with a mistake (default 5). With `-` as the folder, writes one YAML stream to stdout.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

mod programmes;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (Some(Ok(count)), Some(folder)) = (arguments.first().map(|count| count.parse::<usize>()), arguments.get(1))
    else {
        return Err(io::Error::other("usage: generate COUNT FOLDER [SEED] [MISTAKES]"));
    };
    let parse_argument = |index: usize| arguments.get(index).and_then(|number| number.parse::<usize>().ok());
    let programmes =
        programmes::ProgrammeGenerator::new(parse_argument(2).unwrap_or(1) as u64, parse_argument(3).unwrap_or(5));
    if folder == "-" {
        let mut out = BufWriter::new(io::stdout().lock());
        for number in 0..count {
            write!(out, "---\n{}", programmes.generate(number))?;
        }
        return out.flush();
    }
    for number in 0..count {
        // At most 1,000 files per directory.
        let directory = Path::new(folder).join(format!("{:03}", number / 1_000));
        if number % 1_000 == 0 {
            fs::create_dir_all(&directory)?;
        }
        fs::write(directory.join(format!("{number:06}.yaml")), programmes.generate(number))?;
    }
    Ok(())
}
