//! Writes constructed descriptions into a folder: `cargo bench --bench generate -- COUNT FOLDER [SEED]`.
//! With `-` for the folder they go to standard output, as one stream of documents.

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
        return Err(io::Error::other("usage: generate COUNT FOLDER [SEED]"));
    };
    let seed = arguments.get(2).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let programmes = programmes::Programmes::new(seed);
    if folder == "-" {
        let mut out = BufWriter::new(io::stdout().lock());
        for number in 0..count {
            write!(out, "---\n{}", programmes.text(number))?;
        }
        return out.flush();
    }
    for number in 0..count {
        // A thousand to a folder, as file systems like it.
        let part = Path::new(folder).join(format!("{:03}", number / 1_000));
        if number % 1_000 == 0 {
            fs::create_dir_all(&part)?;
        }
        fs::write(part.join(format!("{number:06}.yaml")), programmes.text(number))?;
    }
    Ok(())
}
