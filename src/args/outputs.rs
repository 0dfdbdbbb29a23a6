//! `--format` and `--output`: each may be given several times; they are paired by
//! their order.

use std::path::PathBuf;

use clap::{
    Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser},
    error::ErrorKind,
};

use mentorcheck_render::format::Format;

const FORMAT: &str = "format";
const OUTPUT: &str = "output";

/// One form of the report, and the file that it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The form.
    pub format: Format,
    /// The file; none for standard output.
    pub file: Option<PathBuf>,
}

/// The forms that are asked for; none where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outputs(pub Vec<Output>);

impl Outputs {
    /// Pairs formats with files, both as (place on the command line, what stands there): a file belongs
    /// to the format before it. A file before every format is the text report's.
    fn paired(formats: Vec<(usize, Format)>, files: Vec<(usize, PathBuf)>) -> Result<Self, String> {
        let mut outputs: Vec<(usize, Output)> =
            formats.into_iter().map(|(at, format)| (at, Output { format, file: None })).collect();
        for (at, file) in files {
            let (only, none) = (outputs.len() == 1, outputs.is_empty());
            // `--output FILE --format F`, where there is but one of each, leaves no doubt either.
            let before = outputs.iter_mut().rev().find(|(place, _)| only || *place < at);
            match before {
                Some((_, output)) if output.file.is_none() => output.file = Some(file),
                None if none => outputs.push((at, Output { format: Format::Text, file: Some(file) })),
                _ => {
                    return Err(format!(
                        "there is no `--format` for `--output {}`: write each `--output` after its own `--format`",
                        file.display()
                    ));
                }
            }
        }
        let outputs: Vec<_> = outputs.into_iter().map(|(_, output)| output).collect();
        if outputs.iter().filter(|output| output.file.is_none()).count() > 1 {
            return Err("only one format can be shown: give the others an `--output FILE` each".into());
        }
        let twice =
            |at: usize| outputs[at].file.is_some() && outputs[..at].iter().any(|one| one.file == outputs[at].file);
        match (0..outputs.len()).find(|at| twice(*at)) {
            Some(at) => {
                let file = outputs[at].file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
                Err(format!("two formats cannot go to the same file `{file}`"))
            }
            None => Ok(Self(outputs)),
        }
    }
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let formats = placed(matches, FORMAT);
        Self::paired(formats, placed(matches, OUTPUT))
            .map_err(|problem| Error::raw(ErrorKind::ArgumentConflict, format!("{problem}\n")))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Parses the name of a format; the help text lists all.
fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.help()));
    PossibleValuesParser::new(values).try_map(|name| name.parse::<Format>())
}

/// The values of an argument with their places on the command line.
fn placed<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<(usize, T)> {
    let places = matches.indices_of(name).into_iter().flatten();
    let values = matches.get_many::<T>(name).into_iter().flatten().cloned();
    places.zip(values).collect()
}

impl Args for Outputs {
    fn augment_args(command: Command) -> Command {
        let format =
            Arg::new(FORMAT).long(FORMAT).value_name("FORMAT").action(ArgAction::Append).value_parser(formats()).help(
                "Set the format of the report; may be given several times, each with its own --output [default: text]",
            );
        let output = Arg::new(OUTPUT)
            .long(OUTPUT)
            .short('o')
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(ValueParser::path_buf())
            .help("Write the report in the preceding format to this file, completely or not at all, instead of standard output");
        command.arg(format).arg(output)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        outputs: Outputs,
    }

    fn read(line: &str) -> Result<Vec<(Format, Option<String>)>, Error> {
        let words = std::iter::once("mentorcheck").chain(line.split_whitespace());
        let outputs = Line::try_parse_from(words)?.outputs.0.into_iter();
        Ok(outputs.map(|one| (one.format, one.file.map(|file| file.display().to_string()))).collect())
    }

    #[test]
    fn every_file_belongs_to_the_format_before_it() {
        let file = |name: &str| Some(name.to_owned());
        for (line, expected) in [
            ("", vec![]),
            ("--format csv", vec![(Format::Csv, None)]),
            ("-o a", vec![(Format::Text, file("a"))]),
            ("--output a --format csv", vec![(Format::Csv, file("a"))]),
            ("--format html -o a --format csv --output b", vec![(Format::Html, file("a")), (Format::Csv, file("b"))]),
            ("--format text --format html -o a", vec![(Format::Text, None), (Format::Html, file("a"))]),
        ] {
            assert_eq!(read(line).expect(line), expected, "{line}");
        }
    }

    #[test]
    fn what_leaves_a_doubt_is_refused() {
        for line in ["--format csv --format html", "--format csv -o a -o b", "--format csv -o a --format html -o a"] {
            assert_eq!(read(line).expect_err(line).kind(), ErrorKind::ArgumentConflict, "{line}");
        }
    }
}
