# Mistakes of form in a description, a configuration or a rule pack, and what to write instead. Arguments in code marks are
# keys and values as people type them. A message of which the first word is an argument begins with a capital in reports.

## What a mistake is about

mistake-this-file = this file
mistake-item-of = an item of `{ $field }`
mistake-a-list = a list
mistake-a-section = a section with keys of its own
mistake-list-or-section = a list or a section with keys of its own
mistake-text-or-list = a text or a list of texts
mistake-text = text
mistake-boolean = `true` or `false`
mistake-number = a number

## Mistakes. $subject, $found and $expected are of the messages above; $holder is one of them or a key in code marks.

mistake-no-description = This is not a description: it has no section `{ $key }:`.
mistake-no-configuration = This is not a configuration: it has no keys.
mistake-no-pack-file = This is not a file of a rule pack: it has no `{ $key }:`.
mistake-no-field = `{ $key }` is not a field of { $holder }.
mistake-no-section = `{ $key }` is not a section.
mistake-no-entry = `{ $key }` is not an entry of { $holder }.
mistake-no-value = `{ $field }` cannot be `{ $value }`.
mistake-several-values = `{ $field }` takes one value, not { $found }.
mistake-missing-key = { $holder } has no `{ $key }`.
mistake-missing-section = `{ $key }` is missing.
mistake-wrong-type = { $subject } must be { $expected }, not { $found }.
mistake-empty-list = `{ $field }` is an empty list.
mistake-empty-closable = `{ $field }` is an empty list, which says neither “none” nor “not known”.
mistake-twice = `{ $value }` appears twice in `{ $field }`.
mistake-twice-same = `{ $value }` appears twice in `{ $field }`: it means the same as `{ $same }`.
mistake-empty = { $subject } is empty.
mistake-moved = `{ $value }` now belongs under `{ $field }`.
mistake-unnamed = The description does not give the programme's name.
mistake-characters = `{ $field }` can only have small letters, digits and single hyphens.
# $reason comes from a library, in English.
mistake-other = `{ $field }` does not fit: { $reason }.
# $line is a number.
mistake-repeated-programme = The description at line { $line } of this file describes the same programme.

# Begins the sentence on the verdict in the place of the name. $places is a list of places in a form.
subject-uncorrected-in-form =
    { $count ->
        [one] { $name } cannot be classified until { $places } is corrected. As it is, it
       *[other] { $name } cannot be classified until { $places } are corrected. As it is, it
    }
# $question is such as “question 11”, $cells such as “E17 and E22”.
place-with-cells =
    { $count ->
        [one] { $question } (cell { $cells })
       *[other] { $question } (cells { $cells })
    }

## At the line with the mistake

mistake-here = here
mistake-here-no-field = no such field
mistake-here-no-value = no such value
mistake-here-no-section = no such section
mistake-here-incomplete = something is missing here
mistake-here-before = it belongs before this line
mistake-here-again = again
mistake-here-first = first described here

## What to write. $entry is one of the messages entry-….

entry-line = `{ $key }: …`{ $title }
# $title is in brackets, or empty, with a space before it: “ (Name of the programme)”.
entry-lines = `{ $key }:` and, on the next line, two spaces further in, `{ $first }: …`{ $title }
entry-title = { " " }({ $title })

advice-begin = Begin with { $entry }.
advice-check-file = Check that this is the right file. Begin with { $entry }.
# $keys is a list of keys in code marks.
advice-keys = Write one of these keys on each line: { $keys }.
advice-list-of-programmes = Write each programme as a document of its own, without a `-` or a bracket around it. Begin with { $entry }. Put a line `---` between two documents.
advice-add = Add { $entry }.
advice-required = It cannot be left out. Write { $entry }.
advice-write = Write `{ $text }`.
advice-item = Write the item, or remove it.
# $command is a command of mentorcheck.
advice-schema-says = `{ $command }` says what belongs there.
advice-compare = Compare it with the output of `{ $command }`.
advice-no-items = If there is none, write `{ $closed }`. If you do not know, write `{ $key }:` and nothing after it.
advice-unknown-items = Write what you know. If you do not know, write `{ $key }:` and nothing after it.
advice-one-item = Write at least one item.
advice-one-value = Write only the value that has priority, without brackets and `-`. A second strand of the programme can be a document of its own, after a line `---`.
advice-several-values = These are several values. Put a comma between them, as in `{ $values }`.
advice-did-you-mean = Did you mean `{ $suggestion }`?
advice-see-also = { $title } belongs under `{ $name }`.
advice-no-break-spaces = The line begins with non-breaking spaces, which only look like spaces. Remove them and type spaces again.
advice-own-section = `{ $key }` is a section of its own. Begin its line without spaces before it.
# $sections is a section in code marks, or several joined by advice-or.
advice-belongs-to = `{ $key }` belongs to the section { $sections }. Move it there.
advice-belongs-to-further-in = `{ $key }` belongs to the section { $sections }. Move it there, two spaces further in.
advice-or = { $first } or { $second }
advice-boolean = Write `true` or `false`, without quotes.
advice-number = Write digits only.
# $line is a line of a description, or a part of one.
advice-one-text = Write it as one text, in quotes: `{ $line }`.
advice-quotes = Put it in quotes: `{ $line }`.
advice-brackets = Put the values in square brackets: `{ $line }`.
advice-list-values = List the values: `{ $line }`.
advice-dash = Begin each item with `-` and a space.
advice-remove-dashes = Remove each `-` before what belongs to `{ $key }`, or the brackets around it.
advice-write-item = Write `- { $first }: …`.
# $others is a list of keys in code marks.
advice-write-item-with = Write `- { $first }: …` and, below it, { $others }.
advice-write-section = Write `{ $key }:` and, on the next line, two spaces further in, `{ $first }: { $text }`.
advice-twice = Remove one of them.
advice-unnamed = Write it under `{ $field }`, so that readers know which programme this is.
advice-moved = It was read as part of `{ $field }`. Move it there: `{ $field }: [{ $value }]`.
advice-repeated-programme = Give each strand of the programme a name or an identifier of its own, or remove one description.
# Begins another line of the advice on a lone question mark. $others is a list such as “unknown or n.a.”.
advice-question-mark =
    { $count ->
        [one] It means that the answer is not stated. You can also write { $others }.
       *[other] Both mean that the answer is not stated. You can also write { $others }.
    }

# $names is a list.
advice-allowed = Allowed here: { $names }.
# Before lines with a value and its title each.
advice-allowed-below = Allowed here:
# A line of that list: the kind of key that is allowed, and what it is.
advice-any-field = section.field: any field of a description, with its section before it
advice-own-keys = Keys that begin with `x-` are free for notes of your own.

## Corrections that `mentorcheck check --fix` makes, as clauses

fix-spelling = { $old } is now { $new }
fix-moved = { $value } moved to { $field }

## Why a file that was found in a folder is skipped, after its name

skipped-no-programme = it describes no programme
skipped-other-syntax = it is written for another tool
skipped-empty = it is empty
skipped-no-form = it is a table, but not a filled-in form
skipped-configuration = it is a configuration of mentorcheck
skipped-link = it is a symbolic link
