"""Numbers that stand beside the code that uses them, and why they are no rules of the book; `test_loose` reads it.

A new constant with a number in it is entered into the book, with a pair of tests, or named here under the reason why it
is neither a limit of the page, nor a price, nor a tolerance.
"""

from __future__ import annotations

LOOSE = {
    "how far and how wide the program looks: another number makes it slower or faster, not stricter": """
        compose/line/breaker.py BEHIND DOUBTFUL EXPECTED
        compose/line/price.py MOST_KNOWN
        compose/line/stick.py FULL_MARK PRICED
        compose/story/copyfit.py MOST_TRIED
        compose/story/drop.py _LOOKED_AT
        export/raster/master.py _COUNTED _ROWS
        export/svg/glyphs.py LINES_MOST
        makeup/solve/issue/assign.py THROWS TRIALS
        makeup/solve/issue/briefs.py LOOKS STACKS
        makeup/solve/issue/fillers.py MOST
        makeup/solve/issue/hands.py LEAST WAKE
        makeup/solve/issue/ladder.py SHARE
        makeup/solve/issue/make.py PROBED_PAGES
        makeup/solve/issue/making.py EXCHANGES LIKE_ROUNDS
        makeup/solve/issue/notices.py BESIDE_MOST TRIALS WHITE_ROWS
        makeup/solve/issue/repair.py ITEMS_MOST NEAR TREES
        makeup/solve/issue/solve_issue.py ROUNDS STORIES_A_PAGE
        makeup/solve/issue/unlike.py PASSES
        makeup/solve/measure/filling.py ASIDE HEADS POURED
        makeup/solve/measure/furnish.py HEADS
        makeup/solve/measure/groups.py HEADS
        makeup/solve/measure/inserts.py DEPTHS
        makeup/solve/measure/pictures.py GROUPS_MOST
        makeup/solve/measure/tails.py SHORTER
        makeup/solve/measure/vertical.py SETTINGS STANDING
        makeup/solve/search/cpsat.py ROUNDS
        makeup/solve/search/frames.py AT_LEAST DIFFERENT MARGIN
        makeup/solve/search/one_page.py AT_ONCE CLUSTERS CUTS_MOST GOOD_ENOUGH LOWER SEEDS SHARE_OF_CONSTRAINTS
        makeup/solve/search/one_page.py SHARE_OF_CUTS TAILED_MOST
        makeup/solve/search/patches.py EDGES JUDGED PATCH_MOST TREES
        makeup/solve/search/slicing.py NEVER
        makeup/solve/search/variety.py PARTS
        makeup/solve/search/work.py CALL DETERMINISTIC PER_STEP SECOND TREE TRIED
        picture/drawing.py _REMEMBERED_MOST
        picture/icc.py _BAND
        picture/photo.py _TRIES
        picture/svg/covering.py _STEPS
        picture/tone.py _FACTORS _ROUGH
        preflight/archive/bag.py _WORKERS
        preflight/paint/course.py _PIECES
        proofread/words/lattice.py BEAM LONGEST
    """,
    "caps on files that nobody has checked, beside those of the guard": """
        export/raster/screen.py _DEEPEST
        picture/advert/flatten.py _MOST_PIXELS
        picture/advert/measure.py MOST_CONTENT
        picture/source.py MOST_BYTES
        picture/svg/cascade.py _MATCHED
        picture/svg/reading.py MOST_BYTES _LARGEST_PICTURE _MOST_TEXT
        picture/svg/render.py _MOST_PIXELS
        picture/svg/shape.py _FARTHEST
        picture/svg/vector.py MOST_ITEMS MOST_POINTS _DEEPEST
        preflight/archive/alto.py _IMAGE_MOST _XML_MOST
        preflight/archive/bag.py _MANIFEST_MOST
        preflight/archive/inks_and_jpx.py _MOST_COLORANTS
        preflight/archive/package.py _SECONDS
        preflight/archive/verapdf.py _SECONDS
        preflight/paint/image_inks.py _MOST_PIXELS
        preflight/paint/plates.py _MOST_PIXELS
        preflight/pdf/content.py _DEEPEST
        preflight/pdf/renderer.py _SECONDS
        preflight/press/data.py _MOST_BYTES
    """,
    "what a format, a standard, a device or the arithmetic fixes, and tables of frequencies that came so": """
        compose/head/sorts.py DISPLAY_EM MARK_SIDE
        compose/head/vertical_sorts.py AXIS
        compose/line/price.py SCALE
        compose/line/slots.py ADJACENT BITS BRACKET COMMA GAP OPEN SPACE STOP TAIL _FIELD
        compose/story/drop.py _AXIS
        compose/sense/words.py CLAUSE
        compose/story/table.py GAP_EMS
        export/ndnp/images.py DECOMPOSITIONS RATES _SMALLEST
        export/pdf/coverage.py _PIXELS _SAMPLE
        export/pdf/fonts.py _DEFAULT_VERTICAL
        export/pdf/gaps.py LEAST WIDE WIDER
        export/pdf/imposition.py SECTIONS
        export/pdf/shapes.py _CIRCLE
        export/pdf/sheet_pdf.py _LEVEL
        export/pdf/xjdf.py _POINTS
        export/pdfa/metadata.py _UUID
        export/raster/advert.py _POINTS
        export/web/site/terms.py _MOST_FILES
        ledger/wishes.py FREE
        makeup/page/folio.py FOLIO_ROWS IMPRINT_ROWS
        makeup/solve/issue/ear.py EAR_COLUMNS EAR_MOST STRIP_ROWS
        makeup/solve/search/variety.py BARE
        picture/plates.py _LIGHTNESS
        picture/svg/reading.py _ENDLESS _POINT
        picture/svg/render.py RENDER_DPI
        picture/svg/shape.py IDENTITY _ROUND
        picture/svg/vector.py _SLACK
        picture/wholeness.py _ADAM7
        preflight/archive/inks_and_jpx.py _CIE_JAB _SOUND_METHODS
        preflight/paint/type_run.py _BOX
        preflight/pdf/colour_space.py CMYK GRAY RGB
        preflight/pdf/content.py _EVERYWHERE
        preflight/pdf/renderer.py DPI
        preflight/press/images.py _STANDARD_TABLE_SUM
        proofread/remark.py CERTAIN
        proofread/words/model.py SMOOTHING UNSEEN WEIGHT_FLOOR
    """,
    "how something is shown to a person: its size, its colour, how much of it is told": """
        export/pdf/marks.py _BAR _REGISTRATION _WIDTH
        export/pdf/proof.py _BASELINE _GRID _LEGEND _MARK _REGION _UNDER _WORD
        export/pdf/proof_notes.py _COLUMNS _MOST_CIRCLED
        export/pdf/proof_tones.py _ROWS
        export/pdf/ticket_page.py _LONGEST
        export/raster/advert.py QUALITY
        export/raster/colour.py FLOOR
        export/raster/master.py STEP _DOCUMENT_NAME
        export/raster/render.py THUMB_WIDTH _SMALL_QUALITY
        export/raster/tiles.py WHOLE ZOOM_PPI _LISTED _SMALLEST
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
        export/web/site/front.py _TITLES
        export/web/site/terms.py _BASE _HASH _PER_FILE
        export/web/summary.py LONGEST
        export/web/wechat/cover.py COVER SQUARE
        ledger/body.py EXCERPT
        picture/lighter.py READING_PPI READING_QUALITY _WORTH
        picture/lightness.py WIDEST
        picture/on_screen.py _QUALITY
        preflight/archive/bag.py _MOST_TOLD
        preflight/plates/pictures.py _ABSOLUTE _SHOWN _STEPS
        preflight/plates/ppf.py PREVIEW_DPI ZONE_MM _ROW
        preflight/plates/write.py PLATES_DPI
        preflight/press/html_report.py _WIDTH
    """,
    "rules still to be entered, with their pairs": """
        makeup/dummy/misfits.py HOLE SHORT
        makeup/page/photo.py PAGE_EDGE
        makeup/solve/issue/briefs.py LOUD_BRIEF WIDE
        makeup/solve/issue/ladder.py REST_ROWS
        makeup/solve/measure/filling.py CROP_COST SHALLOW SMALL_COST
        makeup/solve/measure/furnish.py QUIET
        makeup/solve/measure/groups.py SETTLED
        makeup/solve/measure/pictures.py OVER_ALL
        picture/advert/flatten.py _NEUTRAL _STRAY
        picture/svg/colour.py _FAINT
        picture/tone.py _LEAST_CONTRAST
    """,
}
"""Module and names, a line each, by reason."""
