# Reports on several programmes: the overview, the workbook and the comparison of two rounds. Titles of fields, answers,
# kinds and building blocks come from the rules and the vocabulary.

## The sentences that an overview begins with. $concept is the kind that the reader looks for.

portfolio-wanted =
    { $total ->
        [1] { $count ->
            [0] The only programme does not look like { $concept }.
           *[other] The only programme looks like { $concept }.
        }
        [2] { $count ->
            [0] Neither of the 2 programmes looks like { $concept }.
            [1] 1 of 2 programmes looks like { $concept }.
           *[other] Both programmes look like { $concept }.
        }
       *[other] { $count ->
            [0] None of the { $total } programmes looks like { $concept }.
            [1] 1 of { $total } programmes looks like { $concept }.
           *[other] { $count } of { $total } programmes look like { $concept }.
        }
    }
# How many of those have a description that leaves nothing open.
portfolio-full =
    { $count ->
        [0] None of them is fully described yet.
        [one] { $count } of them is fully described.
       *[other] { $count } of them are fully described.
    }
portfolio-all-full =
    { $count ->
        [one] It is fully described.
       *[other] All of them are fully described.
    }
# Of those that are not fully described: how many building blocks are met in each. $blocks is how many there are.
portfolio-met =
    { $most ->
        [0] Where answers are missing, none of the { $blocks } blocks is met yet.
        [1] Where answers are missing, 1 of the { $blocks } blocks is met.
       *[other] Where answers are missing, { $most } of the { $blocks } blocks are met.
    }
portfolio-met-range = Where answers are missing, { $least } to { $most } of the { $blocks } blocks are met.
portfolio-open =
    { $count ->
        [one] { $count } could be { $concept } or something else. Its description does not say enough.
       *[other] { $count } could be { $concept } or something else. Their descriptions do not say enough.
    }
portfolio-others-clear =
    { $count ->
        [one] { $count } is clearly something else.
       *[other] { $count } are clearly something else.
    }
portfolio-others-unclear =
    { $count ->
        [one] { $count } is something else, with questions still to answer.
       *[other] { $count } are something else, with questions still to answer.
    }
portfolio-others =
    { $count } are something else: { $clear } clearly, and { $unclear } with questions still to answer.
portfolio-contradictory =
    { $count ->
        [one] { $count } cannot be classified, because its description contradicts itself.
       *[other] { $count } cannot be classified, because their descriptions contradict themselves.
    }
portfolio-mistakes =
    { $count ->
        [one] { $count } description has mistakes to correct first.
       *[other] { $count } descriptions have mistakes to correct first.
    }
# The text in code marks is an option of the command.
portfolio-warnings =
    { $count ->
        [one] { $count } form has something to look at. The workbook says what, and so does `--full`.
       *[other] { $count } forms have something to look at. The workbook says what, and so does `--full`.
    }
portfolio-unreadable =
    { $count ->
        [one] { $count } file could not be read and is not counted.
       *[other] { $count } files could not be read and are not counted.
    }

# $files is a list of files.
portfolio-namesakes = { $count } programmes are called { $name }: { $files }. Check that none came in twice.
portfolio-more-files =
    { $count ->
        [one] one more
       *[other] { $count } more
    }
portfolio-more-namesakes =
    { $count ->
        [one] One more name belongs to several programmes.
       *[other] { $count } more names belong to several programmes.
    }

## Headings of groups without a kind of their own

portfolio-group-open = Could be { $concept }
portfolio-group-otherwise = Open, but not { $concept }
portfolio-group-none = None of the kinds
portfolio-group-contradictory = Description contradicts itself

## Columns of the overview. The words below are at most 13 characters long.

portfolio-column-verdict = verdict
portfolio-column-next = next, or what decides
portfolio-is = is it
portfolio-looks = looks like it
portfolio-is-open = open
portfolio-no-kind = no kind fits
portfolio-conflict = contradictory
portfolio-questions =
    { $count ->
        [one] { $count } question to ask
       *[other] { $count } questions to ask
    }
portfolio-nothing-to-ask = nothing to ask
# $field and $value are titles in running text, such as “main aim” and “company and friendship”.
portfolio-fact = { $field }: { $value }

## Below the overview

portfolio-line-ask = Ask first
# $point completes “whether”. $total is how many programmes look like the concept or could be it, $count how many of
# them leave the point open.
portfolio-ask =
    { $total ->
        [1] The only programme that could be { $concept } does not say whether { $point }.
        [2] { $count ->
            [1] Of the 2 that could be { $concept }, 1 does not say whether { $point }.
           *[other] Neither of the 2 that could be { $concept } says whether { $point }.
        }
       *[other] { $count ->
            [1] Of the { $total } that could be { $concept }, 1 does not say whether { $point }.
           *[other] Of the { $total } that could be { $concept }, { $count } do not say whether { $point }.
        }
    }
portfolio-ask-all = None of the { $total } that could be { $concept } says whether { $point }.
portfolio-line-labels = Labels
# $names is a list of programmes.
portfolio-labels =
    { $count ->
        [one] { $count } does not match the description: { $names }.
       *[other] { $count } do not match their descriptions: { $names }.
    }
# The end of a list of which only the first items are printed.
portfolio-and-more = { $names } and { $rest } more
portfolio-more = Every finding: add --full.
# The heading above the mistakes of one file.
name-with-file = { $name } ({ $file })

## The workbook: names of its sheets, at most 31 characters

xlsx-sheet-programmes = Programmes
xlsx-sheet-questions = Questions
xlsx-sheet-evidence = Evidence
xlsx-sheet-grid = Grid
xlsx-sheet-decisions = Decisions
xlsx-sheet-words = Words

## The workbook: titles of columns

xlsx-programme = Programme
xlsx-verdict = In a sentence
xlsx-first-question = First question to ask
xlsx-question-count = Questions to ask
xlsx-kind = Kind
xlsx-standing = How certain
xlsx-label = Calls itself
xlsx-label-fit = Does the label match?
xlsx-first-mistake = Correct first
xlsx-file = File
xlsx-number = No.
xlsx-question = Question
xlsx-answers = Possible answers
xlsx-field = Field of the form
xlsx-reply = Reply
xlsx-fact = Fact
xlsx-level = Evidence
xlsx-source = Document
xlsx-place = Place
xlsx-quote = Quotation
xlsx-check = Was it found?
xlsx-block = Building block
xlsx-weight = Weight
xlsx-answer = Answer
xlsx-facts = What the description says
xlsx-places = Where it says so
xlsx-remark = Remark
xlsx-recommendation = Recommendation
xlsx-decision = Decision
xlsx-date = Date
xlsx-by = By
xlsx-reason = Reason
xlsx-identifier = Identifier
xlsx-organisations = Organisations
xlsx-hash = SHA-256 of the input
xlsx-rules-version = Rules
xlsx-tool-version = mentorcheck
xlsx-word = Word
xlsx-meaning = What it means
xlsx-limits = Limits

## The workbook: decisions that the sheet offers. Together at most 250 characters.

xlsx-decision-fund = fund
xlsx-decision-ask = ask first
xlsx-decision-reject = do not fund
xlsx-decision-later = decide later

## The workbook: cells

# Of an open verdict with many kinds.
xlsx-kinds = { $count } kinds are possible
# $first is some sentences.
xlsx-corrections = { $first } And { $rest } more.
xlsx-unreadable = This file could not be read.
# $files is a list of other files.
xlsx-namesakes = A programme of the same name is in { $files }. Check that it did not come in twice.
xlsx-label-matches = yes
xlsx-label-wrong = no
xlsx-label-open = not clear yet
xlsx-found = yes
xlsx-not-found = no
xlsx-not-checked = could not be checked
xlsx-no-evidence = The evidence was not looked up. To see it here, run check with --evidence.
# $title is the title of the rules.
xlsx-rules = { $title }, version { $version }
xlsx-page = Page { $page } of { $pages }
# At the head of the first sheet, if there are more programmes than a workbook has room for.
xlsx-left-out =
    { $count ->
        [one] { $count } more programme is not in this workbook, which has room for { $limit }. Check fewer at once, or use --format csv.
       *[other] { $count } more programmes are not in this workbook, which has room for { $limit }. Check fewer at once, or use --format csv.
    }
xlsx-omitted =
    { $count ->
        [one] { $count } more row does not fit into a sheet. Check fewer programmes at once, or use --format csv.
       *[other] { $count } more rows do not fit into a sheet. Check fewer programmes at once, or use --format csv.
    }

## How certain a verdict is

xlsx-standing-established = Is it
xlsx-standing-provisional = Looks like it
xlsx-standing-open = Open
xlsx-standing-unclassified = No kind fits
xlsx-standing-contradictory = Contradictory

## How well a fact is supported

level-asserted = Stated only
level-cited = Names a document
level-quoted = Quoted from a document

## What the words mean

meaning-not-understood = The description has a value here that mentorcheck does not know. Correct it first.
meaning-asserted = The description states the fact and gives no evidence for it.
meaning-cited = The description names a document for the fact, but the words were not looked up in it.
meaning-quoted = The words quoted for the fact are in the document, where a reader sees them.
meaning-hash = A number that identifies exactly the file that was read: a filled-in form, or a description. If anything in the file changes, so does the number.
meaning-decides = A building block is met only if this point is.
meaning-supports = This point is useful to know. It does not decide about the building block.
meaning-rules = { $rules }, based on: { $source }

## What changed between two rounds of descriptions: sentences

round-title = What changed between two rounds
round-both =
    { $count ->
        [0] No programme is in both rounds.
        [one] One programme is in both rounds.
       *[other] { $count } programmes are in both rounds.
    }
round-moved =
    { $count ->
        [one] The verdict changed for one of them.
       *[other] The verdict changed for { $count } of them.
    }
round-shifted =
    { $count ->
        [one] One has the same verdict, but a different answer on a building block.
       *[other] { $count } have the same verdict, but a different answer on a building block.
    }
round-reworded =
    { $count ->
        [one] One states something else, with the same result.
       *[other] { $count } state something else, with the same result.
    }
round-same =
    { $count ->
        [one] Nothing changed in one of them.
       *[other] Nothing changed in { $count } of them.
    }
round-only-old =
    { $count ->
        [one] One programme is only in the old round.
       *[other] { $count } programmes are only in the old round.
    }
round-only-new =
    { $count ->
        [one] One programme is only in the new round.
       *[other] { $count } programmes are only in the new round.
    }
round-unreadable =
    { $count ->
        [one] One file could not be read, in full or at all. What could not be read is not compared.
       *[other] { $count } files could not be read, in full or at all. What could not be read is not compared.
    }
# $total counts the facts that changed and decide something.
# $files is a list of files or programmes.
round-not-understood =
    { $count ->
        [one] Some answers are not understood in { $files }. They count as not stated: check the file, and correct it.
       *[other] Some answers are not understood in { $files }. They count as not stated: check these files, and correct them.
    }
round-evidence = { $count } of the { $total } changes that decide something carry evidence.
round-renamed = Do { $old } and { $new } describe the same programme? Most of what they state is the same. If so, give both the same identifier and compare again.
round-not-stated = not stated
round-together = together with
round-other-causes = { $causes }; or { $rest } other sets of changes
round-decides-nothing = decides nothing

## What changed between two rounds: headings, lines and columns

round-heading-moved = Another verdict
round-heading-shifted = Same kind, another answer on a building block
round-heading-reworded = Other facts, same result
round-heading-same = Nothing changed
round-heading-only = Only in { $path }
round-heading-only-old = Only in the old round
round-heading-only-new = Only in the new round
round-heading-unreadable = Could not be read in full
round-line-before = Before: { $text }
round-line-now = Now: { $text }
round-line-because = Because of: { $text }
round-line-block = { $title }: { $before } → { $now }
round-line-change = { $field }: { $before } → { $now }
round-column-what = What changed
round-column-before = Before
round-column-now = Now
round-column-because = Because of
round-column-blocks = Building blocks
round-column-fact = Fact
round-column-judged = Can it decide?
round-sheet-changes = Changes
round-moved-word = the verdict
round-shifted-word = a building block
round-reworded-word = facts only
round-same-word = nothing
round-only-old-word = only in the old round
round-only-new-word = only in the new round
round-yes = yes
round-no = no
