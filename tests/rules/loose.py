"""Numbers that stand beside the code that uses them, and why they are no rules of the book; `test_loose` reads it.

A new constant with a number in it is entered into the book, with a pair of tests, or named here under the reason why it
is neither a limit of the page, nor a price, nor a tolerance.
"""

from __future__ import annotations

LOOSE = {
    "how far and how wide the program looks: another number makes it slower or faster, not stricter": """
        export/raster/kept.py MOST_BYTES
        compose/line/breaker.py BEHIND DOUBTFUL EXPECTED
        compose/line/price.py MOST_KNOWN
        compose/line/stick.py FULL_MARK PRICED
        compose/story/copyfit.py MOST_TRIED
        compose/story/drop.py _LOOKED_AT
        export/raster/master.py _ASKED _COUNTED _ROWS
        export/svg/glyphs.py LINES_MOST
        export/web/site/shelf.py BLOCK GROUP
        makeup/solve/design.py ROUND
        makeup/solve/issue/assign.py THROWS TRIALS
        makeup/solve/issue/briefs.py LOOKS STACKS
        makeup/solve/issue/fillers.py MOST
        makeup/solve/issue/forms.py PROBED
        makeup/solve/issue/hands.py LEAST WAKE
        makeup/solve/issue/ladder.py SHARE
        makeup/solve/issue/make.py COUNTS PROBED_PAGES
        makeup/solve/issue/making.py ABREAST ABREAST_SHARE EXCHANGES LIKE_ROUNDS
        makeup/solve/issue/notices.py BESIDE_MOST TRIALS WHITE_ROWS
        makeup/solve/issue/repair.py ITEMS_MOST MUCH NEIGHBOURS SLID_MOST TREES
        makeup/solve/issue/solve_issue.py ROUNDS STORIES_A_PAGE
        makeup/solve/issue/task.py FAULT NO_PAGE
        makeup/solve/issue/unlike.py PASSES
        makeup/solve/issue/stood.py NEAR
        makeup/solve/measure/filling.py ASIDE HEADS POURED SCALES
        makeup/solve/measure/furnish.py HEADS
        makeup/solve/measure/groups.py HEADS
        makeup/solve/measure/headed.py PART_AIR PART_HEADS PART_SPANS SAVED_MOST
        makeup/solve/measure/inserts.py DEPTHS
        makeup/solve/measure/pictures.py BANDS_MOST GROUPS_MOST
        makeup/solve/measure/tails.py SHORTER
        makeup/solve/measure/vertical.py SETTINGS STANDING
        makeup/solve/search/cpsat.py ROUNDS
        makeup/solve/search/frames.py AT_LEAST DEEPLY DIFFERENT MARGIN QUICKLY TREES TURNS WHOLE_TREES
        makeup/solve/search/judging.py AT_ONCE
        makeup/solve/search/mending.py EACH EM_OF_COLUMN PARTS
        makeup/solve/search/least.py POLISH ROUNDS
        makeup/solve/search/one_page.py AT_ONCE CLUSTERS CUTS_MOST DEAREST GOOD_ENOUGH LOWER SEEDS SHARE_OF_CONSTRAINTS
        makeup/solve/search/one_page.py SHARE_OF_CUTS TAILED_MOST
        makeup/solve/search/patches.py EDGES JUDGED PATCH_MOST TREES
        makeup/solve/search/slides.py RESIZED TRIED
        makeup/solve/search/slicing.py NEVER
        makeup/solve/search/tailed.py SEARCH
        makeup/solve/search/variety.py PARTS
        makeup/solve/search/work.py CALL DETERMINISTIC PAIR PER_STEP PRICED SECOND TREE TRIED
        picture/drawing.py _REMEMBERED_MOST
        picture/icc.py _BAND
        picture/advert/intake.py _LOOKED_AT
        picture/photo.py _TRIES
        picture/svg/covering.py _STEPS
        picture/tone.py _FACTORS _ROUGH
        preflight/archive/bag.py _WORKERS
        preflight/paint/course.py _PIECES
        proofread/words/lattice.py BEAM BEFORE BEHIND LONGEST
        proofread/words/model.py TEXTS_KEPT WORDS_KEPT
    """,
    "caps on what a file may ask for or cost, beside those of the guard": """
        compose/story/stylebook.py _RANGES
        export/archive_settings.py BLOCK
        export/pdf/settings.py BLOCK
        export/raster/screen.py _DEEPEST
        makeup/dummy/schema.py Cell Cells
        makeup/solve/issue/hands.py LIMITS
        picture/advert/flatten.py _MOST_PIXELS
        picture/advert/intake.py _LIMITS
        picture/advert/measure.py MOST_CONTENT
        picture/advert/page_size.py LIMITS
        picture/on_screen.py _LIMITS
        picture/photo.py _LIMITS
        picture/source.py MOST_BYTES
        picture/svg/cascade.py _MATCHED
        picture/svg/reading.py MOST_BYTES _LARGEST_PICTURE _MOST_TEXT
        picture/svg/render.py _LIMITS _MOST_PIXELS
        picture/svg/shape.py _FARTHEST
        picture/svg/vector.py MOST_ITEMS MOST_POINTS _DEEPEST
        preflight/archive/alto.py _IMAGE_MOST _XML_MOST
        preflight/archive/bag.py _MANIFEST_MOST
        preflight/archive/inks_and_jpx.py _MOST_COLORANTS
        preflight/archive/package.py _MANIFEST_MOST _SECONDS _TAG_MOST
        preflight/archive/verapdf.py _SECONDS
        preflight/paint/image_inks.py _MOST_PIXELS
        preflight/paint/plates.py _MOST_PIXELS
        preflight/pdf/content.py _DEEPEST
        preflight/pdf/renderer.py _SECONDS
        preflight/press/data.py _MOST_BYTES
        proofread/schema.py Word
    """,
    "what a format, a standard, a device or the arithmetic fixes, and tables of frequencies that came so": """
        ledger/ink.py OPENING
        compose/head/sorts.py DISPLAY_EM MARK_SIDE
        compose/head/vertical_sorts.py AXIS
        compose/line/breaker.py _LOOSE_PAIR _UNREACHED
        compose/line/price.py KINDS SCALE UNSET _FAR _GAP _HOLE _SEEN
        compose/line/ready.py _NO_END _NO_START _SMALL
        compose/line/slots.py ADJACENT BITS BRACKET COMMA GAP OPEN SPACE STOP TAIL _FIELD
        compose/story/drop.py _AXIS
        compose/sense/words.py CLAUSE
        compose/story/table.py GAP_EMS
        export/ndnp/images.py DECOMPOSITIONS RATES _SMALLEST
        export/pdf/coverage.py _CELL _PIXELS _SAMPLE
        export/pdf/fonts.py _DEFAULT_VERTICAL
        export/pdf/gaps.py LEAST WIDE WIDER
        export/pdf/identity.py VERSIONS
        export/pdf/imposition.py SECTIONS
        export/pdf/shapes.py _CAPS _CIRCLE _JOINS
        export/pdf/sheet_pdf.py _LEVEL
        export/pdf/ticket_page.py _A4
        export/pdf/xjdf.py _POINTS
        export/pdfa/metadata.py _UUID
        export/raster/advert.py _POINTS
        export/raster/colour.py _STAMP
        export/raster/master.py _ASKED_LEVEL _DIFFERENCES_LEVEL _LEVEL _TILE
        export/web/areas.py _FREE _FURNITURE
        export/web/feeds.py _HOUR
        export/web/names.py _TAKEN
        export/web/site/shelf.py _START
        export/web/site/terms.py DIGITS _CODE_BITS _DOC_BITS _FEW _MANY _MOST_FILES
        ledger/head.py TENS
        ledger/wishes.py FREE
        makeup/page/folio.py FOLIO_ROWS IMPRINT_ROWS
        makeup/page/masthead.py FRONT_ROWS FRONT_ROWS_SMALL
        makeup/page/over.py _DRY _LIGHT _WHITE
        makeup/solve/issue/ear.py EAR_COLUMNS EAR_MOST STRIP_ROWS
        makeup/solve/measure/filling.py LEAST MOST
        makeup/solve/search/slicing.py ANY LEFT_CLEAR RIGHT_CLEAR
        makeup/solve/search/variety.py BARE _WHITE
        picture/advert/flatten.py PAGE_DPI TYPE_DPI
        picture/advert/tints.py _ICC_KINDS
        picture/icc.py _PERCEPTUAL _RELATIVE
        picture/on_screen.py _STEPS
        picture/plates.py _LIGHTNESS
        picture/source.py _TURNS
        picture/svg/reading.py _ENDLESS _POINT
        picture/svg/render.py RENDER_DPI
        picture/svg/shape.py IDENTITY _COUNTS _ROUND
        picture/svg/style.py _NAMED_SIZES _UNITS
        picture/svg/vector.py _SLACK
        picture/wholeness.py _ADAM7 _CHANNELS
        preflight/archive/inks_and_jpx.py _CIE_JAB _SOUND_METHODS
        preflight/paint/type_run.py _BOX
        preflight/pdf/colour_space.py CMYK GRAY RGB _PROCESS
        preflight/pdf/content.py _ASCENT _DESCENT _EVERYWHERE _START
        preflight/pdf/renderer.py DPI
        preflight/press/data.py _PLATES
        preflight/press/images.py _STANDARD_TABLE_SUM
        proofread/facts/dates.py _FESTIVALS
        proofread/remark.py CERTAIN
        proofread/words/model.py SMOOTHING UNSEEN WEIGHT_FLOOR
    """,
    "how something is shown to a person: its size, its colour, how much of it is told": """
        export/pdf/marks.py _BAR _LENGTH _PATCH _REGISTRATION _WIDTH
        export/pdf/proof.py _BASELINE _GRID _LEGEND _MARK _REGION _UNDER _WORD
        export/pdf/proof_notes.py _COLUMNS _MOST_CIRCLED _SIZE _STEP
        export/pdf/proof_tones.py _GAP _ROWS _SIZE _STEP
        export/pdf/settings.py _SLUG
        export/pdf/slug.py SLUG_LINE _DROP _LEFT _SIZE
        export/pdf/ticket_page.py _LEFT _LONGEST _RIGHT _ROW _VALUE
        export/raster/advert.py QUALITY
        export/raster/colour.py FLOOR
        export/raster/master.py STEP _DOCUMENT_NAME
        export/raster/render.py THUMB_WIDTH _SMALL_QUALITY
        export/raster/tiles.py DEEP_QUALITY QUALITY WHOLE ZOOM_PPI _LISTED _SMALLEST
        export/svg/colour.py DARKEST
        export/svg/picture.py SCREEN_DPI
        export/svg/sheet_svg.py LEGIBLE
        export/versions.py _NAMED
        export/web/areas.py GROWTH
        export/web/article_page.py _QUIET
        export/web/epub.py STAMP WIDEST
        export/web/pictures.py SMALL WIDEST
        export/web/share_picture.py SIZE
        export/web/site/feeds.py _ISSUES
        export/web/site/front.py _COVER _TITLES
        export/web/site/terms.py _BASE _HASH _PER_FILE
        export/web/summary.py LONGEST
        export/web/wechat/cover.py COVER SQUARE
        ledger/body.py EXCERPT
        makeup/page/folio.py IMPRINT_GAP
        makeup/page/masthead.py DATE_GAPS FRAME_AIR GROWN QR_GAPS QR_LEAST QR_MOST STRIP_GAP THICK
        makeup/page/quote.py RULE
        picture/lighter.py READING_PPI READING_QUALITY _WORTH
        picture/lightness.py WIDEST
        picture/on_screen.py _QUALITY
        preflight/archive/bag.py _MOST_TOLD
        preflight/plates/pictures.py _ABSOLUTE _NEAR _OVER _SHOWN _STEPS _WARNED
        preflight/plates/ppf.py PREVIEW_DPI ZONE_MM _ROW
        preflight/plates/write.py PLATES_DPI
        preflight/press/html_report.py _WIDTH
    """,
}
"""Module and names, a line each, by reason."""

INSIDE = {
    "how far and how wide the program looks, how much it keeps at hand, and where its counting begins": """
        compose/head/display.py 2048
        compose/head/share.py 3 4 512
        compose/line/breaker.py 3 4
        compose/line/ready.py 4
        compose/sense/lines.py 3
        compose/sense/parts.py 512
        compose/sense/words.py 512
        compose/story/round.py 6
        makeup/page/qr.py 16
        makeup/solve/issue/assign.py 3
        makeup/solve/issue/make.py 20.0
        makeup/solve/issue/solve_issue.py 20.0
        makeup/solve/measure/headed.py 20
        makeup/solve/measure/tables.py 17
        makeup/solve/search/frames.py 40 600.0
        makeup/solve/search/one_page.py 0.6 1.4 3 5 9 20.0
        makeup/solve/search/patches.py 3
        makeup/solve/search/judging.py 3
        makeup/solve/search/slicing.py 3 4 8 16
        makeup/solve/search/tailed.py 99
        makeup/solve/search/turning.py 5 6 8 12
        makeup/solve/shapes.py 8
        preflight/sheet/sheets.py 256
    """,
    "caps on what a file may ask for or cost": """
        preflight/pdf/colour_space.py 8
        preflight/pdf/press_file.py 32
        preflight/press/data.py 22
    """,
    "what a format, a unit, a colour space, a letter's shape or the arithmetic fixes": """
        compose/head/sorts.py 3 4 300
        compose/head/vertical_sorts.py 6 200
        compose/head/ways.py 3 4
        compose/line/breaker.py 4095
        compose/line/fount.py 2000 65295 65372
        compose/line/marks.py 3 4
        compose/line/price.py 1e-06
        compose/line/sorting.py 25
        compose/story/stylebook.py 4
        makeup/check/design.py 4
        makeup/check/measured.py 3 3000
        makeup/check/rank.py 3 4
        makeup/page/over.py 255
        makeup/page/photo.py 10000
        makeup/solve/design.py 4 99000
        makeup/solve/issue/designs.py 3 4
        makeup/solve/measure/pictures.py 3
        makeup/solve/measure/wishes.py 6
        makeup/solve/search/model.py 3 4
        makeup/solve/search/judging.py 9
        makeup/solve/search/score.py 3 9
        makeup/solve/shapes.py 2000000
        makeup/solve/standing.py 4
        preflight/archive/fonts.py 3 16
        preflight/archive/inks_and_jpx.py 3 4 5 8 14 16 37 127 255
        preflight/archive/pdfa.py 4 8 16 127
        preflight/paint/course.py 3
        preflight/paint/finding.py 25.4 72
        preflight/paint/image_inks.py 4 7 8 16 255
        preflight/paint/plates.py 3 4 127 255
        preflight/paint/type_run.py 880
        preflight/paint/type_use.py 3 500.0 65535
        preflight/pdf/colour_space.py 3 4
        preflight/pdf/content.py 1e-09 3 5 7
        preflight/pdf/content_image.py 3 8 72
        preflight/pdf/press_file.py 595.0 842.0
        preflight/pdf/renderer.py 2.55 255
        preflight/plates/pictures.py 2.55 3 6 255 256 400
        preflight/plates/ppf.py 2.55 4 32 127 255
        preflight/plates/write.py 4 25.4 72
        preflight/press/boxes.py 25.4 72 360
        preflight/press/colour.py 0.05
        preflight/press/data.py 3 4 7 8 9 128 192 196 200 204 207 255
        preflight/press/fonts.py 0.001 15
        preflight/press/images.py 3 4 7 64 192 193 194 200 218 219 255 5000
        preflight/press/ink.py 2.55 25.4 72
        preflight/press/intent.py 4
        preflight/press/rendered.py 4 25.4 72
        preflight/press/report.py 25.4 72
        preflight/press/structure.py 3 4 5 6 8 16
        preflight/sheet/sheets.py 60 780 2000 1000000
    """,
    "how something is drawn or told: the furniture's proportions, how much of a word is quoted": """
        compose/head/small.py 3 1200 1600
        makeup/page/block.py 250 500 600
        makeup/page/folio.py 0.37 0.6 1.2 3 4 5 8 9 11 12 16
        makeup/page/head_style.py 88
        makeup/page/masthead.py 0.15 0.17 0.37 1.9 3
        makeup/page/photo.py 0.38 0.6 0.9 1.2
        makeup/page/quote.py 3 88
        preflight/archive/bag.py 20
        preflight/archive/package.py 4
    """,
    "what a Chinese line is made of: idioms of four characters, verses of five and seven, names of three": """
        compose/sense/groups.py 4
        compose/sense/parts.py 3 5 6
        compose/sense/words.py 3 4 5 6 7 99
    """,
    "prices and limits of this house that stand where they are used, since no pair asks them at their edge yet": """
        makeup/solve/issue/assign.py 30
        makeup/solve/issue/ear.py 20
        makeup/solve/measure/filling.py 3 4
        makeup/solve/measure/furnish.py 3
        makeup/solve/measure/headed.py 4
        makeup/solve/measure/vertical.py 3 8
        makeup/solve/measure/wishes.py 3
        preflight/paint/painted.py 80 180
        preflight/press/rendered.py 9
    """,
}
"""Numbers inside functions, by reason: module and numbers, a line each."""
